// A window as wide as a telephone.

import { prepare, SCENES } from './support/scenes.mjs';
import { sideways } from './support/sideways.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

/** Opens a window, live, and makes it narrow. */
async function narrow(open, username) {
  const window = await open(username);
  await window.page.setViewportSize({ width: 380, height: 760 });
  return window;
}

test.describe('on the way', () => {
  test.use({ people: ['selin', 'arda', 'elif'], viewport: { width: 380, height: 760 } });

  test('has no step that scrolls sideways', { tag: '@firefox' }, async ({ company, visit }) => {
    test.setTimeout(SCENES.length * 20_000);
    await company.send('whatsapp/message-text');
    await prepare(company);
    for (const { name, username, path, act } of SCENES) {
      await test.step(name, async () => {
        const window = await visit(username, path);
        await act(window);
        expect.soft(await window.page.evaluate(sideways), name).toEqual([]);
      });
    }
  });
});

test('from the list to the conversation to the contact and back', { tag: '@firefox' }, async ({ company, open }) => {
  const arda = await narrow(open, 'arda');
  const { page } = arda;
  await company.send('whatsapp/message-text');
  const list = page.getByTestId('chat-list');
  await arda.row('Deniz Aksoy').click();
  await expect(arda.message('Merhaba')).toBeVisible();
  await expect(list).toBeHidden();
  await expect(arda.card).toBeHidden();
  await arda.reply('Merhaba, hemen soruyorum.');
  await expect(arda.message('hemen soruyorum')).toBeVisible();

  await page.getByRole('link', { name: 'Contact and assignment' }).click();
  await expect(page.getByTestId('contact-phone')).toContainText('+90 ••• ••• •• 67');
  await expect(arda.reason).toBeVisible();
  await expect(arda.conversation).toBeHidden();

  await page.getByRole('link', { name: 'Back to the conversation' }).click();
  await expect(arda.conversation).toBeVisible();
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await expect(list).toBeVisible();
  await expect(arda.conversation).toBeHidden();
});

test('the navigation is in a drawer', { tag: '@firefox' }, async ({ open }) => {
  const { page } = await narrow(open, 'arda');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await page.getByRole('button', { name: 'Open navigation' }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Newsletters' }).click();
  await expect(page.getByTestId('section-page')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});
