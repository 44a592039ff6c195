// The policy as a whole: read with its state, changed for that state, and seen before it is saved.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Company } from './support/company.mjs';
import { rows } from './support/database.mjs';
import { allFields } from './support/policy.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { Server } from './support/server.mjs';

let server;
let acme;
let selin;
let klara;

/** Rights that give nothing. */
const NOTHING = { permissions: [], scope: 'none', newClients: false, fields: {} };

before(async () => {
  server = await Server.start();
  acme = await Company.found(server, 'acme', {
    people: ['selin', 'arda', 'elif', 'timur', 'klara', 'nora', 'dina'],
    loggedIn: ['selin', 'arda', 'klara'],
    extend({ roles, users }) {
      // She saves and sees nobody. What she holds has an end, so she is no supervisor to rely on.
      users.find(({ id }) => id === 'klara').roles = [{ id: 'clerk', endsAt: 4e12 }];
      const rights = { permissions: ['users.manage', 'roles.manage', 'groups.manage'], scope: 'none', newClients: false, fields: {} };
      Object.assign(roles.find(({ id }) => id === 'clerk'), { rights });
    },
  });
  [selin, klara] = [await acme.as('selin'), await acme.as('klara')];
});

async function policy() {
  const answer = await selin.get('/v1/policy');
  return { ...assertOk(answer), tag: answer.headers.etag };
}

/** Everything that a change of the policy could touch. */
function stored() {
  const tables = ['company', 'channel', 'role', 'user_group', 'user', 'membership', 'emergency', 'chat', 'audit'];
  return JSON.stringify(tables.map((table) => rows(server, 'acme', `SELECT * FROM ${table}`)));
}

async function previewed(changes, client = selin) {
  return assertOk(await client.post('/v1/policy/preview', { changes }));
}

test('the policy carries its revision, and each change another one', async () => {
  const first = await policy();
  assert.equal(first.tag, `"${first.revision}"`);
  assert.deepEqual(first.users.map(({ id }) => id), acme.body.policy.users.map(({ id }) => id));
  const answer = await selin.patch('/v1/users/nora', { denied: ['chats.close'] });
  assertOk(answer);
  const second = await policy();
  assert.equal(second.revision, first.revision + 1);
  assert.equal(answer.headers.etag, second.tag);
  assertOk(await selin.patch('/v1/users/nora', { denied: [] }, { headers: { 'if-match': second.tag } }));
  assert.equal(assertOk(await selin.get('/v1/me/access')).policyRevision, second.revision + 1);
});

test('a change for another state is refused, whatever it is', async () => {
  const { tag, revision } = await policy();
  const before = stored();
  for (const stale of [`"${revision - 1}"`, `"${revision + 1}"`, `W/${tag}`, 'nonsense', String(revision)]) {
    const headers = { 'if-match': stale };
    for (const [method, path, body] of [
      ['PATCH', '/v1/users/nora', { denied: [] }],
      ['PATCH', '/v1/roles/clerk', { name: 'Other' }],
      ['PATCH', '/v1/groups/sales', { name: 'Other' }],
      ['POST', '/v1/roles', { name: 'Other', rights: NOTHING }],
      ['POST', '/v1/groups', { name: 'Other', algorithm: 'random' }],
      ['DELETE', '/v1/roles/reader'],
      ['DELETE', '/v1/groups/watchers'],
    ]) {
      assertProblem(await selin.request(method, path, { body, headers }), 412, 'policy_changed');
    }
  }
  assert.equal(stored(), before);
});

test('of many who change the same state one wins', async () => {
  const headers = { 'if-match': (await policy()).tag };
  const answers = await Promise.all(Array.from({ length: 8 }, (_, place) =>
    selin.patch('/v1/groups/watchers', { name: `Watchers ${place}` }, { headers })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(7).fill(412)]);
});

