// Roles in emergencies: for a time, with a reason, and never in silence.

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
let arda;

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', {
    people: ['selin', 'arda', 'elif', 'vera', 'nora', 'klara'],
    extend({ roles }) {
      const fields = { phone: 'clear', name: 'clear', text: 'clear' };
      const rights = { permissions: ['chats.view', 'contacts.view', 'contacts.phone'], scope: 'all', newClients: true, fields };
      roles.push({ id: 'rescue', name: 'Rescue', rights, emergencyMaxMinutes: 60 });
      roles.find(({ id }) => id === 'agent').rights.permissions.push('access.emergency');
    },
  });
  [selin, arda] = [await acme.as('selin'), await acme.as('arda')];
});

const REASON = 'The database of the shop is down';

function take(client, change = {}) {
  return client.post('/v1/me/emergency', { role: 'rescue', minutes: 30, reason: REASON, ...change });
}

test('E7 an emergency opens what the role gives, at once, and closes it when it is ended', async () => {
  const { name } = await acme.telegram();
  const { id } = await acme.chatWith(name);
  assertProblem(await arda.get(`/v1/chats/${id}`), 404, 'not_found');
  const socket = await acme.live('arda');
  const offered = assertOk(await arda.get('/v1/me/emergency'));
  assert.deepEqual(offered, { roles: [{ id: 'rescue', name: 'Rescue', maxMinutes: 60 }], active: [] });
  const begin = Date.now();
  const taken = assertOk(await take(arda), 201);
  assert.equal(taken.endsAt - taken.startsAt, 30 * 60_000);
  assert.ok(taken.startsAt >= begin - 1_000 && taken.startsAt <= Date.now() + 1_000);
  const { access } = await socket.next(({ type }) => type === 'access', 'the access');
  const grant = access.grants.find(({ source }) => source.kind === 'emergency');
  assert.deepEqual([grant.source.role, grant.endsAt, grant.scope], ['rescue', taken.endsAt, 'all']);
  assertOk(await arda.get(`/v1/chats/${id}`));
  // The holder sees it wherever the page starts.
  const told = { role: { id: 'rescue', name: 'Rescue' }, ...{ startsAt: taken.startsAt, endsAt: taken.endsAt }, reason: REASON };
  assert.deepEqual(assertOk(await arda.get('/v1/me')).emergency, [told]);
  assert.deepEqual(assertOk(await arda.get('/v1/me/emergency')).active, [told]);
  assertProblem(await take(arda), 409, 'emergency_lasts');
  assertOk(await arda.post('/v1/me/emergency/end', { role: 'rescue' }), 204);
  await socket.next(({ type, access }) => type === 'access' && !JSON.stringify(access).includes('rescue'), 'the end');
  assertProblem(await arda.get(`/v1/chats/${id}`), 404, 'not_found');
  assertProblem(await arda.post('/v1/me/emergency/end', { role: 'rescue' }), 404, 'not_found');
  await socket.close();
});

test('E7 an emergency is loud: in the log, and at once before everybody who reads the log', async () => {
  const [loud, quiet] = [await acme.live('selin'), await acme.live('vera')];
  const elif = await acme.as('elif');
  const { endsAt } = assertOk(await take(elif), 201);
  const emergency = ({ type }) => type === 'emergency';
  assert.deepEqual(await loud.next(emergency, 'the emergency'), {
    type: 'emergency', user: { id: 'elif', name: 'Elif Demir' }, role: { id: 'rescue', name: 'Rescue' }, endsAt, reason: REASON,
  });
  const listed = assertOk(await selin.get('/v1/emergency')).emergency;
  assert.deepEqual(listed.map(({ user, role, reason }) => [user.id, role.id, reason]), [['elif', 'rescue', REASON]]);
  // Somebody else ends it.
  assertOk(await selin.post('/v1/users/elif/emergency/end', { role: 'rescue' }), 204);
  assert.deepEqual(await loud.next(emergency, 'its end'), {
    type: 'emergency', ended: true, user: { id: 'elif', name: 'Elif Demir' }, role: { id: 'rescue', name: 'Rescue' },
  });
  const [ended, taken] = (await acme.audit()).filter(({ subject }) => subject === 'user:elif').slice(0, 2);
  assert.deepEqual([taken.action, taken.actor.id, taken.detail], ['emergency.taken', 'elif', { role: 'rescue', until: endsAt, reason: REASON }]);
  assert.deepEqual([ended.action, ended.actor.id, ended.detail.role], ['emergency.ended', 'selin', 'rescue']);
  quiet.send('ping');
  assert.ok(!(await quiet.upTo((frame) => frame === 'pong')).some(emergency));
  for (const socket of [loud, quiet]) await socket.close();
});

