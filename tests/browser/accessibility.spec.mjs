// Every screen before the rules of axe, in light and dark, and then as narrow as a telephone.

import { hindrances } from './support/axe.mjs';
import { escape } from './support/keys.mjs';
import { prepare, SCENES } from './support/scenes.mjs';
import { SCREENS } from './support/screens.mjs';
import { sideways } from './support/sideways.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda', 'vera'] });

const WIDE = { width: 1280, height: 720 };
const NARROW = { width: 380, height: 760 };

test('no screen hinders anybody or scrolls sideways', { tag: '@firefox' }, async ({ company, visit }) => {
  test.setTimeout(120_000);
  await visit('arda', '/inbox');
  await company.write({
    from: '905005557867',
    name: 'Wolfeschlegelsteinhausenbergerdorff Hubert-Blaine',
    text: `https://example.com/${'a'.repeat(120)} Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen`,
  });
  const { id } = await company.chatWith('Wolfeschlegelsteinhausenbergerdorff Hubert-Blaine');
  for (const { name, username, path, shown } of SCREENS) {
    await test.step(name, async () => {
      const { page } = await visit(username, path(id));
      await expect(shown(page)).toBeVisible();
      expect.soft(await hindrances(page), name).toEqual([]);
      await page.setViewportSize(NARROW);
      await expect(shown(page)).toBeVisible();
      expect.soft(await page.evaluate(sideways), name).toEqual([]);
      await page.setViewportSize(WIDE);
    });
  }
});

test.describe('on the way', () => {
  test.use({ people: ['selin', 'arda', 'elif'] });

  test('no step hinders anybody', async ({ company, visit }) => {
    test.setTimeout(SCENES.length * 20_000);
    await company.send('whatsapp/message-text');
    await prepare(company);
    for (const { name, username, path, act } of SCENES) {
      await test.step(name, async () => {
        const window = await visit(username, path);
        await act(window);
        expect.soft(await hindrances(window.page), name).toEqual([]);
      });
    }
  });
});

test('what opens over a page hinders nobody either', { tag: '@firefox' }, async ({ company, open }) => {
  const arda = await open('arda');
  await company.send('whatsapp/message-text');
  const { page } = await open('selin');
  await page.getByTestId('chat-row').click();
  await page.getByRole('button', { name: 'How this was decided' }).click();
  expect.soft(await hindrances(page), 'reason').toEqual([]);
  await page.getByRole('button', { name: 'Hand over' }).click();
  await expect(page.getByTestId('hand-over').getByRole('listitem').first()).toBeVisible();
  expect.soft(await hindrances(page), 'hand over').toEqual([]);
  await escape(page.getByTestId('hand-over'));
  await page.getByTestId('account').click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect.soft(await hindrances(page), 'menu').toEqual([]);
  await arda.page.setViewportSize({ width: 380, height: 760 });
  await arda.page.getByRole('button', { name: 'Open navigation' }).click();
  await expect(arda.page.getByRole('dialog')).toBeVisible();
  expect.soft(await hindrances(arda.page), 'drawer').toEqual([]);
});