test('E4 a preview tells who gains, who loses and on how many chats, and changes nothing', async () => {
  const { name } = await acme.telegram();
  await acme.telegram();
  const chat = await acme.chatWith(name);
  const before = stored();
  const change = { user: 'nora', patch: { roles: ['reader'], channels: ['tg-support'] } };
  const { allowed, refusals, difference, revision } = await previewed([change]);
  assert.deepEqual([allowed, refusals], [true, []]);
  assert.equal(revision, (await policy()).revision);
  assert.equal(difference.usersAffected, 1);
  const [nora] = difference.users;
  assert.deepEqual([nora.id, nora.name, nora.chatsOpened, nora.chatsClosed], ['nora', 'Nora Nowhere', 2, 0]);
  assert.deepEqual(nora.gained.sort(), ['chats.view', 'contacts.view']);
  assert.deepEqual(nora.lost, []);
  assert.equal(nora.fields.find(({ kind }) => kind === 'phone').after, 'masked');
  assert.deepEqual(difference.permissions.find(({ permission }) => permission === 'chats.view'), {
    permission: 'chats.view', gained: 1, lost: 0,
  });
  assert.equal(stored(), before);
  // What it says is what happens.
  assertOk(await selin.patch('/v1/users/nora', change.patch));
  const explained = assertOk(await selin.get(`/v1/users/nora/explain?permission=chats.view&chat=${chat.id}`));
  assert.equal(explained.explanation.decision, 'allow');
  const back = await previewed([{ user: 'nora', patch: { roles: [], channels: null } }]);
  assert.deepEqual([back.difference.users[0].lost.sort(), back.difference.users[0].chatsClosed], [nora.gained, 2]);
  assertOk(await selin.patch('/v1/users/nora', { roles: [], channels: null }));
});

const WIDE = { permissions: ['payments.view'], scope: 'all', newClients: true, fields: allFields('clear') };

for (const [what, who, changes] of [
  ['a change that may be', 'selin', [{ group: 'watchers', patch: { algorithm: 'random' } }]],
  ['one who gives what she does not hold', 'klara', [{ user: 'nora', patch: { roles: ['supervisor'], channels: 'all' } }]],
  ['a role that gives what she does not hold', 'klara', [{ role: 'clerk', patch: { rights: WIDE } }]],
  ['a role that could be taken', 'klara', [{ role: 'supervisor', patch: { emergencyMaxMinutes: 10 } }]],
  ['the last supervisor', 'selin', [{ user: 'selin', patch: { status: 'deactivated' } }]],
  ['a supervisor with an end', 'selin', [{ user: 'selin', patch: { roles: [{ id: 'supervisor', endsAt: 4e12 }] } }]],
  ['a group with sole members', 'selin', [{ group: 'sales', delete: true }]],
  ['a role in use', 'selin', [{ role: 'agent', delete: true }]],
  ['a role that is not there', 'selin', [{ user: 'nora', patch: { roles: ['emperor'] } }]],
  ['an id that is taken', 'selin', [{ role: 'agent', create: { name: 'Again', rights: NOTHING } }]],
  ['a new group', 'selin', [{ group: 'fresh', create: { name: 'Fresh', algorithm: 'random' } }]],
]) {
  test(`preview and save agree on ${what}`, async () => {
    const client = who === 'klara' ? klara : selin;
    const preview = await previewed(changes, client);
    const [change] = changes;
    const kind = ['user', 'role', 'group'].find((key) => change[key]);
    const path = `/v1/${kind}s`;
    const answer = change.delete ? await client.request('DELETE', `${path}/${change[kind]}`)
      : change.create ? await client.post(path, { id: change[kind], ...change.create })
        : await client.patch(`${path}/${change[kind]}`, change.patch);
    assert.equal(preview.allowed, answer.status < 300, answer.text);
    if (preview.allowed) return;
    const codes = preview.refusals.map(({ code }) => code);
    const saved = answer.json.code === 'policy_invalid' ? answer.json.errors[0].code : answer.json.code;
    assert.ok(codes.includes(saved), `${saved} is not in ${codes}`);
    for (const { message } of preview.refusals) assert.match(message, /^[^A-Z].*[^.]$/);
  });
}

test('whoever may not save may not preview, and whoever sees nobody is told of nobody', async () => {
  const arda = await acme.as('arda');
  for (const change of [{ user: 'ghost', patch: {} }, { user: 'nora', patch: {} }, { role: 'agent', delete: true }, {}]) {
    assertProblem(await arda.post('/v1/policy/preview', { changes: [change] }), 403, 'permission_missing');
  }
  const answer = await klara.post('/v1/policy/preview', {
    changes: [{ group: 'sales', delete: true }, { user: 'arda', patch: { denied: ['chats.view'] } }, { role: 'agent', delete: true }],
  });
  const { difference, refusals } = assertOk(answer);
  assert.deepEqual(difference.users, []);
  assert.ok(difference.usersAffected > 0 && difference.truncated);
  assert.ok(refusals.some(({ code }) => code === 'group_has_sole_members'));
  for (const word of ['arda', 'Arda', 'elif', 'Elif', 'Dina']) assert.ok(!answer.text.includes(word), word);
  const refused = await klara.request('DELETE', '/v1/groups/sales');
  assertProblem(refused, 409, 'group_has_sole_members');
  for (const word of ['arda', 'Arda', 'Dina']) assert.ok(!refused.text.includes(word), word);
});

