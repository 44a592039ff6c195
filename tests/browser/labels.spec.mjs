// Labels of a chat and the language of its client: set in the panel, seen live, and read by smart rules.

import { putRouting } from './support/routing.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

const RULES = { version: 1, rules: [{ id: 'vip', when: { labels: ['VIP'] }, to: { queue: 'support' } }] };
const card = ({ page }) => page.getByTestId('labels');
const remove = (window, name) => card(window).getByRole('button', { name: `Remove ${name}` });

test('a label is added and removed by keyboard, sends the chat on, and others see it', { tag: '@firefox' }, async ({ company, open }) => {
  await putRouting(company, RULES);
  await company.write({ from: '905005550401', name: 'Ayla Er', text: 'Merhaba' });
  const selin = await open('selin');
  await selin.row('Ayla Er').click();
  const field = card(selin).getByLabel('Labels');
  await field.focus();
  await selin.page.keyboard.type('VIP');
  await selin.page.keyboard.press('Enter');
  await expect(remove(selin, 'VIP')).toBeVisible();
  await expect(selin.page.getByTestId('assignee')).toContainText('Support');
  await expect(field).toBeFocused();
  await selin.page.keyboard.press('Backspace');
  await expect(remove(selin, 'VIP')).toHaveCount(0);
  await expect(selin.page.getByTestId('assignee')).toContainText('Sales');
  await selin.page.keyboard.type('0532 123 45 67');
  await selin.page.keyboard.press('Enter');
  await expect(card(selin).getByRole('alert')).toBeVisible();
  await expect(remove(selin, '0532 123 45 67')).toHaveCount(0);
  expect(selin.loads).toBe(1);
});

test('an agent reads what a supervisor sets, live', async ({ company, open }) => {
  const arda = await open('arda');
  await company.write({ from: '905005550402', name: 'Bora Can', text: 'Merhaba' });
  await arda.row('Bora Can').click();
  await expect(card(arda)).toContainText('No labels');
  await expect(card(arda)).toContainText('Language: Not known');
  await expect(card(arda).getByRole('textbox')).toHaveCount(0);
  const selin = await open('selin');
  await selin.row('Bora Can').click();
  await card(selin).getByLabel('Labels').focus();
  await selin.page.keyboard.type('returning');
  await selin.page.keyboard.press('Enter');
  await expect(remove(selin, 'returning')).toBeVisible();
  await card(selin).getByRole('button', { name: 'Language' }).click();
  await selin.page.getByRole('option', { name: 'Turkish' }).click();
  await expect(card(arda).getByRole('listitem')).toHaveText(['returning']);
  await expect(card(arda)).toContainText('Language: Turkish');
  await selin.page.reload();
  await expect(card(selin).getByRole('button', { name: 'Language' })).toContainText('Turkish');
  await selin.page.setViewportSize({ width: 380, height: 760 });
  const wide = await selin.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBe(0);
});
