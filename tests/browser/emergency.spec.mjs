// A role taken in an emergency: for a time, with a reason, and loud.

import { allowEmergencies } from './support/scenes.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

async function take({ page }, reason) {
  await page.getByTestId('account').click();
  await page.getByRole('menuitem', { name: 'Emergency access' }).click();
  const sheet = page.getByTestId('take-emergency');
  await expect(sheet.getByRole('button', { name: 'Take the role now' })).toBeDisabled();
  await sheet.getByRole('textbox', { name: 'Reason' }).click();
  await page.keyboard.type(reason);
  await sheet.getByRole('button', { name: 'Take the role now' }).click();
  await expect(sheet).toBeHidden();
}

test('is seen by who holds it on every screen, told to who watches, and ended by either', { tag: '@firefox' }, async ({ company, open }) => {
  await allowEmergencies(company);
  const [selin, arda] = [await open('selin', { path: '/emergency' }), await open('arda')];
  await expect(arda.place('Users')).toBeHidden();
  const banner = arda.page.getByTestId('emergency-banner');

  await take(arda, 'Selin is on a plane');
  await expect(banner).toContainText('Emergency access: Supervisor.');
  await expect(banner.getByRole('timer')).toHaveText(/^\d\d:\d\d$/);
  await arda.place('Users').click();
  await expect(banner).toBeVisible();
  await expect(selin.page.getByRole('status', { name: 'Notices' })).toContainText('Selin is on a plane');
  const row = selin.page.getByTestId('emergency-row');
  await expect(row).toContainText('Arda Demir');
  await expect(row).toContainText('Supervisor');

  await banner.getByRole('button', { name: 'End now' }).click();
  await expect(banner).toBeHidden();
  await expect(arda.place('Users')).toBeHidden();
  await expect(row).toBeHidden();

  await take(arda, 'Once more, as agreed');
  await expect(banner).toBeVisible();
  await row.getByRole('button', { name: 'End the emergency access of Arda Demir' }).click();
  await expect(banner).toBeHidden();
  await expect(arda.place('Users')).toBeHidden();
  expect(arda.loads).toBe(1);
});

test('is offered to nobody who may not', async ({ open }) => {
  const arda = await open('arda');
  await arda.page.getByTestId('account').click();
  await expect(arda.page.getByRole('menuitem', { name: 'Log out' })).toBeVisible();
  await expect(arda.page.getByRole('menuitem', { name: 'Emergency access' })).toBeHidden();
});
