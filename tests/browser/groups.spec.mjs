// Who is in a group and what the group may do: one step, one screen.

import { expect, test } from './support/test.mjs';

test.use({ people: ['selin'] });

test('members and permissions of a group are one click from the list, on one screen', async ({ open }) => {
  const selin = await open('selin', { path: '/groups', viewport: { width: 1280, height: 900 } });
  await expect(selin.page.getByTestId('group-row')).toHaveCount(2);
  await selin.page.getByRole('link', { name: 'Sales', exact: true }).click();

  const members = selin.page.getByTestId('group-members');
  await expect(members.getByRole('listitem')).toHaveText([/Arda Demir/, /Elif Şahin/]);
  const permissions = selin.page.getByTestId('group-permissions');
  await expect(permissions).toContainText('Agent');
  await expect(permissions).toContainText('WhatsApp Antalya');
  await expect(permissions).toContainText('Fewer assigned chats');
  for (const name of ['chats.view', 'chats.reply', 'chats.close', 'contacts.view', 'newsletters.view']) {
    await expect(permissions.locator(`[data-permission="${name}"]`).first(), name).toBeVisible();
  }
  await expect(permissions.locator('[data-permission="chats.assign"]')).toHaveCount(0);
  await expect(permissions.locator('[data-field="phone"][data-visibility="masked"]').first()).toBeVisible();
  await expect(members).toBeInViewport();
  await expect(permissions.getByRole('heading', { name: 'Permissions' })).toBeInViewport();
});

test('a user shows every right with where it comes from', async ({ open }) => {
  const selin = await open('selin', { path: '/users' });
  await expect(selin.page.getByTestId('user-row')).toHaveCount(5);
  await selin.page.getByRole('link', { name: 'Elif Şahin' }).click();
  const rights = selin.page.getByTestId('effective-rights');
  const chats = rights.locator('[data-section="chats"]').first();
  for (const source of ['Role Agent in group Sales', 'Role Agent in group Support']) {
    await expect(chats.getByRole('link', { name: source })).toBeVisible();
  }
  await expect(rights.locator('[data-section="newsletters"]').getByRole('link', { name: 'Rights of group Sales' })).toBeVisible();
  await expect(chats.locator('[data-permission="chats.reply"]')).toHaveAttribute('data-state', 'held');
  await expect(chats.locator('[data-permission="chats.assign"]')).toHaveAttribute('data-state', 'missing');
});

test('a change of a group is kept, and one that is given up is not', { tag: '@firefox' }, async ({ open }) => {
  const selin = await open('selin', { path: '/groups/sales' });
  const name = selin.page.getByTestId('group-form').getByRole('textbox', { name: 'Name' });
  await selin.type(name, 'Nowhere');
  await selin.page.getByRole('button', { name: 'Discard' }).click();
  await expect(name).toHaveValue('Sales');
  await selin.type(name, 'Showroom');
  await selin.choose(/New chats go to/, /Random/);
  await selin.save();
  await expect(selin.page.getByRole('heading', { level: 1, name: 'Showroom' })).toBeVisible();
  await selin.page.reload();
  await expect(selin.page.getByTestId('group-permissions')).toContainText('Random');
  await expect(name).toHaveValue('Showroom');
});