test('A2 groups are made, renamed, changed, listed and deleted', async () => {
  const created = await selin.post('/v1/groups', {
    name: 'Night shift', roles: ['reader'], channels: ['wa-second'], rights: NOTHING, algorithm: 'fewer_assigned',
  });
  const group = assertOk(created, 201);
  assert.deepEqual([group.id, group.members, group.roleNames], ['night-shift', [], [{ id: 'reader', name: 'Reader' }]]);
  assert.equal(assertOk(await selin.post('/v1/groups', { name: 'Night shift', algorithm: 'random' }), 201).id, 'night-shift-2');
  assertProblem(await selin.post('/v1/groups', { id: 'sales', name: 'Sales', algorithm: 'random' }), 409, 'id_taken');
  assertOk(await selin.patch('/v1/groups/night-shift', { name: 'Late shift', algorithm: 'random', roles: ['agent'] }));
  // A user can be in several groups.
  assertOk(await selin.patch('/v1/users/timur', { groups: ['support', 'night-shift'] }));
  const seen = assertOk(await selin.get('/v1/groups/night-shift'));
  assert.deepEqual([seen.name, seen.algorithm, seen.members.map(({ id }) => id)], ['Late shift', 'random', ['timur']]);
  assert.ok(assertOk(await selin.get('/v1/groups')).groups.some(({ id }) => id === 'night-shift'));
  assertOk(await selin.request('DELETE', '/v1/groups/night-shift'), 204);
  assertProblem(await selin.get('/v1/groups/night-shift'), 404, 'not_found');
  assert.ok(!assertOk(await selin.get('/v1/groups')).groups.some(({ id }) => id === 'night-shift'));
  assert.deepEqual(assertOk(await selin.get('/v1/users/timur')).groups, ['support']);
  // Its id stays with what it did.
  const again = { id: 'night-shift', name: 'Night shift', algorithm: 'random' };
  assertProblem(await selin.post('/v1/groups', again), 409, 'id_taken');
  const actions = (await acme.audit()).map(({ action }) => action);
  for (const action of ['group.created', 'group.changed', 'group.deleted']) assert.ok(actions.includes(action), action);
});

test('A2 the open chats of a deleted group wait for nobody in particular', async () => {
  assertOk(await selin.post('/v1/groups', { name: 'Passing', roles: ['agent'], channels: ['tg-support'], algorithm: 'random' }), 201);
  const { name, from } = await acme.telegram();
  const { id } = await acme.chatWith(name);
  assert.equal((await acme.chatWith(name)).group.id, 'support');
  assertOk(await selin.patch('/v1/users/timur', { groups: ['support', 'passing'] }));
  const socket = await acme.live('selin');
  assertOk(await selin.request('DELETE', '/v1/groups/support'), 204);
  const told = await socket.next((frame) => frame.type === 'chat' && frame.chat.id === id, 'the chat');
  assert.equal(told.chat.group, null);
  assert.equal((await policy()).channels.find((channel) => channel.id === 'tg-support').group ?? null, null);
  // What comes in from now on waits too.
  await acme.telegram({ from, firstName: name, text: 'Anybody?' });
  assert.equal((await acme.chatWith(name)).lastMessage.text, 'Anybody?');
  await socket.close();
});

test('A10 the refusal to delete a group names those who are in no other', async () => {
  const refused = assertProblem(await selin.request('DELETE', '/v1/groups/sales'), 409, 'group_has_sole_members');
  // Elif is in another one. Dina is deactivated and comes back one day.
  assert.deepEqual(refused.reason.members, [{ id: 'arda', name: 'Arda Bulut' }, { id: 'dina', name: 'Dina Gone' }]);
  // A membership that is over is none.
  assertOk(await selin.patch('/v1/users/arda', { groups: ['sales', { id: 'second', endsAt: 1 }] }));
  const again = assertProblem(await selin.request('DELETE', '/v1/groups/sales'), 409, 'group_has_sole_members');
  assert.deepEqual(again.reason.members.map(({ id }) => id), ['arda', 'dina']);
  for (const user of ['arda', 'dina']) assertOk(await selin.patch(`/v1/users/${user}`, { groups: ['sales', 'second'] }));
  assertOk(await selin.request('DELETE', '/v1/groups/sales'), 204);
  for (const user of ['arda', 'elif', 'dina']) {
    assert.deepEqual(assertOk(await selin.get(`/v1/users/${user}`)).groups, ['second']);
  }
});

