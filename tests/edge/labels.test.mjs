// Labels and languages of chats, and where smart rules send them by these.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Company } from './support/company.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';

const SETTINGS = {
  version: 1,
  rules: [
    { id: 'vip', when: { labels: ['VIP'] }, to: { group: 'support' } },
    { id: 'german', when: { languages: ['de'] }, to: { queue: 'sales' } },
  ],
};

let server;
let acme;
let selin;

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', { people: ['selin', 'arda'] });
  selin = await acme.as('selin');
  assertOk(await selin.request('PUT', '/v1/routing', { body: { settings: SETTINGS }, headers: { 'if-match': '"0"' } }));
});

/** Why a chat is where it is. */
async function why({ id }) {
  const { items } = assertOk(await selin.get(`/v1/chats/${id}/assignments`));
  return [items[0].group.id, items[0].rule, items[0].because];
}

const label = (who, { id }, body) => who.request('PATCH', `/v1/chats/${id}`, { body });

test('a chat that is labelled while it is closed comes back to where its label leads', async () => {
  const client = await acme.whatsapp({});
  const chat = await acme.chatWith(client.name);
  assert.deepEqual(await why(chat), ['sales', null, 'nobody_eligible']);
  assertOk(await selin.post(`/v1/chats/${chat.id}/close`, {}));
  const socket = await acme.live('selin');
  const told = assertOk(await label(selin, chat, { labels: ['VIP'] }));
  assert.deepEqual([told.labels, told.language, told.status], [['VIP'], null, 'closed']);
  const frame = await socket.next(({ type }) => type === 'chat', 'the chat');
  assert.deepEqual(frame.chat.labels, ['VIP']);
  await acme.whatsapp(client);
  assert.deepEqual(await why(chat), ['support', 'vip', 'nobody_eligible']);
});

test('a chat that waits goes on when its label changes', async () => {
  const client = await acme.whatsapp({});
  const chat = await acme.chatWith(client.name);
  assertOk(await label(selin, chat, { labels: ['VIP'] }));
  assert.deepEqual(await why(chat), ['support', 'vip', 'nobody_eligible']);
  const { items } = assertOk(await selin.get('/v1/queue?group=support'));
  assert.equal(items.find(({ id }) => id === chat.id).waiting.since, chat.waitingSince);
  assertProblem(await label(selin, chat, { labels: ['+90 532 123 45 67'] }), 400, 'invalid_field');
  assertProblem(await label(await acme.as('arda'), chat, { labels: [] }), 403, 'permission_missing');
});

test('the language of a client is that of their Telegram', async () => {
  const { name } = await acme.telegram({ language: 'de-AT' });
  const chat = await acme.chatWith(name);
  assert.equal(chat.language, 'de-at');
  assert.deepEqual(await why(chat), ['sales', 'german', 'waits_for_hand']);
  assert.equal(assertOk(await label(selin, chat, { language: 'tr' })).language, 'tr');
  assert.deepEqual(await why(chat), ['support', null, 'nobody_eligible']);
});
