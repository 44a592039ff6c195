// What hinders somebody on a page, by the rules of axe.

import axe from 'axe-core';

/** All that a theme can change. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What hinders somebody, by every rule in light and by those of colours in dark, in a form that reads well in a report. */
export async function hindrances(page) {
  await page.evaluate(axe.source);
  return page.evaluate(async (colours) => {
    const found = [];
    // A theme comes at once: else each element sets out for its colour after the one around it.
    const still = new CSSStyleSheet();
    still.replaceSync('*, *::before, *::after { transition: none !important }');
    document.adoptedStyleSheets.push(still);
    const moving = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
    for (const [theme, rules] of [['light', undefined], ['dark', colours]]) {
      document.documentElement.dataset.theme = theme;
      const { violations } = await globalThis.axe.run({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
      for (const { id, impact, nodes } of violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')) {
        found.push(`${theme}, ${impact}, ${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join(' | ')}`);
      }
    }
    return found;
  }, COLOURS);
}