test('a role goes when nobody holds it', async () => {
  const role = assertOk(await selin.post('/v1/roles', { name: 'Cashier', rights: NOTHING, emergencyMaxMinutes: 30 }), 201);
  assert.deepEqual([role.id, role.emergencyMaxMinutes], ['cashier', 30]);
  assertOk(await selin.patch('/v1/users/nora', { roles: ['cashier'] }));
  const refused = assertProblem(await selin.request('DELETE', '/v1/roles/cashier'), 409, 'role_in_use');
  assert.deepEqual(refused.reason, { members: [{ id: 'nora', name: 'Nora Nowhere' }], groups: [] });
  assertOk(await selin.patch('/v1/users/nora', { roles: [{ id: 'cashier', endsAt: 1 }] }));
  assertOk(await selin.request('DELETE', '/v1/roles/cashier'), 204);
  assert.deepEqual(assertOk(await selin.get('/v1/users/nora')).roles, []);
  const [entry] = await acme.audit();
  assert.deepEqual([entry.action, entry.subject, entry.actor.id], ['role.deleted', 'role:cashier', 'selin']);
});

test('E3 why somebody may not, and what would help', async () => {
  const { name } = await acme.whatsapp({ channel: 'wa-second' });
  const chat = await acme.chatWith(name);
  const ask = (query) => selin.get(`/v1/users/nora/explain?permission=${query}`);
  const { explanation, remedies } = assertOk(await ask(`chats.view&chat=${chat.id}`));
  assert.deepEqual([explanation.decision, explanation.reason.code], ['deny', 'permission_missing']);
  assert.ok(remedies.every(({ kind, id, name }) => ['role', 'group'].includes(kind) && id && name));
  const anything = assertOk(await ask('reports.view'));
  assert.deepEqual(anything.remedies.map(({ id }) => id), ['supervisor']);
  const own = assertOk(await selin.get('/v1/users/selin/explain?permission=reports.view'));
  assert.deepEqual([own.explanation.decision, own.explanation.reason.source.role, own.remedies], ['allow', 'supervisor', []]);
  assertOk(await ask(`contacts.view&contact=${chat.contact.id}`));
  // About what the asker may not see nothing is said.
  assertOk(await selin.patch('/v1/roles/reader', {
    rights: { permissions: ['users.view', 'chats.view', 'contacts.view'], scope: 'assigned', newClients: false, fields: {} },
  }));
  assertOk(await selin.patch('/v1/users/arda', { roles: ['reader'], channels: 'all', groups: [] }));
  const arda = await acme.as('arda');
  assertOk(await arda.get('/v1/users/nora/explain?permission=chats.view'));
  for (const about of [`chat=${chat.id}`, 'chat=ghost', `contact=${chat.contact.id}`, 'contact=ghost']) {
    assertProblem(await arda.get(`/v1/users/nora/explain?permission=chats.view&${about}`), 404, 'not_found');
  }
});

test('E4 the analysis names single points of failure, what nobody can answer, and what nobody uses', async () => {
  const found = assertOk(await selin.get('/v1/analysis'));
  const holders = Object.fromEntries(found.soleHolders.map(({ permission, holders }) => [permission, holders.map(({ id }) => id)]));
  assert.deepEqual(holders['reports.view'], ['selin']);
  // What klara holds ends: she is nobody to rely on.
  assert.deepEqual(holders['users.manage'], ['selin']);
  assert.ok(Array.isArray(found.unanswerable.channels) && Array.isArray(found.redundant));
  // She has just looked at users; nobody else has done anything with reports.
  const unused = (user) => found.unused.users.find((one) => one.user === user)?.permissions ?? [];
  assert.ok(!unused('selin').includes('users.view'));
  assert.ok(unused('selin').includes('reports.view'));
  const noted = rows(server, 'acme', "SELECT count(*) AS count FROM permission_use WHERE user_id = 'selin' AND permission = 'users.view'");
  assert.equal(noted[0].count, 1);
});
