// What starts and ends by itself, at the moment when it does, without anybody asking.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Company } from './support/company.mjs';
import { rows } from './support/database.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/wait.mjs';

let server;
let acme;
let selin;

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', { people: ['selin', 'arda', 'elif', 'nora'] });
  selin = await acme.as('selin');
});

const isAccess = ({ type }) => type === 'access';

/** How long what these tests give lasts, in milliseconds: long enough to be seen. */
const SOON_MS = 2_000;

test('E7 a membership that ends closes the open window and the lists, without any request in between', async () => {
  const nora = await acme.as('nora');
  const endsAt = Date.now() + SOON_MS;
  assertOk(await selin.patch('/v1/users/nora', { groups: [{ id: 'sales', endsAt }] }));
  const socket = await acme.live('nora');
  assert.equal(socket.hello.access.grants[0].endsAt, endsAt);
  assertOk(await nora.get('/v1/chats'));
  // Nobody asks for anything; the object tells by itself.
  const { access } = await socket.next(isAccess, 'the end of the membership');
  assert.ok(Date.now() >= endsAt - 50, 'not before its time');
  assert.ok(access.issuedAt >= endsAt, 'made when it had ended');
  assertProblem(await nora.get('/v1/chats'), 403, 'permission_missing');
  assert.deepEqual(assertOk(await selin.get('/v1/groups/sales')).members.map(({ id }) => id), ['arda', 'elif']);
  await socket.close();
});

test('E7 a role and a membership that start open by themselves, and the queue is served', async () => {
  assertOk(await selin.patch('/v1/users/nora', { groups: [] }));
  const socket = await acme.live('nora');
  const { name } = await acme.whatsapp();
  const { id, assignee } = await acme.chatWith(name);
  assert.equal(assignee, null, 'nobody of the group is there');
  assertOk(await selin.patch('/v1/users/nora', { groups: [{ id: 'sales', startsAt: Date.now() + SOON_MS, endsAt: Date.now() + 600_000 }] }));
  await socket.next((frame) => frame.type === 'chat' && frame.chat.id === id, 'the chat that waited');
  assert.equal((await acme.chatWith(name)).assignee.id, 'nora');
  await socket.close();
});

test('E7 a period of a role that comes through a group counts for its members', async () => {
  const socket = await acme.live('arda');
  const endsAt = Date.now() + SOON_MS;
  assertOk(await selin.patch('/v1/groups/sales', { roles: ['agent', { id: 'reader', endsAt }] }));
  const { access } = await socket.next(isAccess, 'the wider access');
  assert.ok(access.grants.some(({ source, endsAt: end }) => source.role === 'reader' && end === endsAt));
  await socket.next((frame) => isAccess(frame) && frame.access.issuedAt >= endsAt, 'its end');
  await socket.close();
});

test('E7 alarms outlive kill -9', async () => {
  const endsAt = Date.now() + SOON_MS;
  assertOk(await selin.patch('/v1/users/elif', { roles: [{ id: 'quality_control', endsAt }], channels: 'all' }));
  await server.restart();
  const noted = () => rows(server, 'acme', 'SELECT periods_at_ms AS at FROM company')[0].at;
  // Nothing asks the object for anything.
  await until(() => noted() >= endsAt, 'the alarm');
  const elif = await acme.as('elif');
  assert.equal((await elif.get('/v1/users')).status, 403);
});
