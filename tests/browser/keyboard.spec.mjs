// A whole shift without a mouse.

import { escape, hasFocus } from './support/keys.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

/** Presses Tab until this has the focus, as somebody without a mouse gets there. */
async function tabTo(page, target, key = 'Tab') {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${target} cannot be reached by ${key}`);
}

/** What has the focus can be seen to have it. */
async function hasRing(target) {
  const ring = await target.evaluate((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  });
  expect(ring, 'the focus is visible').toBe(true);
}

test('an agent logs in, reads, answers, looks and closes by keyboard alone', { tag: '@firefox' }, async ({ company, open }) => {
  const window = await open(undefined, { path: '/' });
  const { page } = window;
  const { keyboard } = page;
  await expect(page.getByLabel('Company code')).toBeFocused();
  await keyboard.type(company.code);
  await keyboard.press('Tab');
  await keyboard.type('arda');
  await keyboard.press('Tab');
  await keyboard.type(company.password);
  await keyboard.press('Enter');
  await window.isLive();
  await company.write({ from: '905005550345', name: 'Zeynep Arslan', text: 'Açık mısınız?' });
  await company.write({ from: '905005557867', name: 'Deniz Aksoy', text: 'Masam nerede?' });
  await expect(page.getByTestId('chat-row')).toHaveCount(2);

  await test.step('the list is walked with the arrows', async () => {
    const [first, second] = [page.getByTestId('chat-row').first(), page.getByTestId('chat-row').last()];
    await tabTo(page, first);
    await hasRing(first);
    await keyboard.press('ArrowDown');
    await expect(second).toBeFocused();
    await keyboard.press('ArrowUp');
    await expect(first).toBeFocused();
    await keyboard.press('Enter');
    await expect(window.conversation.getByRole('heading', { level: 2 })).toBeVisible();
  });

  await test.step('a reply is written and sent', async () => {
    const box = page.getByRole('textbox', { name: 'Reply' });
    await tabTo(page, box);
    await keyboard.type('Hemen');
    await keyboard.press('Shift+Enter');
    await keyboard.type('soruyorum');
    await keyboard.press('Enter');
    await expect(window.message('Hemen')).toHaveAttribute('data-direction', 'out');
    await expect(box).toHaveValue('');
    await expect(box).toBeFocused();
  });

  await test.step('the chat is closed', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Close chat' }), 'Shift+Tab');
    await keyboard.press('Enter');
    await expect(page.getByTestId('reply-hidden')).toContainText('This chat is closed.');
  });

  await test.step('and out', async () => {
    const account = page.getByTestId('account');
    await tabTo(page, account, 'Shift+Tab');
    await keyboard.press('Enter');
    await escape(page.getByRole('menu'));
    await expect(account).toBeFocused();
    await keyboard.press('Enter');
    await hasFocus(page.getByRole('menu'));
    await keyboard.press('End');
    await expect(page.getByRole('menuitem', { name: 'Log out' })).toBeFocused();
    await keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Log in' })).toBeVisible();
  });
});

test('the navigation can be skipped', { tag: '@firefox' }, async ({ open }) => {
  const { page } = await open('arda');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
});

test('a supervisor changes a role and gives a chat away by keyboard', { tag: '@firefox' }, async ({ company, open }) => {
  const arda = await open('arda');
  await company.send('whatsapp/message-text');
  const { page } = await open('selin', { path: '/roles/agent' });
  const box = page.getByRole('group', { name: 'Payments', exact: true }).getByRole('checkbox', { name: /payments\.view/ });
  await tabTo(page, box);
  await page.keyboard.press('Space');
  await expect(box).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: 'Review and save' }));
  await page.keyboard.press('Enter');
  const save = page.getByRole('button', { name: 'Save changes' });
  await expect(save).toBeEnabled();
  await tabTo(page, save);
  await page.keyboard.press('Enter');
  await expect(arda.place('Payments')).toBeVisible();

  const { id } = await company.chatWith('Deniz Aksoy');
  await page.goto(`/inbox/${id}`);
  const why = page.getByRole('button', { name: 'How this was decided' });
  await tabTo(page, why);
  await hasRing(why);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('reason')).toContainText('Seed of the lot');
  await tabTo(page, page.getByRole('button', { name: 'Hand over' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByTestId('hand-over').getByRole('button', { name: /Elif Şahin/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('assignee')).toContainText('Elif Şahin');
  await expect(arda.row('Deniz Aksoy')).toBeHidden();
});
