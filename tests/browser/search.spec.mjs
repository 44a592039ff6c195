// Finding a client by what the viewer need not see: masked, among those who may be seen, and without a trace.

import { assertOk } from '../edge/support/problem.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

const NUMBER = '905005557867';
const SPELLINGS = ['+90 500 555 78 67', '0500 555 78 67', '00905005557867', NUMBER];

/** Deniz is Arda's; Zeynep wrote before anybody was there, and is nobody's who answers. */
async function twoClients(company, open) {
  await company.write({ from: '79005550412', channel: 'wa-second', name: 'Ольга Смирнова', text: 'Здравствуйте!' });
  const { id } = await company.chatWith('Ольга Смирнова');
  assertOk(await (await company.as('selin')).post(`/v1/chats/${id}/assign`, { user: 'u-selin' }));
  const arda = await open('arda');
  await company.send('whatsapp/message-text');
  await expect(arda.row('Deniz Aksoy')).toBeVisible();
  return arda;
}

test('a whole number finds its client, masked, in any spelling, and opens the chat', async ({ company, open }) => {
  const arda = await twoClients(company, open);
  for (const spelling of SPELLINGS) {
    await arda.find(spelling);
    await expect(arda.found, spelling).toHaveCount(1);
    await expect(arda.found).toContainText('Deniz Aksoy');
    await expect(arda.found).toContainText('+90 ••• ••• •• 67');
    await expect(arda.found).toContainText('WhatsApp Istanbul');
    await expect(arda.page.getByRole('status').filter({ hasText: '1 client found' })).toBeVisible();
  }
  expect(await arda.page.getByTestId('found').innerHTML()).not.toContain('78 67');
  await arda.found.getByRole('link').click();
  await expect(arda.conversation.getByRole('heading', { name: 'Deniz Aksoy' })).toBeVisible();
  await expect(arda.found.getByRole('link')).toHaveAttribute('aria-current', 'page');
  await arda.page.getByRole('button', { name: 'Back to the chats' }).click();
  await expect(arda.row('Deniz Aksoy')).toBeVisible();
  await expect(arda.searchBox).toHaveValue('');
});

test('who may not be seen is as if there were nobody', async ({ company, open }) => {
  const arda = await twoClients(company, open);
  const answers = [];
  for (const number of ['+7 900 555-04-12', '+7 900 555-04-13']) {
    const answer = arda.page.waitForResponse('**/v1/contacts/search');
    await arda.find(number);
    await expect(arda.page.getByTestId('found-none')).toContainText('Nobody you may see has this number or address.');
    await expect(arda.found).toHaveCount(0);
    answers.push(await (await answer).text());
  }
  expect(answers[0]).toBe(answers[1]);
  const selin = await open('selin');
  await selin.find('8 900 555-04-12');
  await expect(selin.found).toContainText('Ольга Смирнова');
  await expect(selin.found).toContainText('+7 900 555-04-12');
});

test('a part finds what is seen in clear, and the box says so', async ({ company, open }) => {
  const arda = await twoClients(company, open);
  const hint = (window) => window.page.getByTestId('find').locator('[slot="description"]');
  await arda.searchBox.click();
  await expect(hint(arda)).toHaveText(/By a whole phone number, e-mail address or handle\. Of what you see in clear \(names\)/);
  await arda.find('7867');
  await expect(arda.page.getByTestId('found-none')).toBeVisible();
  await arda.find('Aks');
  await expect(arda.found).toContainText('Deniz Aksoy');
  await arda.find('ak');
  await expect(arda.page.getByTestId('found')).toContainText('Please type 3 characters or more.');
  const selin = await open('selin');
  await selin.searchBox.click();
  await expect(hint(selin)).toContainText('names, phone numbers, e-mails and handles');
  await selin.find('7867');
  await expect(selin.found).toContainText('Deniz Aksoy');
  await expect(selin.page.getByTestId('found')).toContainText('1 client with this part');
});

test('what is typed goes nowhere but into the body of the question', { tag: '@firefox' }, async ({ company, open }) => {
  const addresses = [];
  const arda = await open('arda', { prepare: ({ page }) => page.on('request', (request) => addresses.push(request.url())) });
  await company.send('whatsapp/message-text');
  await arda.find(NUMBER);
  await arda.found.getByRole('link').click();
  await expect(arda.conversation).toBeVisible();
  const kept = await arda.page.evaluate(async () => [
    location.href,
    document.title,
    JSON.stringify(history.state),
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    JSON.stringify(await caches.keys()),
    JSON.stringify(performance.getEntries().map(({ name }) => name)),
  ]);
  expect([...kept, ...addresses].filter((text) => text.includes(NUMBER))).toEqual([]);
  await expect(arda.searchBox).toHaveAttribute('autocomplete', 'off');
  await expect(arda.searchBox).toHaveAttribute('spellcheck', 'false');
  await arda.logOut();
  await arda.logIn({ username: 'selin' });
  await expect(arda.searchBox).toHaveValue('');
  await expect(arda.found).toHaveCount(0);
});

test('too many questions are answered in words', async ({ company, open }) => {
  const [arda, elsewhere] = [await open('arda'), await company.as('arda')];
  // The count begins anew with each minute, which may be now.
  await expect(async () => {
    for (let turn = 0; turn < 60; turn += 1) await elsewhere.post('/v1/contacts/search', { query: '+90 500 555 00 00' });
    await arda.find('+90 500 555 00 00');
    await expect(arda.problem).toHaveAttribute('data-code', 'search_too_often');
  }).toPass();
  await expect(arda.problem).toContainText('You have searched very often. Please wait a minute and try again.');
});

test('it needs no mouse', { tag: '@firefox' }, async ({ company, open }) => {
  const arda = await twoClients(company, open);
  const { keyboard } = arda.page;
  await arda.find(NUMBER);
  const card = arda.found.getByRole('link');
  await expect(card).toBeVisible();
  await keyboard.press('ArrowDown');
  await expect(card).toBeFocused();
  await keyboard.press('ArrowUp');
  await expect(arda.searchBox).toBeFocused();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(arda.conversation.getByRole('heading', { name: 'Deniz Aksoy' })).toBeVisible();
  await arda.searchBox.focus();
  await keyboard.press('Escape');
  await expect(arda.searchBox).toHaveValue('');
  await expect(arda.row('Deniz Aksoy')).toBeVisible();
});

test('it is there for those only who may see cards', async ({ company, open }) => {
  const arda = await open('arda');
  await expect(arda.searchBox).toBeVisible();
  const selin = await company.as('selin');
  assertOk(await selin.patch('/v1/users/u-arda', { denied: ['contacts.view'] }));
  await expect(arda.searchBox).toBeHidden();
  await expect(arda.page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
});
