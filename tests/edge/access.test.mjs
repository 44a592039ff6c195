import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Company } from './support/company.mjs';
import { assertOk, assertProblem } from './support/problem.mjs';
import { PEOPLE } from './support/policy.mjs';
import { Server } from './support/server.mjs';

let acme;

before(async () => {
  acme = await Company.found(await Server.start(), 'acme', { people: Object.keys(PEOPLE).filter((id) => id !== 'dina') });
});

async function accessOf(user) {
  return assertOk(await (await acme.as(user)).get('/v1/me/access'));
}

/** An access without the moments of its making. */
function timeless({ issuedAt, expiresAt, tables: { changesAt, ...tables }, ...access }) {
  assert.equal(expiresAt - issuedAt, 86_400_000);
  assert.equal(changesAt, expiresAt);
  return { ...access, tables };
}

test('E2 everybody gets the own access and nothing of the policy beside it', async () => {
  const strangers = (user) => Object.keys(PEOPLE).filter((id) => id !== user).flatMap((id) => [id, PEOPLE[id].name]);
  for (const [user, grants, unseen] of [
    ['selin', ['supervisor'], ['agent', 'quality_control', 'sales']],
    ['arda', ['agent@sales'], ['supervisor', 'quality_control', 'support', 'wa-second', 'tg-support']],
    ['elif', ['agent@sales', 'agent@second'], ['supervisor', 'tg-support']],
    ['timur', ['agent@support'], ['supervisor', 'sales', 'wa-sales']],
    ['vera', ['quality_control'], ['supervisor', '"agent"', 'sales']],
    ['mika', ['agent@sales', 'reader@watchers'], ['supervisor', 'wa-second', '"support"']],
    ['nora', [], ['supervisor', 'agent', 'sales', 'wa-', 'tg-']],
  ]) {
    const answer = await (await acme.as(user)).get('/v1/me/access');
    const access = assertOk(answer);
    assert.deepEqual([access.company, access.user, access.status], ['acme', user, 'active']);
    const sources = access.grants.map(({ source }) => (source.group ? `${source.role}@${source.group}` : source.role));
    assert.deepEqual(sources.sort(), grants, user);
    for (const word of [...strangers(user), ...unseen]) assert.ok(!answer.text.includes(word), `${user} sees ${word}`);
  }
});

test('A5 sections are those that may be opened', async () => {
  assert.deepEqual((await accessOf('selin')).sections.map(({ id }) => id), ['newsletters', 'loyalty']);
  assert.deepEqual((await accessOf('arda')).sections, []);
  const [selin, arda] = [await acme.as('selin'), await acme.as('arda')];
  assert.equal(assertOk(await selin.get('/v1/sections/loyalty')).url, '/loyalty');
  assert.equal(assertProblem(await arda.get('/v1/sections/loyalty'), 403, 'permission_missing').permission, 'loyalty.view');
});

test('A11 a changed role counts at once, in the session and in the socket', async () => {
  const [selin, vera] = [await acme.as('selin'), await acme.as('vera')];
  const socket = await acme.live('vera');
  assert.equal(assertProblem(await vera.get('/v1/users'), 403, 'permission_missing').permission, 'users.view');
  const role = assertOk(await selin.get('/v1/roles')).roles.find(({ id }) => id === 'quality_control');
  const { rights } = role;
  const wider = { ...rights, permissions: [...rights.permissions, 'users.view', 'newsletters.view'] };
  assertOk(await selin.patch('/v1/roles/quality_control', { rights: wider }));
  assertOk(await vera.get('/v1/users'));
  const told = await socket.next(({ type }) => type === 'access', 'the wider access');
  assert.deepEqual(timeless(told.access), timeless(await accessOf('vera')));
  assert.deepEqual(told.access.sections.map(({ id }) => id), ['newsletters']);
  assertOk(await selin.patch('/v1/roles/quality_control', { rights }));
  assertProblem(await vera.get('/v1/users'), 403, 'permission_missing');
  const taken = await socket.next(({ type }) => type === 'access', 'the narrower access');
  assert.ok(!JSON.stringify(taken.access.grants).includes('users.view'));
  await socket.close();
});