test('E7 nobody takes what is not offered, for longer than it is, or without the right', async () => {
  const before = rows(server, 'acme', 'SELECT count(*) AS count FROM emergency')[0].count;
  assertProblem(await take(arda, { role: 'supervisor' }), 404, 'not_found');
  assertProblem(await take(arda, { role: 'ghost' }), 404, 'not_found');
  assertProblem(await take(arda, { minutes: 61 }), 400, 'invalid_field');
  for (const user of ['vera', 'nora']) {
    const client = await acme.as(user);
    const refused = assertProblem(await take(client), 403, 'permission_missing');
    assert.equal(refused.permission, 'access.emergency');
    assert.deepEqual(assertOk(await client.get('/v1/me/emergency')).roles, []);
  }
  assertOk(await selin.patch('/v1/users/arda', { denied: ['access.emergency'] }));
  assertProblem(await take(arda), 403, 'permission_missing');
  assertOk(await selin.patch('/v1/users/arda', { denied: [] }));
  assert.equal(rows(server, 'acme', 'SELECT count(*) AS count FROM emergency')[0].count, before);
});

test('E7 what could be taken counts as given: an editor without it cannot mark a role', async () => {
  const klara = await acme.as('klara');
  for (const [path, body] of [
    // Agents could take it.
    ['/v1/roles/supervisor', { emergencyMaxMinutes: 10 }],
    // What is marked already would open to her.
    ['/v1/roles/clerk', { rights: { permissions: ['access.emergency'], scope: 'none', newClients: false, fields: {} } }],
  ]) {
    assertProblem(await klara.patch(path, body), 403, 'grant_exceeds_editor');
  }
  assertOk(await selin.patch('/v1/roles/supervisor', { emergencyMaxMinutes: 10 }));
  assertOk(await selin.patch('/v1/roles/supervisor', { emergencyMaxMinutes: null }));
});

test('E7 a role that is taken back is taken back from those who hold it', async () => {
  assertOk(await take(arda), 201);
  const { name } = await acme.telegram();
  const { id } = await acme.chatWith(name);
  assertOk(await arda.get(`/v1/chats/${id}`));
  assertOk(await selin.patch('/v1/roles/rescue', { emergencyMaxMinutes: null }));
  assertProblem(await arda.get(`/v1/chats/${id}`), 404, 'not_found');
  assertOk(await selin.patch('/v1/roles/rescue', { emergencyMaxMinutes: 60 }));
  assertOk(await arda.get(`/v1/chats/${id}`));
  assertProblem(await selin.request('DELETE', '/v1/roles/rescue'), 409, 'role_in_use');
  assertOk(await arda.post('/v1/me/emergency/end', { role: 'rescue' }), 204);
});

test('E7 whoever is deactivated comes back without it', async () => {
  const elif = await acme.as('elif');
  assertOk(await take(elif), 201);
  assertOk(await selin.patch('/v1/users/elif', { status: 'deactivated' }));
  assert.ok((await acme.audit()).some(({ action, actor }) => action === 'emergency.ended' && actor?.id === 'selin'));
  assertOk(await selin.patch('/v1/users/elif', { status: 'active' }));
  const back = await acme.login('elif');
  assert.deepEqual(assertOk(await back.get('/v1/me')).emergency, []);
  assert.ok(!(await back.get('/v1/me/access')).text.includes('rescue'));
});

test('E7 five in an hour are enough', async () => {
  let answer;
  for (let tries = 0; tries < 6; tries += 1) {
    answer = await take(arda);
    if (answer.status === 429) break;
    assertOk(answer, 201);
    assertOk(await arda.post('/v1/me/emergency/end', { role: 'rescue' }), 204);
  }
  assertProblem(answer, 429, 'emergency_too_often');
  assert.ok(Number(answer.headers['retry-after']) > 3_000);
  const count = "SELECT count(*) AS count FROM emergency WHERE user_id = 'arda'";
  assert.equal(rows(server, 'acme', count)[0].count, 5);
});

test('E7 an emergency ends by itself, also over a crash, and the log says so once', async () => {
  // A minute is the shortest that can be taken; the store is told that most of it has passed.
  const { withDatabase } = await import('./support/database.mjs');
  const socket = await acme.live('selin');
  await socket.close();
  assertOk(await selin.patch('/v1/users/nora', { groups: ['sales'] }));
  const nora = await acme.as('nora');
  assertOk(await take(nora, { minutes: 1 }), 201);
  await server.kill();
  withDatabase(server, 'acme', 'write', (database) =>
    database.exec(`UPDATE emergency SET ends_at_ms = ${Date.now() + 1_500} WHERE user_id = 'nora' AND ended_at_ms IS NULL`));
  await server.start();
  const watching = await acme.live('nora');
  assert.ok(JSON.stringify(watching.hello).includes('rescue'));
  const { access } = await watching.next(({ type }) => type === 'access', 'the end');
  assert.ok(!JSON.stringify(access).includes('rescue'));
  const expired = await until(async () => {
    const found = (await acme.audit()).filter(({ action }) => action === 'emergency.expired');
    return found.length > 0 && found;
  }, 'the entry');
  assert.deepEqual(expired.map(({ subject, actor }) => [subject, actor]), [['user:nora', null]]);
  await server.restart();
  assert.equal((await acme.audit()).filter(({ action }) => action === 'emergency.expired').length, 1);
});
