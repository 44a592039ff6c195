// Every permission beside every role, or beside people, for those who see it and those who hear it.

import { escape } from './support/keys.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin'] });

const cell = (page, name) => page.getByTestId('matrix').getByRole('button', { name });

test('roles say how far they reach, and why', async ({ open }) => {
  const { page } = await open('selin', { path: '/matrix' });
  await expect(cell(page, 'Agent, Chats: Reply: held, Assigned chats only')).toBeVisible();
  await expect(cell(page, 'Supervisor, Chats: Reply: held, All chats')).toBeVisible();
  await expect(cell(page, 'Quality control, Chats: Reply: not held')).toBeVisible();
  await cell(page, 'Agent, Chats: Reply: held').click();
  await expect(page.getByTestId('why')).toContainText('The role Agent gives this. Which chats: Assigned chats only.');
});

test('it is walked with the arrows, and Enter says why', { tag: '@firefox' }, async ({ open }) => {
  const { page } = await open('selin', { path: '/matrix' });
  const first = cell(page, 'Supervisor, Chats: View: held, All chats');
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const reply = cell(page, 'Agent, Chats: Reply: held, Assigned chats only');
  await expect(reply).toBeFocused();
  await expect(page.getByTestId('matrix').locator('[tabindex="0"]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('why')).toBeVisible();
  await escape(page.getByTestId('why'));
  await expect(page.getByTestId('why')).toBeHidden();
  await expect(reply).toBeFocused();
});

test('people are found by role or group, and answered by the edge', async ({ open }) => {
  const { page } = await open('selin', { path: '/matrix' });
  await page.getByRole('radio', { name: 'Users' }).click();
  await expect(cell(page, /^Timur Volkov, Chats: Reply: held, Assigned chats only, on Telegram Support$/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Name, role or group' }).click();
  await page.keyboard.type('sales');
  await expect(page.getByTestId('matrix').getByRole('columnheader')).toHaveText(['Arda Demir', 'Elif Şahin']);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('quality');
  await cell(page, 'Vera Aydın, Chats: Reply: not held').click();
  await expect(page.getByTestId('why').getByTestId('remedies')).toContainText('the role Agent');
});

test('heads stay in sight', { tag: '@firefox' }, async ({ open }) => {
  const { page } = await open('selin', { path: '/matrix' });
  await page.setViewportSize({ width: 380, height: 560 });
  const [frame, head] = [page.locator('.matrix-scroll'), page.getByRole('columnheader', { name: 'Quality control' })];
  await frame.evaluate((element) => element.scrollTo(element.scrollWidth, element.scrollHeight));
  await expect(head).toBeInViewport();
  await expect(page.getByRole('rowheader', { name: 'Take a role' })).toBeInViewport();
});
