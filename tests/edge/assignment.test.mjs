import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { whatsappBody, whatsappText } from './support/channels.mjs';
import { clientName, clientPhone, Company } from './support/company.mjs';
import { rows } from './support/database.mjs';
import { assertOk } from './support/problem.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/wait.mjs';

let server;
let count = 0;

before(async () => {
  server = await Server.start();
});

/** A company whose sockets and chats no other test touches. */
function company(people) {
  count += 1;
  return Company.found(server, `co-${count}`, { people });
}

/** A new chat, with the newest stretch of its history. */
async function arrives(co, options) {
  const { name } = await co.whatsapp(options);
  return historyOf(co, name);
}

async function historyOf(co, name) {
  const { id } = await co.chatWith(name);
  const selin = await co.as('selin');
  const chat = assertOk(await selin.get(`/v1/chats/${id}`));
  const [full] = assertOk(await selin.get(`/v1/chats/${id}/assignments`)).items;
  return { chat, full, reason: chat.assignment[0].reason };
}

async function open(co, ...users) {
  return Promise.all(users.map((user) => co.live(user)));
}

test('fewer assigned: the one with the fewest open chats gets the next', async () => {
  const co = await company(['selin', 'arda', 'elif']);
  await open(co, 'arda', 'elif');
  const shares = { arda: 0, elif: 0 };
  for (let round = 0; round < 6; round += 1) {
    const { chat, reason, full } = await arrives(co);
    assert.equal(chat.group.id, 'sales');
    assert.deepEqual([reason.outcome, reason.algorithm], ['assigned', 'fewer_assigned']);
    assert.equal(reason.because, 'best_of_group');
    const before = Object.fromEntries(full.ranking.map(({ user, open: count }) => [user, count]));
    assert.deepEqual(before, shares);
    assert.equal(shares[chat.assignee.id], Math.min(...Object.values(shares)));
    shares[chat.assignee.id] += 1;
  }
  assert.deepEqual(shares, { arda: 3, elif: 3 });
});

test('random: among all who are there, with the seed kept', async () => {
  const co = await company(['selin', 'arda', 'elif']);
  assertOk(await (await co.as('selin')).patch('/v1/groups/sales', { algorithm: 'random' }));
  await open(co, 'arda', 'elif');
  const got = new Set();
  // Thirty throws of a fair coin all alike: never in the life of this test.
  for (let round = 0; round < 30 && got.size < 2; round += 1) {
    const { chat, reason, full } = await arrives(co);
    assert.deepEqual([reason.because, reason.tied], ['best_of_group', true]);
    assert.deepEqual(full.ranking.map(({ user }) => user).sort(), ['arda', 'elif']);
    assert.equal(full.ranking[0].user, chat.assignee.id);
    assert.match(reason.seed, /^[0-9a-f]{16}$/);
    got.add(chat.assignee.id);
  }
  assert.equal(got.size, 2);
});

test('online or was online today: first who is there, else who was', async () => {
  const co = await company(['selin', 'timur']);
  const [socket] = await open(co, 'timur');
  const first = await historyOf(co, (await co.telegram()).name);
  assert.equal(first.chat.assignee.id, 'timur');
  assert.equal(first.reason.because, 'best_of_group');
  await socket.close();
  const later = await until(async () => {
    const found = await historyOf(co, (await co.telegram()).name);
    return found.reason.because === 'best_of_group' ? undefined : found;
  }, 'timur to count as gone');
  const { chat, reason } = later;
  assert.deepEqual([chat.assignee.id, reason.because], ['timur', 'was_online_today']);
});

test('nobody there: the chat waits, and goes to the first who comes', async () => {
  const co = await company(['selin', 'arda', 'elif']);
  const names = [];
  for (let round = 0; round < 3; round += 1) {
    const { chat, reason, full } = await arrives(co);
    assert.deepEqual([chat.assignee, chat.group.id], [null, 'sales']);
    assert.deepEqual([reason.outcome, reason.because], ['queued', 'nobody_eligible']);
    assert.equal(full.leftOut.find(({ user }) => user === 'arda').rule, 'offline');
    assert.notEqual(chat.waitingSince, null);
    names.push(chat.contact.name);
  }
  const [socket] = await open(co, 'arda');
  const given = new Set();
  while (given.size < names.length) {
    const frame = await socket.next(({ type }) => type === 'chat', 'a chat out of the queue');
    assert.equal(frame.chat.assignee.id, 'arda');
    given.add(frame.chat.contact.name);
  }
  assert.deepEqual([...given].sort(), names.sort());
  const { chat } = await historyOf(co, names[0]);
  assert.deepEqual(chat.assignment.map(({ user }) => user?.id ?? null), ['arda', null]);
});

