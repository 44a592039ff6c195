// Planted numbers, searched in everything that a window receives: answers, frames of the socket, and the page itself.

import { phoneSpellings } from '../edge/support/spellings.mjs';
import { leaks, Received } from './support/received.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

const OWN = '5324178653';
const OTHER = '5417736291';
const CARD = '4012888888881881';
const PLANTED = [OWN, OTHER, CARD];

test('no unmasked number reaches the window of an agent', async ({ company, open }) => {
  const received = { selin: new Received(), arda: new Received() };
  const selin = await open('selin', { prepare: received.selin.record });
  const arda = await open('arda', { prepare: received.arda.record });
  const client = { from: `90${OWN}`, name: `Aylin 0${OWN}` };
  await company.write({ ...client, text: `Numaram 0${OWN}, kartım ${CARD.replace(/(.{4})/g, '$1 ')}` });
  await expect(arda.page.getByTestId('chat-row')).toHaveCount(1);
  await arda.page.getByTestId('chat-row').click();
  await expect(arda.message('Numaram')).toContainText('•• 53');
  await arda.reply(`Sizi +90 ${OTHER} den arayalim`);

  const spellings = [...phoneSpellings(OWN), ...phoneSpellings(OTHER)];
  for (const spelling of spellings) await company.write({ ...client, text: `Ara: ${spelling} lütfen` });
  await company.write({ ...client, text: 'Bitti' });
  await expect(arda.message('Bitti')).toBeVisible();
  await selin.page.getByTestId('chat-row').click();
  await expect(selin.message('Bitti')).toBeVisible();

  // Everything afresh, and every place there is. A browser forgets the answers of a page that it leaves.
  const places = { [arda.page.url()]: 'messages', '/users': 'no-access', '/sections/payments': 'no-access', '/sections/newsletters': 'section-page' };
  for (const [path, shown] of Object.entries(places)) {
    await arda.page.waitForLoadState('networkidle');
    await received.arda.texts();
    await arda.page.goto(path);
    await expect(arda.page.getByTestId(shown)).toBeVisible();
    await arda.isLive();
  }
  await arda.page.waitForLoadState('networkidle');

  const texts = { selin: await received.selin.texts(), arda: await received.arda.texts() };
  expect(received.arda.frames.filter((frame) => frame.includes('"chat"')).length).toBeGreaterThanOrEqual(spellings.length);
  expect(texts.arda.filter((text) => text.includes('contact')).length).toBeGreaterThan(10);
  for (const text of texts.arda) expect(leaks(text, PLANTED), text.slice(0, 2_000)).toEqual([]);
  expect(leaks(await arda.page.content(), PLANTED)).toEqual([]);
  // The search finds what is there: the supervisor's window holds all of it.
  expect(new Set(texts.selin.flatMap((text) => leaks(text, PLANTED)))).toEqual(new Set(PLANTED));
});
