// Two at once, and much at once: what must hold whoever comes first.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { whatsappBody, whatsappText } from './support/channels.mjs';
import { clientName, clientPhone, Company, found, founding } from './support/company.mjs';
import { rows } from './support/database.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';

let server;

before(async () => {
  server = await Server.start();
});

test('of two who found the same company one wins', async () => {
  const bodies = Array.from({ length: 4 }, () => founding('twice', { people: ['selin'], loggedIn: [] }));
  const answers = await Promise.all(bodies.map((body) => found(server, body)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409]);
  const [winner] = bodies.filter((_, place) => answers[place].status === 201);
  const stored = rows(server, 'twice', "SELECT phone_number_id AS id FROM channel_secret WHERE channel_id = 'wa-sales'");
  assert.equal(stored[0].id, winner.channelSecrets[0].phoneNumberId);
});

test('two supervisors who dismiss each other: one stays', async () => {
  const co = await Company.found(server, 'duel', {
    people: ['selin', 'arda'],
    extend: ({ users }) => Object.assign(users[1], { roles: ['supervisor'], channels: 'all', groups: [] }),
  });
  const [selin, arda] = [await co.as('selin'), await co.as('arda')];
  const answers = await Promise.all([
    selin.patch('/v1/users/arda', { status: 'deactivated' }),
    arda.patch('/v1/users/selin', { status: 'deactivated' }),
  ]);
  const codes = answers.map(({ status }) => status).sort();
  assert.ok(codes[0] === 200 && [401, 409].includes(codes[1]), String(codes));
  const active = rows(server, 'duel', "SELECT count(*) AS count FROM user WHERE status = 'active'")[0].count;
  assert.equal(active, 1);
});

test('changes to one user at once are none lost', async () => {
  const co = await Company.found(server, 'edits', { people: ['selin', 'nora'], loggedIn: ['selin'] });
  const selin = await co.as('selin');
  const answers = await Promise.all([
    selin.patch('/v1/users/nora', { groups: ['sales'] }),
    selin.patch('/v1/users/nora', { denied: ['chats.close'] }),
    selin.patch('/v1/users/nora', { roles: ['quality_control'] }),
    selin.patch('/v1/users/nora', { channels: ['wa-sales'] }),
  ]);
  for (const answer of answers) assertOk(answer);
  const { groups, denied, roles, channels } = assertOk(await selin.get('/v1/users/nora'));
  assert.deepEqual([groups, denied, roles, channels], [['sales'], ['chats.close'], ['quality_control'], ['wa-sales']]);
});

test('two who answer at once: one is responsible, both answers stand', async () => {
  const co = await Company.found(server, 'answers', {
    people: ['selin', 'klara'],
    extend: ({ users }) => Object.assign(users[1], { roles: ['supervisor'] }),
  });
  const { name } = await co.whatsapp();
  const { id } = await co.chatWith(name);
  const [selin, klara] = [await co.as('selin'), await co.as('klara')];
  const send = (client) => client.post(`/v1/chats/${id}/messages`, { text: 'Mine' });
  for (const answer of await Promise.all([send(selin), send(klara), send(selin), send(klara)])) assertOk(answer, 201);
  const { facts, assignment } = assertOk(await selin.get(`/v1/chats/${id}`));
  assert.equal(facts.responsible, facts.assignee);
  assert.equal(assignment.filter(({ until }) => until === null).length, 1);
  assert.equal((await co.messages('selin', id)).length, 5);
  const set = rows(server, 'answers', "SELECT count(*) AS count FROM audit WHERE action = 'contact.responsible_set'")[0];
  assert.equal(set.count, 1);
});

test('a batch of hundreds is taken whole', async () => {
  const co = await Company.found(server, 'batch', { people: ['selin'], loggedIn: [] });
  const { phoneNumberId } = co.secretsOf('wa-sales');
  const changes = Array.from({ length: 300 }, () =>
    whatsappText({ phoneNumberId, from: clientPhone(), name: clientName(), text: 'one of many' }));
  assertOk(await co.postWhatsapp(whatsappBody(...changes)));
  assert.equal(rows(server, 'batch', 'SELECT count(*) AS count FROM message')[0].count, 300);
  assert.equal(rows(server, 'batch', 'SELECT count(*) AS count FROM chat')[0].count, 300);
});

test('a company brings thousands of clients along', async () => {
  const contacts = Array.from({ length: 5_000 }, (_, place) => ({
    id: `c-${place}`, name: clientName(), phone: `+90500${1_000_000 + place}`,
    identities: [{ kind: 'whatsapp', value: `90500${1_000_000 + place}` }],
  }));
  assertOk(await found(server, founding('crowd', { people: ['selin'], loggedIn: [], contacts })), 201);
  assert.equal(rows(server, 'crowd', 'SELECT count(*) AS count FROM contact')[0].count, 5_000);
});

test('A8 when the responsible is lost, supervisors still see the chat and answer', async () => {
  const co = await Company.found(server, 'lost', { people: ['selin', 'arda'] });
  const socket = await co.live('arda');
  const { name, from } = await co.whatsapp();
  const { id } = await co.chatWith(name, 'arda');
  assertOk(await (await co.as('arda')).post(`/v1/chats/${id}/messages`, { text: 'I am on it' }), 201);
  const selin = await co.as('selin');
  assertOk(await selin.patch('/v1/users/arda', { status: 'deactivated' }));
  await socket.ended();
  await co.whatsapp({ from, name, text: 'Anybody there?' });
  assert.equal((await co.chatWith(name)).lastMessage.text, 'Anybody there?');
  assertOk(await selin.post(`/v1/chats/${id}/messages`, { text: 'I am' }), 201);
  assertProblem(await (await co.as('arda')).get('/v1/chats'), 401, 'session_invalid');
});
