// Somebody leaves: what becomes of the chats is seen before, and done in the same step.

import { assertOk } from '../edge/support/problem.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda', 'elif'] });

/** Arda has two chats, and Elif is there. */
async function prepare(company, open) {
  const arda = await open('arda');
  for (const [place, name] of ['Ayla Er', 'Bora Can'].entries()) await company.write({ from: `90500555010${place}`, name, text: 'Merhaba' });
  await expect(arda.row('Bora Can')).toBeVisible();
  const elif = await open('elif');
  return { arda, elif };
}

test('the plan of a removal is shown, and then done', { tag: '@firefox' }, async ({ company, open }) => {
  const { arda, elif } = await prepare(company, open);
  const { page } = await open('selin', { path: '/users/u-arda' });
  await page.getByRole('button', { name: 'Remove Arda Demir' }).click();
  const sheet = page.getByTestId('removal');
  await expect(sheet.getByTestId('plan-move')).toHaveCount(2);
  await expect(sheet.getByTestId('plan-move').filter({ hasText: 'Ayla Er' })).toContainText('Elif Şahin');
  await expect(elif.row('Ayla Er')).toBeHidden();
  await sheet.getByRole('button', { name: 'Remove and move 2 chats' }).click();
  await expect(sheet).toBeHidden();
  for (const name of ['Ayla Er', 'Bora Can']) await expect(elif.row(name)).toBeVisible();
  await expect(arda.page.getByRole('button', { name: 'Log in' })).toBeVisible();
  await expect(page.getByText('Removed').first()).toBeVisible();
  const user = assertOk(await (await company.as('selin')).get('/v1/users/u-arda'));
  expect(user.status).toBe('removed');
});

test('who is deactivated is told of as well', async ({ company, open }) => {
  const { elif } = await prepare(company, open);
  const selin = await open('selin', { path: '/users/u-arda' });
  await selin.choose(/Status/, /Deactivated/);
  await expect(selin.page.getByTestId('removal-plan').getByTestId('plan-move')).toHaveCount(2);
  await selin.save();
  for (const name of ['Ayla Er', 'Bora Can']) await expect(elif.row(name)).toBeVisible();
});
