// Every screen, in light and dark, before the rules of axe. In Chromium only: axe judges the document, which is the same in
// every browser, and over WebDriver BiDi it takes ten seconds a screen.

import { AxeBuilder } from '@axe-core/playwright';
import { prepare, SCENES } from './support/scenes.mjs';
import { WIDE_SCREENS } from './support/screens.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda', 'vera'] });

/** What hinders somebody, in a form that reads well in a report. */
async function hindrances(page) {
  // Without frames there is no need of a second page to put the results together.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join(' | ')}`);
}

for (const theme of ['light', 'dark']) {
  test(`no screen hinders anybody, ${theme}`, async ({ company, open }) => {
    test.setTimeout(120_000);
    const windows = new Map();
    const windowOf = async (username) => {
      if (!windows.has(username)) windows.set(username, await open(username ?? undefined, { theme }));
      return windows.get(username);
    };
    await windowOf('arda');
    await company.send('whatsapp/message-text');
    const { id } = await company.chatWith('Deniz Aksoy');
    for (const { name, username, path, shown } of WIDE_SCREENS) {
      await test.step(name, async () => {
        const { page } = await windowOf(username);
        await page.goto(path(id));
        await expect(shown(page)).toBeVisible();
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
        expect.soft(await hindrances(page), name).toEqual([]);
      });
    }
  });
}

for (const theme of ['light', 'dark']) {
  test.describe(`${theme}:`, () => {
    test.use({ people: ['selin', 'arda', 'elif'] });

    test('no step on the way hinders anybody', async ({ company, open }) => {
      test.setTimeout(SCENES.length * 20_000);
      await company.send('whatsapp/message-text');
      await prepare(company);
      for (const { name, username, path, act } of SCENES) {
        await test.step(name, async () => {
          const window = await open(username, { theme, path });
          await act(window);
          expect.soft(await hindrances(window.page), name).toEqual([]);
          await window.close();
        });
      }
    });
  });
}

test('what opens over a page hinders nobody either', async ({ company, open }) => {
  const arda = await open('arda');
  await company.send('whatsapp/message-text');
  const { page } = await open('selin');
  await page.getByTestId('chat-row').click();
  await page.getByRole('button', { name: 'How this was decided' }).click();
  expect.soft(await hindrances(page), 'reason').toEqual([]);
  await page.getByRole('button', { name: 'Hand over' }).click();
  await expect(page.getByTestId('hand-over').getByRole('listitem').first()).toBeVisible();
  expect.soft(await hindrances(page), 'hand over').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByTestId('account').click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect.soft(await hindrances(page), 'menu').toEqual([]);
  await arda.page.setViewportSize({ width: 380, height: 760 });
  await arda.page.getByRole('button', { name: 'Open navigation' }).click();
  await expect(arda.page.getByRole('dialog')).toBeVisible();
  expect.soft(await hindrances(arda.page), 'drawer').toEqual([]);
});
