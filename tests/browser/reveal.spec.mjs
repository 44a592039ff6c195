// A masked value is shown against a reason, for a moment, and is gone afterwards.

import { assertOk } from '../edge/support/problem.mjs';
import { digitsOf } from '../edge/support/spellings.mjs';
import { escape } from './support/keys.mjs';
import { leaks, Received } from './support/received.mjs';
import { isGone, MASKED, OWN, withDeniz } from './support/reveal.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

test('exactly one value comes, against a reason that is logged, and goes again', { tag: '@firefox' }, async ({ company, open }) => {
  const received = new Received();
  const arda = await withDeniz(company, open, { prepare: received.record });
  await arda.page.waitForLoadState('networkidle');
  for (const text of await received.texts()) expect(leaks(text, [OWN]), text.slice(0, 2_000)).toEqual([]);

  const sheet = await arda.askFor('phone number');
  await expect(sheet).toContainText('your reason are logged');
  const confirm = sheet.getByRole('button', { name: 'Reveal and log' });
  await expect(confirm).toBeDisabled();
  await sheet.getByRole('radio', { name: 'Order or delivery' }).click();
  await expect(sheet.getByRole('textbox', { name: 'Reason' })).toHaveValue('Order or delivery');
  await confirm.click();

  await expect(arda.revealed).toBeVisible();
  expect(digitsOf(await arda.revealed.locator('.revealed-value').innerText())).toContain(OWN);
  await expect(arda.revealed.getByRole('timer', { name: 'Time left' })).toHaveText(/^0:[0-3]\d$/);
  await expect(arda.card.getByTestId('contact-phone').getByText(MASKED)).toBeHidden();
  await expect(arda.message('Merhaba')).toContainText('••• ••• •• 67');
  const texts = await received.texts();
  expect(texts.filter((text) => leaks(text, [OWN]).length > 0)).toHaveLength(1);

  await arda.revealed.getByRole('button', { name: 'Hide now' }).click();
  await isGone(arda);
  await expect(arda.card.getByTestId('contact-phone')).toContainText(MASKED);
  await expect(arda.card.getByRole('button', { name: 'Reveal the phone number' })).toBeFocused();

  const { entries } = assertOk(await (await company.as('selin')).get('/v1/audit?limit=20'));
  const entry = entries.find(({ action }) => action === 'contact.revealed');
  expect(JSON.stringify(entry)).toContain('Order or delivery');
  expect(leaks(JSON.stringify(entries.filter(({ action }) => action === 'contact.revealed')), [OWN])).toEqual([]);
});

test('it ends by itself, and the time left is seen', async ({ company, open }) => {
  const arda = await withDeniz(company, open);
  const { contact } = await company.chatWith('Deniz Aksoy');
  const body = { field: 'phone', reason: 'The same, asked by hand' };
  const answer = assertOk(await (await company.as('arda')).post(`/v1/contacts/${contact.id}/reveal`, body));
  expect(answer.expiresAt - Date.now()).toBeGreaterThan(20_000);
  // The edge gives half a minute: here it is less.
  await arda.page.route('**/reveal', (route) => route.fulfill({ json: { ...answer, expiresAt: Date.now() + 4_000 } }));
  await arda.reveal('phone number');
  const timer = arda.revealed.getByRole('timer');
  await expect(timer).toHaveText('0:03');
  await expect(timer).toHaveText('0:01');
  await isGone(arda);
});

test('it is gone when somebody goes on, turns away, or logs out', { tag: '@firefox' }, async ({ company, open }) => {
  const arda = await withDeniz(company, open);
  await test.step('to another page and back', async () => {
    await arda.reveal('phone number');
    await arda.place('Newsletters').click();
    await isGone(arda);
    await arda.page.goBack();
    await expect(arda.card.getByTestId('contact-phone')).toContainText(MASKED);
    await isGone(arda);
  });
  await test.step('to another tab', async () => {
    await arda.reveal('phone number');
    await arda.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
      delete document.visibilityState;
    });
    await isGone(arda);
  });
  await test.step('out', async () => {
    await arda.reveal('phone number');
    await arda.logOut();
    await isGone(arda);
  });
});

