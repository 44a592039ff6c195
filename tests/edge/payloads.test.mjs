// Every body of ours, and where they lie beside the repository every published example, through the real worker.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { ROOT } from './support/bundle.mjs';
import { Company } from './support/company.mjs';
import { examples, skip } from './support/corpus.mjs';
import { rows } from './support/database.mjs';
import { assertOk } from './support/problem.mjs';
import { Server } from './support/server.mjs';

/** What becomes of an example, by the beginning of its name; the longest that fits counts. */
const BECOMES = {
  whatsapp: {
    'message-': 'unsupported',
    'message-text': 'text',
    'message-reply': 'text',
    'message-forwarded': 'text',
    'message-referral': 'text',
    'official-message-text': 'text',
    'message-image': 'image',
    'message-media_with_url': 'image',
    'message-audio': 'audio',
    'message-voice': 'audio',
    'message-video': 'video',
    'message-document': 'document',
    'message-animated_sticker': 'sticker',
    'message-static_sticker': 'sticker',
    'message-chosen_location': 'location',
    'message-current_location': 'location',
    'message-contacts': 'contacts',
    'message-order': 'order',
    callback_button: 'button',
    'system-': 'system',
  },
  telegram: {
    'message-': 'text',
    'message-audio': 'audio',
    'message-voice': 'audio',
    'message-document': 'document',
    'composed-message-contact': 'contacts',
  },
};

/** These add no message of their own: they are about another one, or about a call. */
const NO_MESSAGE = /^(message_status|call_|deleted_|edited|message-(un)?reaction|callback-query|chosen|inline)/;

let server;
let count = 0;

before(async () => {
  server = await Server.start();
});

/** How many things a body announces. */
function items(body) {
  const counts = valuesOf(body).map(({ messages, statuses, calls, errors }) => {
    return [messages, statuses, calls, errors].flatMap((list) => list ?? []).length || 1;
  });
  return counts.reduce((sum, count) => sum + count, 0) || 1;
}

/** Which numbers a body is for. */
function numbers(body) {
  return [...new Set(valuesOf(body).map(({ metadata }) => metadata?.phone_number_id).filter(Boolean))];
}

function valuesOf(body) {
  return (body.entry ?? []).flatMap(({ changes }) => changes ?? []).map(({ value }) => value);
}

/** A company of its own for each body: published examples share their ids. */
function companyFor(body) {
  count += 1;
  const options = { people: ['selin'], loggedIn: [], phoneNumberIds: numbers(body) };
  return Company.found(server, `payload-${count}`, options);
}

async function check(vendor, name, bytes) {
  const body = JSON.parse(bytes);
  const company = await companyFor(body);
  const post = () => (vendor === 'whatsapp' ? company.postWhatsapp(bytes) : company.postTelegram(bytes));
  assertOk(await post());
  const events = () => rows(server, company.code, 'SELECT * FROM inbound_event');
  const sql = 'SELECT message.kind AS kind, channel_id FROM message JOIN chat ON chat.id = chat_id';
  const messages = () => rows(server, company.code, sql);
  const [stored, written] = [events(), messages()];
  assert.equal(stored.length, items(body), `${name}: ${JSON.stringify(stored)}`);
  const kinds = written.map(({ kind }) => kind);
  if (NO_MESSAGE.test(name)) {
    // What belongs to no message of ours is kept whole.
    assert.ok(kinds.length > 0 || stored.every(({ raw }) => raw), `${name}: ${JSON.stringify(stored)}`);
  } else {
    const starts = Object.keys(BECOMES[vendor]).filter((start) => name.startsWith(start));
    const longest = starts.toSorted((a, b) => b.length - a.length)[0];
    assert.deepEqual(kinds, [BECOMES[vendor][longest]], name);
  }
  for (const { channel_id: channel } of written) {
    assert.equal(channel, vendor === 'whatsapp' ? 'wa-sales' : 'tg-support', name);
  }
  assertOk(await post());
  assert.deepEqual([events(), messages()], [stored, written], `${name} came twice`);
}

for (const vendor of ['whatsapp', 'telegram']) {
  const folder = path.join(ROOT, 'tests/payloads', vendor);
  const ours = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];

  test(`we have ${vendor} bodies of our own`, () => assert.ok(ours.length >= 10, String(ours.length)));

  for (const file of ours) {
    test(`ours: ${vendor}/${file}`, async () => {
      await deliver(vendor, file, readFileSync(path.join(folder, file)));
    });
  }

  test(`published examples of ${vendor}`, { skip }, async (t) => {
    const all = examples(vendor);
    assert.ok(all.length >= 13);
    for (const { name, bytes } of all) await t.test(name, () => check(vendor, name, bytes));
  });
}

/** The least that holds for any body: taken, stored, and a second time nothing more. */
async function deliver(vendor, name, bytes) {
  const body = JSON.parse(bytes);
  const company = await companyFor(body);
  const post = () => (vendor === 'whatsapp' ? company.postWhatsapp(bytes) : company.postTelegram(bytes));
  const stored = () => rows(server, company.code, 'SELECT source, dedupe_key, outcome FROM inbound_event');
  assertOk(await post());
  const first = stored();
  assert.equal(first.length, items(body), `${name}: ${JSON.stringify(first)}`);
  assertOk(await post());
  assert.deepEqual(stored(), first, `${name} came twice`);
}
