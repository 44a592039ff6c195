// Much at once: deliveries, answers, windows that open and close, hands that give and take, and a crash in between.
// Afterwards the rows say what must hold, whoever came first.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { whatsappBody, whatsappText } from './support/channels.mjs';
import { clientName, clientPhone, Company } from './support/company.mjs';
import { rows } from './support/database.mjs';
import { assertOk } from './support/problem.mjs';
import { Server } from './support/server.mjs';
import { LiveSocket } from './support/socket.mjs';
import { until } from './support/wait.mjs';

const AGENTS = ['arda', 'elif', 'mika2', 'omer'];
const CAPACITY = 6;

let server;
let co;

before(async () => {
  server = await Server.start();
  co = await Company.found(server, 'rush', {
    people: ['selin', 'arda', 'elif'],
    loggedIn: ['selin', ...AGENTS],
    extend: ({ users }) => {
      const arda = users.find(({ id }) => id === 'arda');
      for (const id of ['mika2', 'omer']) users.push({ ...arda, id, name: id, username: id });
    },
  });
  const selin = await co.as('selin');
  const settings = { version: 1, capacity: { text: CAPACITY } };
  assertOk(await selin.request('PUT', '/v1/routing', { body: { settings } }));
});

const all = (sql) => rows(server, 'rush', sql).map((row) => ({ ...row }));
const count = (sql) => all(sql)[0].n;

/** What must hold at any time. */
function assertSound() {
  const open = "FROM chat WHERE status = 'open'";
  assert.equal(count(`SELECT count(*) AS n ${open}`), count('SELECT count(*) AS n FROM routing_chat'));
  assert.deepEqual(all(`SELECT chat.id FROM chat JOIN routing_chat USING (no) LEFT JOIN user ON user.id = chat.assignee_id
    WHERE routing_chat.assignee IS NOT user.no`), [], 'each has the assignee that routing has it for');
  assert.deepEqual(all(`SELECT chat_id, count(*) AS n FROM assignment WHERE until_ms IS NULL GROUP BY 1 HAVING n > 1`), [], 'at most one assignee');
  assert.deepEqual(all(`SELECT id ${open} AND NOT EXISTS
    (SELECT 1 FROM assignment WHERE chat_id = chat.id AND until_ms IS NULL)`), [], 'everything is placed or waits');
  // Stretches of a chat follow each other without a gap and without two at once.
  assert.deepEqual(all(`SELECT one.chat_id FROM assignment one JOIN assignment other
    ON other.chat_id = one.chat_id AND other.rowid > one.rowid AND one.until_ms IS NULL`), []);
  assert.deepEqual(all(`SELECT assignee, count(*) AS n FROM routing_chat WHERE assignee IS NOT NULL
    GROUP BY 1 HAVING n > ${CAPACITY}`), [], 'nobody has more than they can');
}

/** Whom each decision of the log gave more than they could have at that moment. */
function assertNeverOverfull() {
  const held = new Map();
  const moves = all(`SELECT chat_id AS chat, user_id AS user, from_ms AS at, 1 AS begins, rowid AS place FROM assignment WHERE user_id IS NOT NULL
    UNION ALL SELECT chat_id, user_id, until_ms, 0, rowid FROM assignment WHERE user_id IS NOT NULL AND until_ms IS NOT NULL
    ORDER BY at, begins, place`);
  for (const { user, begins } of moves) {
    held.set(user, (held.get(user) ?? 0) + (begins ? 1 : -1));
    assert.ok(held.get(user) <= CAPACITY, `${user} has ${held.get(user)}`);
  }
}

const isFine = (answer) => assert.ok([200, 201, 204, 404, 409].includes(answer.status), `${answer.status} ${answer.text}`);

