// A change of rights takes effect at once, in windows that are open; what is not open to somebody says which
// permission is missing.

import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

/** A checkbox of the role's editor. */
function permission(window, section, name) {
  return window.page.getByRole('group', { name: section, exact: true }).getByRole('checkbox', { name: new RegExp(name.replace('.', '\\.')) });
}

test('a section comes and goes in an open window with the role', { tag: '@firefox' }, async ({ open }) => {
  const [selin, arda] = [await open('selin', { path: '/roles' }), await open('arda')];
  await expect(arda.place('Newsletters')).toBeVisible();
  await expect(arda.place('Payments')).toBeHidden();

  await selin.page.getByRole('link', { name: 'Agent', exact: true }).click();
  const payments = permission(selin, 'Payments', 'payments.view');
  await expect(payments).not.toBeChecked();
  await selin.toggle(payments);
  await selin.save();
  await expect(arda.place('Payments')).toBeVisible();
  await arda.place('Payments').click();
  await expect(arda.page.getByTestId('section-page')).toContainText('payments.view');

  await selin.toggle(payments);
  await selin.save();
  await expect(arda.place('Payments')).toBeHidden();
  await expect(arda.page.getByTestId('no-access')).toBeVisible();
  await expect(arda.page.getByTestId('missing-permission')).toHaveText('payments.view');
  expect(arda.loads).toBe(1);
});

test('a chat leaves the open window of who leaves the group', async ({ company, open }) => {
  const [selin, arda] = [await open('selin', { path: '/users' }), await open('arda')];
  await company.send('whatsapp/message-text');
  await arda.read('Deniz Aksoy');

  await selin.page.getByRole('link', { name: 'Arda Demir' }).click();
  await expect(selin.page.getByTestId('effective-rights')).toContainText('Role Agent in group Sales');
  const sales = selin.page.getByTestId('user-form').getByRole('checkbox', { name: 'Sales' });
  await selin.toggle(sales);
  await selin.save();
  await expect(selin.page.getByTestId('effective-rights')).toContainText('Nothing at all');

  await expect(arda.page.getByTestId('no-access')).toBeVisible();
  await expect(arda.page.getByTestId('missing-permission')).toHaveText('chats.view');
  await expect(arda.row('Deniz Aksoy')).toBeHidden();
  await expect(arda.place('Inbox')).toBeHidden();
  await expect(arda.place('Newsletters')).toBeHidden();

  await selin.toggle(sales);
  await selin.save();
  await expect(arda.place('Inbox')).toBeVisible();
  await expect(arda.place('Newsletters')).toBeVisible();
  expect(arda.loads).toBe(1);
});

test('a field becomes clear and masked again in an open window', async ({ company, open }) => {
  const [selin, arda] = [await open('selin', { path: '/roles/agent' }), await open('arda')];
  await company.send('whatsapp/message-text');
  await arda.read('Deniz Aksoy');
  const phone = arda.page.getByTestId('contact-phone');
  await expect(phone).toHaveAttribute('data-visibility', 'masked');

  // A number in clear needs the permission for that as well.
  await selin.toggle(permission(selin, 'Contacts', 'contacts.phone'));
  await selin.choose(/Phone/, 'Clear');
  await selin.save();
  await expect(phone).toHaveAttribute('data-visibility', 'clear');
  await expect(phone).not.toContainText('•');

  await selin.choose(/Phone/, 'Hidden');
  await selin.save();
  await expect(phone).toHaveAttribute('data-visibility', 'hidden');
  await expect(phone).toContainText('Hidden from you');
  expect(arda.loads).toBe(1);
});

test('nobody gives what they do not hold', async ({ company, open }) => {
  await (await company.as('selin')).patch('/v1/roles/agent', await withPermissions(company, ['users.view', 'roles.manage']));
  const arda = await open('arda', { path: '/roles/quality_control' });
  await arda.toggle(permission(arda, 'Payments', 'payments.manage'));
  await expect(arda.page.getByTestId('live-summary')).toContainText('Cannot be saved.');
  const review = await arda.review();
  await expect(review.getByTestId('refusals')).toContainText('You do not hold “Payments: Manage” as far as this would give it.');
  await expect(review.getByRole('button', { name: 'Save changes' })).toBeDisabled();
});

/** The role of agents with more permissions. */
async function withPermissions(company, more) {
  const { roles } = (await (await company.as('selin')).get('/v1/roles')).json;
  const { rights } = roles.find(({ id }) => id === 'agent');
  return { rights: { ...rights, permissions: [...rights.permissions, ...more] } };
}

test('an address typed by hand leads to a page that names the missing permission', async ({ open }) => {
  const arda = await open('arda');
  const closed = {
    '/sections/payments': 'payments.view',
    '/users': 'users.view',
    '/users/u-selin': 'users.view',
    '/groups/sales': 'users.view',
    '/roles/supervisor': 'users.view',
  };
  for (const [path, name] of Object.entries(closed)) {
    await arda.page.goto(path);
    await expect(arda.page.getByTestId('no-access'), path).toBeVisible();
    await expect(arda.page.getByTestId('missing-permission'), path).toHaveText(name);
  }
  await arda.page.getByRole('link', { name: 'Back to the inbox' }).click();
  await expect(arda.page).toHaveURL(/\/inbox$/);
  await arda.page.goto('/sections/newsletters');
  await expect(arda.page.getByTestId('section-page')).toContainText('newsletters.view');
  await arda.page.goto('/inbox/no-such-chat');
  await expect(arda.page.getByTestId('chat-gone')).toBeVisible();
});

test("a forbidden call with the agent's cookie says which permission is missing", async ({ company, open }) => {
  const arda = await open('arda');
  await company.write({ channel: 'tg-support', from: 700_000_042, name: 'Мария Орлова', text: 'Здравствуйте' });
  const calls = [
    ['GET', '/v1/users', undefined, 'users.view'],
    ['GET', '/v1/sections/payments', undefined, 'payments.view'],
    ['GET', '/v1/audit', undefined, 'audit.view'],
    ['PATCH', '/v1/roles/agent', { name: 'King' }, 'roles.manage'],
    ['PATCH', '/v1/groups/sales', { name: 'Kings' }, 'groups.manage'],
    ['PATCH', '/v1/users/u-arda', { roles: ['supervisor'] }, 'users.manage'],
  ];
  for (const [method, path, body, name] of calls) {
    const { status, type, json } = await arda.ask(method, path, body);
    expect([status, json.code, json.permission], `${method} ${path}`).toEqual([403, 'permission_missing', name]);
    expect(type).toContain('application/problem+json');
  }
  const { id } = await company.chatWith('Мария Орлова');
  for (const path of [`/v1/chats/${id}`, `/v1/chats/${id}/messages`]) {
    expect((await arda.ask('GET', path)).status, 'a chat of others does not even exist').toBe(404);
  }
});
