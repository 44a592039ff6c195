// A value that was revealed is gone from the memory of the page as well. In Chromium only: no other engine tells what is in it.

import { inMemory } from './support/memory.mjs';
import { isGone, withDeniz } from './support/reveal.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

test('nothing of it stays in the memory of the page', async ({ company, open }) => {
  const arda = await withDeniz(company, open);
  await arda.reveal('phone number');
  const value = await arda.revealed.locator('.revealed-value').innerText();
  expect(await inMemory(arda, value)).not.toEqual([]);
  await arda.revealed.getByRole('button', { name: 'Hide now' }).click();
  await isGone(arda);
  await expect.poll(() => inMemory(arda, value)).toEqual([]);
});