test('it goes with the right to it, in an open window', async ({ company, open }) => {
  const arda = await withDeniz(company, open);
  await arda.reveal('phone number');
  const selin = await company.as('selin');
  assertOk(await selin.patch('/v1/users/u-arda', { denied: ['contacts.reveal'] }));
  await isGone(arda);
  await expect(arda.card.getByTestId('contact-phone')).toContainText(MASKED);
  await expect(arda.card.getByRole('button', { name: 'Reveal' })).toHaveCount(0);
  assertOk(await selin.patch('/v1/users/u-arda', { denied: [] }));
  await expect(arda.card.getByRole('button', { name: 'Reveal the phone number' })).toBeVisible();
});

test('what is hidden can be revealed, and what is empty says so', async ({ company, open }) => {
  const selin = await company.as('selin');
  const { roles } = assertOk(await selin.get('/v1/roles'));
  const { rights } = roles.find(({ id }) => id === 'agent');
  assertOk(await selin.patch('/v1/roles/agent', { rights: { ...rights, fields: { ...rights.fields, phone: 'hidden', email: 'hidden' } } }));
  const arda = await open('arda');
  await company.send('whatsapp/message-text');
  await arda.read('Deniz Aksoy');
  await expect(arda.card.getByTestId('contact-phone')).toContainText('Hidden from you');
  await arda.reveal('phone number');
  expect(digitsOf(await arda.revealed.locator('.revealed-value').innerText())).toContain(OWN);
  const sheet = await arda.askFor('e-mail');
  await sheet.getByRole('radio', { name: 'Complaint' }).click();
  await sheet.getByRole('button', { name: 'Reveal and log' }).click();
  await expect(arda.problem).toContainText('There is nothing to reveal');
});

test('the eleventh within an hour says when there will be more', async ({ company, open }) => {
  const arda = await withDeniz(company, open);
  const { contact } = await company.chatWith('Deniz Aksoy');
  for (let turn = 0; turn < 10; turn += 1) {
    const { status } = await arda.ask('POST', `/v1/contacts/${contact.id}/reveal`, { field: 'phone', reason: 'so many' });
    expect(status).toBe(200);
  }
  const sheet = await arda.askFor('phone number');
  await sheet.getByRole('radio', { name: 'Complaint' }).click();
  await sheet.getByRole('button', { name: 'Reveal and log' }).click();
  await expect(arda.problem).toHaveAttribute('data-code', 'reveal_too_often');
  await expect(arda.problem).toContainText(/You can reveal more in (59|60) minutes\./);
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await isGone(arda);
});

test('it needs no mouse, and the focus is never lost', { tag: '@firefox' }, async ({ company, open }) => {
  const arda = await withDeniz(company, open);
  const { keyboard } = arda.page;
  const button = arda.card.getByRole('button', { name: 'Reveal the phone number' });
  await button.focus();
  await keyboard.press('Enter');
  const sheet = arda.page.getByTestId('reveal');
  await escape(sheet);
  await expect(button).toBeFocused();
  await keyboard.press('Enter');
  await sheet.getByRole('textbox', { name: 'Reason' }).focus();
  await keyboard.type('Calls back');
  await keyboard.press('Enter');
  await expect(arda.revealed.locator('.revealed-value')).toBeFocused();
  await keyboard.press('Tab');
  await expect(arda.revealed.getByRole('button', { name: 'Copy' })).toBeFocused();
  await keyboard.press('Tab');
  await expect(arda.revealed.getByRole('button', { name: 'Hide now' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(button).toBeFocused();
  await isGone(arda);
});

test.describe('quality control', () => {
  test.use({ people: ['selin', 'vera'] });

  test('is offered nothing of it', async ({ company, open }) => {
    const vera = await open('vera');
    await company.send('whatsapp/message-text');
    await vera.read('Deniz Aksoy');
    await expect(vera.card.getByTestId('contact-phone')).toContainText(MASKED);
    await expect(vera.card.getByRole('button', { name: 'Reveal' })).toHaveCount(0);
  });
});
