import { expect } from '@playwright/test';

/** Once the focus is in what has opened: before that, its keys are nobody's. */
export async function hasFocus(opened) {
  await expect.poll(() => opened.evaluate((element) => element.contains(document.activeElement))).toBe(true);
}

/** Closes what has opened. */
export async function escape(opened) {
  await hasFocus(opened);
  await opened.page().keyboard.press('Escape');
}