test('whoever may not see or answer the chat never gets it', async () => {
  const co = await company(['selin', 'arda', 'elif', 'mika', 'vera', 'nora']);
  const selin = await co.as('selin');
  // All of them members of the group, and each held back by something else.
  assertOk(await selin.patch('/v1/users/elif', { channels: ['wa-second'] }));
  assertOk(await selin.patch('/v1/users/mika', { denied: ['chats.reply'] }));
  assertOk(await selin.patch('/v1/users/nora', { groups: ['sales'], status: 'deactivated' }));
  await open(co, 'arda', 'elif', 'mika', 'vera');
  for (let round = 0; round < 4; round += 1) {
    const { chat, full } = await arrives(co);
    assert.equal(chat.assignee.id, 'arda');
    const rules = Object.fromEntries(full.leftOut.map(({ user, rule }) => [user, rule]));
    assert.deepEqual(rules, { elif: 'not_entitled', mika: 'not_entitled', nora: 'user_inactive' });
  }
});

test('a chat with nobody who may answer it stays in the queue, whoever comes', async () => {
  const co = await company(['selin', 'vera', 'arda']);
  const { name } = await co.telegram();
  const sockets = await open(co, 'selin', 'vera', 'arda');
  // Something that all of the above would have had to follow.
  await co.whatsapp();
  await sockets[2].next(({ type }) => type === 'chat', 'the chat for arda');
  const { chat, reason } = await historyOf(co, name);
  assert.deepEqual([chat.assignee, chat.group.id, reason.because], [null, 'support', 'nobody_eligible']);
});

test('many messages of one new client at once make one chat with one assignee', async () => {
  const co = await company(['selin', 'arda', 'elif']);
  await open(co, 'arda', 'elif');
  const { phoneNumberId } = co.secretsOf('wa-sales');
  const [from, name] = [clientPhone(), clientName()];
  const part = (place) => whatsappBody(whatsappText({ phoneNumberId, from, name, text: `part ${place}` }));
  const bodies = Array.from({ length: 8 }, (_, place) => part(place));
  for (const answer of await Promise.all(bodies.map((body) => co.postWhatsapp(body)))) assertOk(answer);
  const { chat } = await historyOf(co, name);
  assert.equal(chat.assignment.length, 1);
  assert.equal((await co.messages('selin', chat.id)).length, 8);
});

test('many new clients at once are shared out evenly, each to one', async () => {
  const co = await company(['selin', 'arda', 'elif']);
  await open(co, 'arda', 'elif');
  await Promise.all(Array.from({ length: 12 }, () => co.whatsapp()));
  const shares = rows(server, co.code, 'SELECT assignee_id AS user, count(*) AS chats FROM chat GROUP BY 1 ORDER BY 1');
  assert.deepEqual(shares.map((row) => ({ ...row })), [{ user: 'arda', chats: 6 }, { user: 'elif', chats: 6 }]);
  const current = rows(server, co.code, 'SELECT count(*) AS n FROM assignment WHERE until_ms IS NULL GROUP BY chat_id');
  assert.deepEqual(current.map(({ n }) => n), Array(12).fill(1));
});

test('new clients of one delivery are shared out evenly too', async () => {
  const co = await company(['selin', 'arda', 'elif']);
  await open(co, 'arda', 'elif');
  const { phoneNumberId } = co.secretsOf('wa-sales');
  const one = () => whatsappText({ phoneNumberId, from: clientPhone(), name: clientName(), text: 'Hello' });
  assertOk(await co.postWhatsapp(whatsappBody(...Array.from({ length: 8 }, one))));
  const shares = rows(server, co.code, 'SELECT count(*) AS chats FROM chat GROUP BY assignee_id');
  assert.deepEqual(shares.map(({ chats }) => chats), [4, 4]);
});

test('two supervisors at once: one assignee, and both are in the history', async () => {
  const co = await company(['selin', 'arda', 'elif']);
  const { chat } = await arrives(co);
  const selin = await co.as('selin');
  const give = (user) => selin.post(`/v1/chats/${chat.id}/assign`, { user });
  for (const answer of await Promise.all(['arda', 'elif', 'arda', 'elif'].map(give))) assertOk(answer);
  const { assignment, assignee } = assertOk(await selin.get(`/v1/chats/${chat.id}`));
  assert.equal(assignment.filter(({ until }) => until === null).length, 1);
  assert.equal(assignment[0].user.id, assignee.id);
});

test('an agent is told who and why, and nothing of the ranks of colleagues', async () => {
  const co = await company(['selin', 'arda', 'elif']);
  await open(co, 'arda');
  const { chat } = await arrives(co);
  const arda = await co.as('arda');
  const answer = await arda.get(`/v1/chats/${chat.id}`);
  const { reason } = assertOk(answer).assignment[0];
  assert.deepEqual([reason.user, reason.because], ['arda', 'best_of_group']);
  assert.ok(!answer.text.includes('elif'));
  const inFull = await arda.get(`/v1/chats/${chat.id}/assignments`);
  assert.deepEqual([assertOk(inFull).items[0].ranking, inFull.json.items[0].leftOut], [[], []]);
  assert.ok(!inFull.text.includes('elif'));
});