test('many deliveries, answers, windows and hands at once: one assignee each, within limits, nothing lost', async () => {
  const selin = await co.as('selin');
  const agents = new Map(await Promise.all(AGENTS.map(async (id) => [id, await co.as(id)])));
  const { phoneNumberId } = co.secretsOf('wa-sales');
  const bodies = Array.from({ length: 40 }, () =>
    whatsappBody(whatsappText({ phoneNumberId, from: clientPhone(), name: clientName(), text: 'in the rush' })));

  // Each delivery comes twice, as vendors do.
  const deliver = async (mine) => {
    for (const body of mine) for (const answer of await Promise.all([co.postWhatsapp(body), co.postWhatsapp(body)])) assertOk(answer);
  };
  const windows = async (id) => {
    for (let round = 0; round < 4; round += 1) {
      const socket = await LiveSocket.open(agents.get(id));
      isFine(await agents.get(id).post('/v1/me/presence', { presence: ['online', 'finishing', 'away', 'online'][round] }));
      await socket.close();
    }
    await LiveSocket.open(agents.get(id));
  };
  const hands = async (offset) => {
    for (let round = 0; round < 12; round += 1) {
      const { chats } = assertOk(await selin.get('/v1/chats?status=open&limit=50'));
      const chat = chats[(round * 7 + offset) % Math.max(chats.length, 1)];
      if (!chat) continue;
      const to = AGENTS[(round + offset) % AGENTS.length];
      const ways = [
        () => selin.post(`/v1/chats/${chat.id}/assign`, { user: to }),
        () => selin.post(`/v1/chats/${chat.id}/assign`, { user: null }),
        () => selin.post(`/v1/chats/${chat.id}/transfer`, { user: to }),
        () => agents.get(to).post(`/v1/chats/${chat.id}/take`, {}),
        () => agents.get(to).post(`/v1/chats/${chat.id}/messages`, { text: 'On it' }),
        () => selin.post(`/v1/chats/${chat.id}/close`, {}),
      ];
      isFine(await ways[(round + offset) % ways.length]());
    }
  };
  await Promise.all([
    ...[0, 1, 2, 3].map((part) => deliver(bodies.filter((_, place) => place % 4 === part))),
    ...AGENTS.map(windows),
    ...[0, 1, 2].map(hands),
  ]);

  assert.equal(count("SELECT count(*) AS n FROM message WHERE text = 'in the rush'"), bodies.length);
  assertSound();
  assertNeverOverfull();
  // No chat waits beside somebody who is there and has room.
  const waiting = count("SELECT count(*) AS n FROM routing_chat WHERE assignee IS NULL AND state ->> 'avoids' = 0");
  const room = all(`SELECT no, ${CAPACITY} - (SELECT count(*) FROM routing_chat WHERE assignee = person.no) AS room
    FROM routing_person person WHERE state ->> 'presence' = 'online' AND state ->> 'profile' LIKE '%"groups":[1]%'`);
  assert.ok(waiting === 0 || room.every((one) => one.room === 0), JSON.stringify({ waiting, room }));
  // Only members of the group, who may answer its chats, ever had one by themselves.
  const users = all("SELECT DISTINCT user_id AS id FROM assignment WHERE user_id IS NOT NULL AND by_user_id IS NULL").map(({ id }) => id);
  assert.ok(users.every((id) => AGENTS.includes(id)), users.join());
});

test('a crash in the middle: what was placed is placed, and it goes on', async () => {
  const selin = await co.as('selin');
  const before = all("SELECT id, assignee_id FROM chat WHERE status = 'open' ORDER BY id");
  await server.restart();
  assert.deepEqual(all("SELECT id, assignee_id FROM chat WHERE status = 'open' ORDER BY id"), before);
  // Whoever is not there any more is known to be lost as soon as anything happens.
  await co.whatsapp();
  assertSound();
  assert.equal(count("SELECT count(*) AS n FROM routing_person WHERE state ->> 'presence' = 'online'"), 0);
  for (const { id } of assertOk(await selin.get('/v1/chats?status=open&limit=100')).chats) {
    assertOk(await selin.post(`/v1/chats/${id}/close`, {}));
  }
  assertSound();
  const socket = await co.live('arda');
  const { name } = await co.whatsapp();
  await until(async () => (await co.chatWith(name)).assignee?.id === 'arda' || undefined, 'the chat to be given');
  await socket.close();
});

test('who waits too long is missed by itself, and those who look at the queue are told', async () => {
  const late = await Company.found(server, 'late', { people: ['selin', 'arda'] });
  const selin = await late.as('selin');
  const settings = { version: 1, missed: { answerWithin: 3 } };
  assertOk(await selin.request('PUT', '/v1/routing', { body: { settings } }));
  const socket = await late.live('selin');
  const { name } = await late.whatsapp();
  // First that it waits, and by itself, seconds later, that it was missed.
  await socket.next(({ type, groups }) => type === 'queue' && groups[0]?.missed === 0, 'the wait');
  const frame = await socket.next(({ type, groups }) => type === 'queue' && groups[0]?.missed === 1, 'the miss');
  assert.deepEqual(frame.groups.map(({ id, waiting }) => [id, waiting]), [['sales', 1]]);
  const { items } = assertOk(await selin.get('/v1/queue'));
  assert.deepEqual([items[0].contact.name, items[0].waiting.missed], [name, true]);
  const missed = assertOk(await selin.get('/v1/missed'));
  assert.deepEqual([missed.count, missed.items[0].missed.kind], [1, 'text']);
  await socket.close();
});