test('A6 a group that loses a channel loses its chats at once', async () => {
  const selin = await acme.as('selin');
  const socket = await acme.live('timur');
  const { name, from } = await acme.telegram();
  const chat = await acme.chatWith(name);
  assert.equal(chat.assignee.id, 'timur');
  const timur = await acme.as('timur');
  assertOk(await timur.get(`/v1/chats/${chat.id}`));
  assertOk(await selin.patch('/v1/groups/support', { channels: ['wa-second'] }));
  const { access } = await socket.next(({ type }) => type === 'access', 'the access');
  assert.deepEqual(access.grants.map(({ channels }) => channels), [['wa-second']]);
  for (const path of ['', '/messages']) assertProblem(await timur.get(`/v1/chats/${chat.id}${path}`), 404, 'not_found');
  assertProblem(await timur.get(`/v1/contacts/${chat.contact.id}`), 404, 'not_found');
  assertProblem(await timur.post(`/v1/chats/${chat.id}/messages`, { text: 'still?' }), 404, 'not_found');
  assert.deepEqual(await acme.chats('timur'), []);
  // Nor does anything that happens there reach the open socket.
  await acme.telegram({ from, firstName: name, text: 'Are you there?' });
  socket.send('ping');
  assert.deepEqual(await socket.upTo((frame) => frame === 'pong'), ['pong']);
  assertOk(await selin.patch('/v1/groups/support', { channels: ['tg-support'] }));
  await socket.close();
});

test('A3 a denied permission wins over every grant, at once', async () => {
  const [selin, elif] = [await acme.as('selin'), await acme.as('elif')];
  const socket = await acme.live('elif');
  const { name } = await acme.whatsapp({ channel: 'wa-second' });
  const chat = await acme.chatWith(name);
  assert.equal(chat.assignee.id, 'elif');
  assertOk(await elif.post(`/v1/chats/${chat.id}/messages`, { text: 'before' }), 201);
  assertOk(await selin.patch('/v1/users/elif', { denied: ['chats.reply'] }));
  const refused = await elif.post(`/v1/chats/${chat.id}/messages`, { text: 'after' });
  assert.equal(assertProblem(refused, 403, 'permission_missing').permission, 'chats.reply');
  const { access } = await socket.next(({ type }) => type === 'access', 'the access');
  assert.deepEqual(access.denied, ['chats.reply']);
  assertOk(await selin.patch('/v1/users/elif', { denied: [] }));
  assertOk(await elif.post(`/v1/chats/${chat.id}/messages`, { text: 'again' }), 201);
  assert.deepEqual((await acme.messages('selin', chat.id)).map(({ text }) => text), ['again', 'before', 'Hello']);
  await socket.close();
});

test('A11 another group, other channels: a user changes at once', async () => {
  const [selin, nora] = [await acme.as('selin'), await acme.as('nora')];
  assertProblem(await nora.get('/v1/chats'), 403, 'permission_missing');
  assertOk(await selin.patch('/v1/users/nora', { roles: ['quality_control'], channels: ['tg-support'] }));
  await acme.telegram();
  await acme.whatsapp();
  const kinds = new Set((await acme.chats('nora')).map(({ channel }) => channel.id));
  assert.deepEqual([...kinds], ['tg-support']);
  assertOk(await selin.patch('/v1/users/nora', { roles: [], channels: null }));
  assertProblem(await nora.get('/v1/chats'), 403, 'permission_missing');
  assertOk(await nora.get('/v1/me'));
});

test('A11 whoever is deactivated is out at once', async () => {
  const [selin, mika] = [await acme.as('selin'), await acme.as('mika')];
  const socket = await acme.live('mika');
  assertOk(await selin.patch('/v1/users/mika', { status: 'deactivated' }));
  await socket.next(({ type }) => type === 'signed_out', 'the farewell');
  await socket.ended();
  assertProblem(await mika.get('/v1/me'), 401, 'session_invalid');
  assertOk(await selin.patch('/v1/users/mika', { status: 'active' }));
  assertProblem(await mika.get('/v1/me'), 401, 'session_invalid');
  assertOk(await (await acme.login('mika')).get('/v1/me'));
});

