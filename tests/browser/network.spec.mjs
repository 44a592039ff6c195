// Planted numbers, searched in everything that a window receives: answers, frames of the socket, and the page itself.

import { digitsOf, phoneSpellings } from '../edge/support/spellings.mjs';
import { expect, test } from './support/test.mjs';

test.use({ people: ['selin', 'arda'] });

const OWN = '5324178653';
const OTHER = '5417736291';
const CARD = '4012888888881881';
const PLANTED = [OWN, OTHER, CARD];

/** Keeps what a window receives. */
function record(received) {
  return async (window) => {
    await window.page.exposeFunction('recordFrame', (data) => received.frames.push(data));
    // Not every engine reports the frames of a socket, so the page's own sockets tell.
    await window.page.addInitScript(() => {
      globalThis.WebSocket = class extends WebSocket {
        constructor(...args) {
          super(...args);
          this.addEventListener('message', ({ data }) => globalThis.recordFrame(data));
        }
      };
    });
    window.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.frames.push(payload)));
    window.page.on('response', (response) => received.bodies.push(bodyOf(response)));
  };
}

/** What an answer of the API holds; the console's own files are the same for everybody. */
async function bodyOf(response) {
  const isApi = new URL(response.url()).pathname.startsWith('/v1/');
  const opensSocket = response.status() === 101;
  return isApi && !opensSocket ? response.text() : '';
}

/** Every planted number that a text holds: the digits of each value by itself, for a run over two values means nothing. */
function leaks(text) {
  const values = /^[[{]/.test(text) ? strings(JSON.parse(text)) : [text];
  return PLANTED.filter((digits) => values.some((value) => digitsOf(value).includes(digits)));
}

function strings(value) {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...strings(inner)]);
}

test('no unmasked number reaches the window of an agent', async ({ company, open }) => {
  const received = { selin: { frames: [], bodies: [] }, arda: { frames: [], bodies: [] } };
  const selin = await open('selin', { prepare: record(received.selin) });
  const arda = await open('arda', { prepare: record(received.arda) });
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
    await Promise.all(received.arda.bodies);
    await arda.page.goto(path);
    await expect(arda.page.getByTestId(shown)).toBeVisible();
    await arda.isLive();
  }
  await arda.page.waitForLoadState('networkidle');

  const texts = {};
  for (const [username, { frames, bodies }] of Object.entries(received)) {
    texts[username] = [...(await Promise.all(bodies)), ...frames];
  }
  expect(received.arda.frames.filter((frame) => frame.includes('"chat"')).length).toBeGreaterThanOrEqual(spellings.length);
  expect(texts.arda.filter((text) => text.includes('contact')).length).toBeGreaterThan(10);
  for (const text of texts.arda) expect(leaks(text), text.slice(0, 2_000)).toEqual([]);
  expect(leaks(await arda.page.content())).toEqual([]);
  // The search finds what is there: the supervisor's window holds all of it.
  expect(new Set(texts.selin.flatMap(leaks))).toEqual(new Set(PLANTED));
});
