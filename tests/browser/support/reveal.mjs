// Deniz, whose number is masked for Arda: how he comes to the card, and how it is known that nothing of the number is left.

import { expect } from '@playwright/test';
import { leaks } from './received.mjs';

export const OWN = '5005557867';
export const MASKED = '+90 ••• ••• •• 67';

/** Arda with Deniz on screen. */
export async function withDeniz(company, open, options) {
  const arda = await open('arda', options);
  await company.send('whatsapp/message-text');
  await arda.read('Deniz Aksoy');
  await expect(arda.card.getByTestId('contact-phone')).toContainText(MASKED);
  return arda;
}

/** It is neither shown, nor in the document, nor in what a screen reader is told. */
export async function isGone(window) {
  await expect(window.revealed).toHaveCount(0);
  const { page } = window;
  const [document, spoken] = [await page.content(), await page.locator('body').ariaSnapshot()];
  const attributes = await page.evaluate(() => [...globalThis.document.querySelectorAll('input, textarea')].map(({ value }) => value));
  for (const text of [document, spoken, ...attributes]) expect(leaks(text, [OWN])).toEqual([]);
}
