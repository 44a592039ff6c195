// A window as wide as a telephone.

import { prepare, SCENES } from './support/scenes.mjs';
import { SCREENS } from './support/screens.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda', 'vera'] });

/** Opens a window, live, and makes it narrow. */
async function narrow(open, username) {
  const window = await open(username);
  await window.page.setViewportSize({ width: 380, height: 760 });
  return window;
}

/** Whatever is wider than its place: the page, or something in it that scrolls sideways or stands out. */
function sideways() {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const element of document.body.querySelectorAll('*')) {
    const { overflowX } = getComputedStyle(element);
    const scrolls = overflowX === 'auto' || overflowX === 'scroll';
    const name = `${element.tagName}.${element.getAttribute('class') ?? ''}`;
    // A wide table may: its own frame scrolls, not the page. And what react-aria keeps out of sight for forms is clipped.
    if (element.closest('[data-scrolls="sideways"], [data-testid="hidden-select-container"]')) continue;
    if (scrolls && element.scrollWidth > element.clientWidth) found.push(`${name} scrolls sideways`);
    const { right, left, width: wide, height } = element.getBoundingClientRect();
    if (wide > 1 && height > 1 && right > width + 1 && left < width) found.push(`${name} ends at ${right}`);
  }
  return found;
}

test('no screen scrolls sideways', async ({ company, open }) => {
  test.setTimeout(120_000);
  const windows = new Map();
  const windowOf = async (username) => {
    if (!windows.has(username)) windows.set(username, await narrow(open, username ?? undefined));
    return windows.get(username);
  };
  await windowOf('arda');
  await company.write({
    from: '905005557867',
    name: 'Wolfeschlegelsteinhausenbergerdorff Hubert-Blaine',
    text: `https://example.com/${'a'.repeat(120)} Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen`,
  });
  const { id } = await company.chatWith('Wolfeschlegelsteinhausenbergerdorff Hubert-Blaine');
  for (const { name, username, path, shown } of SCREENS) {
    await test.step(name, async () => {
      const { page } = await windowOf(username);
      await page.goto(path(id));
      await expect(shown(page)).toBeVisible();
      expect.soft(await page.evaluate(sideways), name).toEqual([]);
    });
  }
});

test.describe('no step on the way', () => {
  test.use({ people: ['selin', 'arda', 'elif'] });

  test('makes a screen scroll sideways', async ({ company, open }) => {
    test.setTimeout(SCENES.length * 20_000);
    await company.send('whatsapp/message-text');
    await prepare(company);
    for (const { name, username, path, act } of SCENES) {
      await test.step(name, async () => {
        const window = await open(username, { path, viewport: { width: 380, height: 760 } });
        await act(window);
        expect.soft(await window.page.evaluate(sideways), name).toEqual([]);
        await window.close();
      });
    }
  });
});

test('from the list to the conversation to the contact and back', async ({ company, open }) => {
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

test('the navigation is in a drawer', async ({ open }) => {
  const { page } = await narrow(open, 'arda');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await page.getByRole('button', { name: 'Open navigation' }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Newsletters' }).click();
  await expect(page.getByTestId('section-page')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});
