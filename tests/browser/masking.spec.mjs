// How a company masks: seen before it is saved, tried out without being sent, and the same in every window afterwards.

import { assertOk } from '../edge/support/problem.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

const example = ({ page }, kind) => page.getByTestId(`style-${kind}`).getByTestId('example');

async function restyle({ page }, kind, style) {
  await page.getByTestId(`style-${kind}`).getByRole('button').click();
  await page.getByRole('option', { name: new RegExp(`^${style}`) }).click();
}

test('examples follow the choice, and so does everybody once it is saved', { tag: '@firefox' }, async ({ company, open }) => {
  const [selin, arda] = [await open('selin', { path: '/masking' }), await open('arda')];
  await company.send('whatsapp/message-text');
  await arda.read('Deniz Aksoy');
  await expect(arda.card.getByTestId('contact-phone')).toContainText('+90 ••• ••• •• 67');
  await expect(example(selin, 'phone')).toContainText('+90 ••• ••• •• 67');
  await restyle(selin, 'phone', 'Hidden');
  await expect(example(selin, 'phone')).toContainText('Hidden');
  await restyle(selin, 'email', 'Token');
  await expect(example(selin, 'email')).toContainText(/~[a-z2-7]{12}/);
  await restyle(selin, 'card', 'Clear');
  await expect(example(selin, 'card')).toContainText('4012 8888 8888 1881');
  await selin.page.getByRole('button', { name: 'Save changes' }).click();
  await expect(selin.page.getByRole('region', { name: 'Changes not saved yet' })).toBeHidden();
  const { styles } = assertOk(await (await company.as('selin')).get('/v1/masking'));
  expect(styles).toMatchObject({ phone: 'hidden', email: 'token', card: 'clear' });

  await expect(arda.card.getByTestId('contact-phone')).toContainText('Hidden from you');
  await expect(arda.message('Merhaba')).not.toContainText('67');
  expect(arda.loads).toBe(1);
});

test('a message is tried out in the window alone', { tag: '@firefox' }, async ({ open }) => {
  const asked = [];
  const selin = await open('selin', { path: '/masking' });
  const box = selin.page.getByTestId('try-it').getByRole('textbox', { name: 'Paste a message' });
  await expect(box).toBeVisible();
  selin.page.on('request', (request) => asked.push(request.url()));
  await selin.type(box, 'Order 20261145, call 0500 555 78 67 or deniz@example.com');
  const [found, seen] = [selin.page.getByTestId('try-found'), selin.page.getByTestId('try-seen')];
  await expect(found.locator('mark')).toHaveText(['0500 555 78 67', 'deniz@example.com']);
  await expect(seen).toHaveText('Order 20261145, call ••• ••• •• 67 or d•••@e•••.com');
  await expect(selin.page.getByTestId('try-it').getByRole('status')).toHaveText('Found: Phone and E-mail.');
  await restyle(selin, 'email', 'Hidden');
  await expect(seen).toHaveText('Order 20261145, call ••• ••• •• 67 or •••');
  await selin.type(box, 'Nothing to see here');
  await expect(found.locator('mark')).toHaveCount(0);
  await expect(selin.page.getByTestId('try-it').getByRole('status')).toHaveText('Nothing in it is masked.');
  expect(asked).toEqual([]);
});

test('what is tried out is what somebody reads', async ({ company, open }) => {
  const [selin, arda] = [await open('selin', { path: '/masking' }), await open('arda')];
  const box = selin.page.getByTestId('try-it').getByRole('textbox', { name: 'Paste a message' });
  const written = 'Order 20261145: call 0532 417 86 53, write to ayse (at) example dot com, card 4012 8888 8888 1881. Thanks';
  await selin.type(box, written);
  const seen = await selin.page.getByTestId('try-seen').innerText();
  expect(seen).toContain('Order 20261145: call ••• ••• •• 53');
  await company.write({ from: '905005557867', name: 'Deniz Aksoy', text: written });
  await arda.read('Deniz Aksoy');
  expect(await arda.message('Thanks').locator('.message-text').innerText()).toBe(seen);
});

test('what others changed meanwhile is not written over', async ({ company, open }) => {
  const selin = await open('selin', { path: '/masking' });
  await selin.page.locator('label').filter({ hasText: 'Strict' }).click();
  await restyle(selin, 'email', 'Hidden');
  const other = await company.as('selin');
  // Of how the company masks every window hears, of other rights only those whom they concern.
  assertOk(await other.patch('/v1/masking', { styles: { phone: 'token' } }));
  await expect(example(selin, 'phone')).toContainText(/~[a-z2-7]{12}/);
  assertOk(await other.patch('/v1/users/u-arda', { denied: ['chats.close'] }));
  await selin.page.getByRole('button', { name: 'Save changes' }).click();
  await expect(selin.problem).toHaveAttribute('data-code', 'policy_changed');
  await selin.problem.getByRole('button', { name: 'Look again' }).click();
  await expect(selin.problem).toBeHidden();
  await expect(selin.page.getByRole('radio', { name: 'Strict' })).toBeChecked();
  await selin.page.getByRole('button', { name: 'Save changes' }).click();
  await expect(selin.page.getByRole('region', { name: 'Changes not saved yet' })).toBeHidden();
  const { policy, styles } = assertOk(await other.get('/v1/masking'));
  expect({ policy, ...styles }).toMatchObject({ policy: 'strict', phone: 'token', email: 'hidden' });
});

test('a country is chosen by its name', { tag: '@firefox' }, async ({ company, open }) => {
  const selin = await open('selin', { path: '/masking' });
  await selin.page.getByRole('button', { name: /Numbers without a country code/ }).click();
  await expect(selin.page.getByRole('listbox')).toBeVisible();
  await selin.page.keyboard.type('Germ');
  await selin.page.keyboard.press('Enter');
  await selin.page.getByRole('button', { name: 'Save changes' }).click();
  await expect(selin.page.getByRole('region', { name: 'Changes not saved yet' })).toBeHidden();
  expect(assertOk(await (await company.as('selin')).get('/v1/masking')).region).toBe('DE');
});

test('it is read by some and open to few', async ({ company, open }) => {
  const arda = await open('arda', { path: '/masking' });
  await expect(arda.page.getByTestId('missing-permission')).toHaveText('settings.view');
  await expect(arda.place('Masking')).toBeHidden();
  const selin = await company.as('selin');
  const { roles } = assertOk(await selin.get('/v1/roles'));
  const { rights } = roles.find(({ id }) => id === 'agent');
  assertOk(await selin.patch('/v1/roles/agent', { rights: { ...rights, permissions: [...rights.permissions, 'settings.view'] } }));
  await expect(arda.place('Masking')).toBeVisible();
  await expect(arda.page.getByTestId('masking-form')).toContainText('Changing them needs “settings.edit”.');
  await expect(arda.page.getByTestId('style-phone').getByRole('button')).toBeDisabled();
  await expect(arda.page.getByRole('radio', { name: 'Strict' })).toBeDisabled();
  await expect(arda.page.getByTestId('try-it').getByRole('textbox')).toBeEnabled();
});
