// E5: a masked value is shown for a moment, against a reason, and nowhere else.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Company } from './support/company.mjs';
import { rows } from './support/database.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';

const PHONE = '+90 532 417 86 53';

let server;
let acme;
let arda;
let elif;

before(async () => {
  server = await Server.start();
  const contacts = ['arda', 'elif'].map((responsible) => ({ id: `c-${responsible}`, name: 'Aylin Er', phone: PHONE, responsible }));
  acme = await Company.found(server, 'acme', {
    people: ['selin', 'arda', 'elif', 'vera'],
    contacts,
    extend: ({ roles }) => roles.find(({ id }) => id === 'agent').rights.permissions.push('contacts.reveal'),
  });
  [arda, elif] = [await acme.as('arda'), await acme.as('elif')];
});

function reveal(client, contact, reason = 'Calls back') {
  return client.post(`/v1/contacts/${contact}/reveal`, { field: 'phone', reason });
}

test('E5 a value is shown for half a minute, and the log has the reason', async () => {
  const socket = await acme.live('arda');
  const begin = Date.now();
  const told = assertOk(await reveal(arda, 'c-arda', `Calls back on 0532 417 86 53`));
  assert.deepEqual(Object.keys(told).sort(), ['expiresAt', 'field', 'value']);
  assert.deepEqual([told.field, told.value], ['phone', PHONE]);
  assert.ok(told.expiresAt >= begin + 29_000 && told.expiresAt <= Date.now() + 31_000);
  const [entry] = (await acme.audit()).filter(({ action }) => action === 'contact.revealed');
  assert.deepEqual([entry.actor.id, entry.subject], ['arda', 'contact:c-arda']);
  assert.deepEqual([entry.detail.field, entry.detail.outcome], ['phone', 'revealed']);
  assert.match(entry.detail.reason, /^Calls back on /);
  const stored = JSON.stringify(rows(server, 'acme', 'SELECT * FROM audit'));
  for (const text of [stored, server.log, socket.frames.join()]) {
    assert.ok(!text.includes('417 86') && !text.includes('4178653'), 'the number stands in a log');
  }
  // Elsewhere it is as it was.
  assert.equal(assertOk(await arda.get('/v1/contacts/c-arda')).phone, '+90 ••• ••• •• 53');
});

test('a client who may not be seen is none, and nothing is counted', async () => {
  const [theirs, nobodys] = [await reveal(arda, 'c-elif'), await reveal(arda, 'c-nobody')];
  assertProblem(theirs, 404, 'not_found');
  assert.equal(theirs.text, nobodys.text);
  assert.equal(assertProblem(await reveal(await acme.as('vera'), 'c-arda'), 403, 'permission_missing').permission, 'contacts.reveal');
  assert.equal(rows(server, 'acme', "SELECT count(*) AS count FROM reveal WHERE contact_id <> 'c-arda'")[0].count, 0);
});

test('ten in an hour, over a power cut and at once', async () => {
  const made = await Promise.all(Array.from({ length: 6 }, () => reveal(elif, 'c-elif')));
  assert.deepEqual(made.map(({ status }) => status), Array(6).fill(200));
  await server.restart();
  elif = await acme.login('elif');
  const more = await Promise.all(Array.from({ length: 8 }, () => reveal(elif, 'c-elif')));
  assert.deepEqual(more.map(({ status }) => status).sort(), [200, 200, 200, 200, 429, 429, 429, 429]);
  const refused = await reveal(elif, 'c-elif');
  assertProblem(refused, 429, 'reveal_too_often');
  assert.ok(Number(refused.headers['retry-after']) > 3_000 && Number(refused.headers['retry-after']) <= 3_600);
  // Each that was shown is counted and logged.
  const count = (sql) => rows(server, 'acme', sql)[0].count;
  assert.equal(count("SELECT count(*) AS count FROM reveal WHERE user_id = 'elif'"), 10);
  assert.equal(count("SELECT count(*) AS count FROM audit WHERE action = 'contact.revealed' AND actor_id = 'elif'"), 10);
});
