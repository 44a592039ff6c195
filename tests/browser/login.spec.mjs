// Coming in and going out.

import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

test('whoever is refused is told so, and nothing about who exists', { tag: '@firefox' }, async ({ open }) => {
  const window = await open(undefined, { path: '/' });
  const wrong = 'Company code, user name or password is wrong.';
  for (const attempt of [{ username: 'selin', password: 'Wrong-1!' }, { username: 'nobody' }, { company: 'no-such-company', username: 'selin' }]) {
    await window.logIn(attempt);
    await expect(window.problem).toHaveAttribute('data-code', 'invalid_credentials');
    await expect(window.problem).toContainText(wrong);
    await expect(window.page.getByLabel('Password')).toHaveValue('');
  }
  await window.logIn({ username: 'SELIN ' });
  await expect(window.page.getByTestId('account')).toBeVisible();
  await expect(window.place('Users')).toBeVisible();
});

test('after too many failures the name has to wait, also with the right password', async ({ company, open }) => {
  const window = await open(undefined, { path: '/' });
  const attempt = { company: company.code, username: 'arda', password: 'Wrong-again-1!' };
  let status = 401;
  for (let tries = 0; status === 401 && tries < 20; tries += 1) {
    ({ status } = await company.visitor().post('/v1/login', attempt));
  }
  expect(status).toBe(429);
  await window.logIn({ username: 'arda' });
  await expect(window.problem).toHaveAttribute('data-code', 'locked_out');
  await expect(window.problem).toContainText('Too many failed tries. Please wait');
  await window.logIn({ username: 'selin' });
  await expect(window.page.getByTestId('account')).toBeVisible();
});

test('who logs out leaves nothing behind', { tag: '@firefox' }, async ({ company, open }) => {
  const arda = await open('arda');
  await company.send('whatsapp/message-text');
  await arda.read('Deniz Aksoy');
  await arda.logOut();
  await expect(arda.page.getByText('Deniz Aksoy')).toHaveCount(0);
  await expect.poll(() => arda.context.cookies()).toEqual([]);
  await arda.page.goBack();
  await expect(arda.page.getByRole('button', { name: 'Log in' })).toBeVisible();
  await arda.page.goto('/inbox');
  await expect(arda.page.getByRole('button', { name: 'Log in' })).toBeVisible();
  // The next one at this desk starts with nothing of the one before.
  await arda.logIn({ username: 'selin' });
  await expect(arda.page.getByTestId('account')).toContainText('Selin Kaya');
});

test('an address is kept through the log-in', async ({ open }) => {
  const window = await open(undefined, { path: '/groups/sales' });
  await window.logIn({ username: 'selin' });
  await expect(window.page.getByTestId('group-members')).toBeVisible();
});

test('a user who is deactivated elsewhere is out at once', async ({ open }) => {
  const [selin, arda] = [await open('selin', { path: '/users/u-arda' }), await open('arda')];
  await selin.choose(/Status/, /Deactivated/);
  await selin.save();
  await expect(arda.page.getByText('Your session has ended. Please log in again.')).toBeVisible();
  await arda.logIn({ username: 'arda' });
  await expect(arda.problem).toHaveAttribute('data-code', 'invalid_credentials');
});

test('logging out in one tab ends the other tab, and not another browser', { tag: '@firefox' }, async ({ open }) => {
  const [arda, elsewhere] = [await open('arda'), await open('arda')];
  const tab = await arda.context.newPage();
  await tab.goto('/inbox');
  await expect(tab.getByTestId('connection').first()).toHaveAttribute('data-state', 'live');
  await arda.logOut();
  await expect(tab.getByText('Your session has ended. Please log in again.')).toBeVisible();
  await elsewhere.place('Newsletters').click();
  await expect(elsewhere.page.getByTestId('section-page')).toBeVisible();
  await elsewhere.isLive();
});
