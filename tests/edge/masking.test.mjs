// How a company masks: its own choice, for everybody at once.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Company, found, founding } from './support/company.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';

const PHONE = '+90 532 417 86 53';
const USUAL = { policy: 'balanced', region: null, styles: {} };

let server;
let acme;
let selin;
let arda;

before(async () => {
  server = await Server.start();
  const contacts = [{ id: 'c-aylin', name: 'Aylin Er', phone: PHONE, email: 'aylin@example.com', responsible: 'arda' }];
  acme = await Company.found(server, 'acme', {
    people: ['selin', 'arda', 'vera'],
    contacts,
    extend: ({ roles }) => roles.find(({ id }) => id === 'quality_control').rights.permissions.push('settings.edit'),
  });
  [selin, arda] = [await acme.as('selin'), await acme.as('arda')];
});

async function card(client) {
  return assertOk(await client.get('/v1/contacts/c-aylin'));
}

test('a change is for the state that it was made for, and everybody hears of it', async () => {
  const before = await selin.get('/v1/masking');
  assert.deepEqual(assertOk(before), USUAL);
  assert.equal(before.headers.etag, (await selin.get('/v1/policy')).headers.etag);
  const socket = await acme.live('arda');
  const change = { region: 'tr', styles: { phone: 'token', email: 'hidden' } };
  const headers = { 'if-match': before.headers.etag };
  const changed = await selin.patch('/v1/masking', change, { headers });
  assert.deepEqual(assertOk(changed), { policy: 'balanced', region: 'TR', styles: { email: 'hidden', phone: 'token' } });
  assert.notEqual(changed.headers.etag, before.headers.etag);
  assertProblem(await selin.patch('/v1/masking', { policy: 'strict' }, { headers }), 412, 'policy_changed');
  const { access } = await socket.next(({ type }) => type === 'access', 'the access');
  assert.deepEqual(access.masking, changed.json);
  const seen = await card(arda);
  assert.match(seen.phone, /^~[a-z2-7]{16}$/);
  assert.deepEqual([seen.email, seen.visibility.email, seen.visibility.phone], [null, 'hidden', 'masked']);
  assert.equal((await card(selin)).phone, PHONE);
  assert.deepEqual(assertOk(await selin.get('/v1/policy')).masking, changed.json);
});

test('a token stands for one number in every spelling, here and nowhere else', async () => {
  const { phone } = await card(arda);
  const { name } = await acme.whatsapp({ from: '905324178653', text: 'My number is 0532 417 86 53, again: +90 (532) 417-86-53' });
  const chat = await acme.chatWith(name);
  assertOk(await selin.post(`/v1/chats/${chat.id}/assign`, { user: 'arda' }));
  const [message] = await acme.messages('arda', chat.id);
  assert.equal(message.text, `My number is ${phone}, again: ${phone}`);
  const rival = founding('rival', { people: ['selin', 'arda'], contacts: acme.body.contacts });
  rival.policy.masking = { styles: { phone: 'token' }, region: 'TR' };
  assertOk(await found(server, rival), 201);
  const other = new Company();
  Object.assign(other, { server, code: 'rival', body: rival });
  const theirs = await card(await other.as('arda'));
  assert.match(theirs.phone, /^~/);
  assert.notEqual(theirs.phone, phone);
});

test('nobody shows more than they see', async () => {
  const vera = await acme.as('vera');
  assertProblem(await vera.get('/v1/masking'), 403, 'permission_missing');
  const refused = assertProblem(await vera.patch('/v1/masking', { styles: { name: 'clear', phone: 'clear' } }), 403, 'grant_exceeds_editor');
  assert.deepEqual(refused.reason, { field: 'phone' });
  assertProblem(await arda.patch('/v1/masking', { policy: 'strict' }), 403, 'permission_missing');
  assert.match((await card(arda)).phone, /^~/);
  assertOk(await vera.patch('/v1/masking', { styles: { phone: 'hidden' } }));
  assert.equal((await card(arda)).phone, null);
});