test('nobody gives what they do not hold', async () => {
  const [klara, selin] = [await acme.as('klara'), await acme.as('selin')];
  const clerk = assertOk(await klara.get('/v1/roles')).roles.find(({ id }) => id === 'clerk');
  const more = (permission) => ({ ...clerk.rights, permissions: [...clerk.rights.permissions, permission] });
  const before = await acme.audit();
  for (const [path, body] of [
    ['/v1/users/klara', { roles: ['clerk', 'supervisor'] }],
    ['/v1/users/nora', { roles: ['supervisor'], channels: 'all' }],
    ['/v1/users/nora', { groups: ['sales'] }],
    ['/v1/users/arda', { channels: 'all', roles: ['agent'] }],
    ['/v1/roles/clerk', { rights: more('payments.view') }],
    ['/v1/roles/clerk', { rights: { ...more('chats.view'), scope: 'all' } }],
    ['/v1/groups/support', { roles: ['agent', 'supervisor'] }],
    ['/v1/groups/support', { channels: 'all' }],
    ['/v1/groups/support', { rights: more('reports.view') }],
  ]) {
    assertProblem(await klara.patch(path, body), 403, 'grant_exceeds_editor');
  }
  assert.deepEqual(await acme.audit(), before);
  // What she holds she gives, and she may take anything away.
  assertOk(await klara.patch('/v1/users/nora', { roles: ['clerk'] }));
  assertOk(await klara.patch('/v1/users/nora', { roles: [] }));
  assertOk(await selin.patch('/v1/users/nora', { groups: ['sales'] }));
  assertOk(await klara.patch('/v1/users/nora', { groups: [] }));
});

test('the last who can manage users and roles cannot go', async () => {
  const small = await Company.found(acme.server, 'small', { people: ['selin', 'arda'] });
  const selin = await small.as('selin');
  const supervisor = assertOk(await selin.get('/v1/roles')).roles.find(({ id }) => id === 'supervisor');
  const rights = { ...supervisor.rights, permissions: ['chats.view'] };
  const before = await small.audit();
  for (const [path, body] of [
    ['/v1/users/selin', { status: 'deactivated' }],
    ['/v1/users/selin', { roles: [] }],
    ['/v1/users/selin', { denied: ['users.manage'] }],
    ['/v1/roles/supervisor', { rights }],
  ]) {
    assertProblem(await selin.patch(path, body), 409, 'last_supervisor');
  }
  assertProblem(await selin.patch('/v1/users/selin', { status: 'removed' }), 400, 'invalid_field');
  assert.deepEqual(await small.audit(), before);
  // With a second one the first may go.
  assertOk(await selin.patch('/v1/users/arda', { roles: ['supervisor'], channels: 'all' }));
  assertOk(await (await small.as('arda')).patch('/v1/users/selin', { status: 'deactivated' }));
});

test('A9 a group shows its members and what they may do in one step', async () => {
  const group = assertOk(await (await acme.as('selin')).get('/v1/groups/sales'));
  assert.deepEqual(group.members.map(({ id }) => id).sort(), ['arda', 'elif', 'mika']);
  assert.deepEqual(group.roleNames, [{ id: 'agent', name: 'Agent' }]);
  assert.equal(group.effective.scope, 'assigned');
  assert.ok(group.effective.permissions.includes('chats.reply'));
});

test('every change of rights is in the audit log, with who did it', async () => {
  const selin = await acme.as('selin');
  assertOk(await selin.patch('/v1/groups/second', { name: 'Night shift' }));
  const [entry] = await acme.audit();
  assert.deepEqual(entry.actor, { id: 'selin', name: 'Selin Acar' });
  assert.ok(entry.subject.includes('second'), entry.subject);
});
