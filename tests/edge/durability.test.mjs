import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, test } from 'node:test';
import { whatsappBody, whatsappText } from './support/channels.mjs';
import { clientName, clientPhone, Company } from './support/company.mjs';
import { rows } from './support/database.mjs';
import { assertOk } from './support/problem.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/wait.mjs';

/** What stands before the first entry of the audit log. */
const GENESIS = '0'.repeat(64);

let server;
let acme;

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', { people: ['selin', 'arda', 'elif'] });
});

/** Asserts that each entry of the log carries the hash of the one before. */
function assertChained() {
  let previous = GENESIS;
  const entries = rows(server, 'acme', 'SELECT * FROM audit ORDER BY seq');
  for (const [place, row] of entries.entries()) {
    assert.deepEqual([row.seq, row.previous], [place + 1, previous]);
    const chained = JSON.stringify([row.previous, row.seq, row.at_ms, row.actor_id, row.action, row.subject, row.detail]);
    assert.equal(row.hash, createHash('sha256').update(chained).digest('hex'));
    previous = row.hash;
  }
  return entries.length;
}

/** Writes from several clients at once until the server dies, and notes what was acknowledged. */
function traffic(selin, chat) {
  const noted = { inbound: [], replies: [], sent: [], stop: false };
  const writer = async () => {
    while (!noted.stop) {
      const { phoneNumberId } = acme.secretsOf('wa-sales');
      const change = whatsappText({ phoneNumberId, from: clientPhone(), name: clientName(), text: 'under way' });
      const body = whatsappBody(change);
      noted.sent.push(body);
      const answer = await acme.postWhatsapp(body);
      if (answer.status === 200) noted.inbound.push(change.value.contacts[0].profile.name);
    }
  };
  const replier = async () => {
    while (!noted.stop) {
      const answer = await selin.post(`/v1/chats/${chat}/messages`, { text: `reply ${noted.replies.length}` });
      if (answer.status === 201) noted.replies.push(answer.json.id);
    }
  };
  // Each ends when its connection does.
  noted.over = Promise.allSettled([writer(), writer(), writer(), replier()]);
  return noted;
}

for (const round of [1, 2, 3]) {
  test(`kill -9 under traffic loses nothing that was acknowledged (${round})`, async () => {
    const selin = await acme.as('selin');
    const { name } = await acme.whatsapp();
    const { id } = await acme.chatWith(name);
    const noted = traffic(selin, id);
    await until(() => noted.inbound.length >= 15 + round && noted.replies.length >= 3, 'traffic');
    await server.kill();
    noted.stop = true;
    await noted.over;
    await server.start();

    const contacts = new Set(rows(server, 'acme', 'SELECT name FROM contact').map((row) => row.name));
    for (const one of noted.inbound) assert.ok(contacts.has(one), `the message of ${one} was acknowledged`);
    const stored = new Set((await acme.messages('selin', id)).map((message) => message.id));
    for (const one of noted.replies) assert.ok(stored.has(one), `the reply ${one} was acknowledged`);
    assert.ok(assertChained() > noted.inbound.length);

    // The vendor sends again whatever was not acknowledged, and in doubt all of it: each stands once.
    for (const body of noted.sent) assertOk(await acme.postWhatsapp(body));
    const texts = rows(server, 'acme', "SELECT count(*) AS count FROM message WHERE text = 'under way' GROUP BY chat_id");
    assert.ok(texts.length >= noted.sent.length);
    assert.ok(texts.every(({ count }) => count === 1));
  });
}

test('sessions, rights and assignments are there after a crash', async () => {
  const [selin, arda] = [await acme.as('selin'), await acme.as('arda')];
  const { name } = await acme.whatsapp();
  const { id } = await acme.chatWith(name);
  assertOk(await selin.post(`/v1/chats/${id}/assign`, { user: 'arda' }));
  assertOk(await selin.patch('/v1/users/arda', { denied: ['chats.close'] }));
  await server.restart();
  const chat = assertOk(await arda.get(`/v1/chats/${id}`));
  assert.equal(chat.assignee.id, 'arda');
  assert.deepEqual(assertOk(await arda.get('/v1/me/access')).denied, ['chats.close']);
  assertChained();
});

test('the audit log cannot be changed, and a changed one would show', async () => {
  const { withDatabase } = await import('./support/database.mjs');
  await server.kill();
  withDatabase(server, 'acme', 'write', (database) => {
    assert.throws(() => database.exec("UPDATE audit SET action = 'nothing' WHERE seq = 2"), /append-only/);
    assert.throws(() => database.exec('DELETE FROM audit WHERE seq = 2'), /append-only/);
    database.exec('DROP TRIGGER audit_is_never_updated');
    database.exec("UPDATE audit SET action = 'nothing' WHERE seq = 2");
  });
  assert.throws(assertChained);
});
