// Handles of permissions and chats: right across updates, and nothing to who has none of this access.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHAT, documentOf, grantOf, library } from './support/library.mjs';

/** The most ids that handles have room for. */
const ROOM = 1023;
const ids = (prefix, count) => Array.from({ length: count }, (_, place) => `${prefix}${place}`);

test('a handle of another access is denied', async (t) => {
  const { load } = await library(t);
  const access = await load(documentOf([grantOf(['chats.view'])]));
  const [permission, chat] = [access.permission('chats.view'), access.chat(CHAT)];
  assert.equal(access.allows(permission, chat), true);
  for (let others = 0; others < 250; others += 1) {
    const other = await load(documentOf([grantOf(['chats.view'])]));
    const [foreignPermission, foreignChat] = [other.permission('chats.view'), other.chat(CHAT)];
    assert.equal(other.allows(foreignPermission, foreignChat), true);
    assert.equal(access.allows(foreignPermission, chat), false);
    assert.equal(access.allows(permission, foreignChat), false);
    assert.deepEqual([...access.select(foreignPermission, access.pack([CHAT]))], []);
    assert.deepEqual([...access.select(permission, other.pack([CHAT]))], []);
  }
});

test('what is no handle is denied, and nothing is thrown', async (t) => {
  const { load } = await library(t);
  const access = await load(documentOf([grantOf(['chats.view'], { channels: ['wa'] })]));
  const [permission, chat] = [access.permission('chats.view'), access.chat(CHAT)];
  const none = [
    0, -0, -1, 0.5, NaN, Infinity, 2 ** 31, 2 ** 53, -(2 ** 31), undefined, null, '', 'chats.view', true, 1n, Symbol('x'), {}, [],
    String(chat), [permission], { valueOf: () => chat }, CHAT, () => chat,
  ];
  for (const forged of none) {
    assert.equal(access.allows(permission, forged), false, `chat ${String(forged)}`);
    assert.equal(access.allows(forged, chat), false, `permission ${String(forged)}`);
    assert.deepEqual([...access.select(forged, access.pack([CHAT]))], []);
  }
  assert.equal(access.allows(chat, permission), false, 'in the wrong order');
  assert.equal(access.allows(permission, permission), false);
  assert.equal(access.allows(chat, chat), false);
  assert.deepEqual([...access.select(permission, Uint32Array.of(0, permission, 2 ** 32 - 1, chat, 7))], [3]);
  assert.equal(Number.isInteger(chat) && chat > 0 && chat < 2 ** 30, true, 'as small as an integer of any engine');
});

test('handles are good across updates', async (t) => {
  const { load } = await library(t);
  const onLate = { ...CHAT, channel: 'late', group: 'g9' };
  let revision = 1;
  const next = (grants, changes) => documentOf(grants, { policyRevision: (revision += 1), ...changes });
  const access = await load(documentOf([grantOf(['chats.view', 'loyalty.view'], { channels: ['wa'] })], { hostPermissions: ['loyalty.view'] }));
  const [view, loyalty] = [access.permission('chats.view'), access.permission('loyalty.view')];
  const column = access.pack([CHAT, onLate]);
  const answers = () => [access.allows(view, column[0]), access.allows(view, column[1]), access.allows(loyalty, column[0])];
  const selected = () => [...access.select(view, column)];
  assert.deepEqual([answers(), selected()], [[true, false, true], [0]]);
  // Channels that nothing named when the handle was made, in an order that turns the slots of the tables around.
  access.update(next([grantOf(['chats.view'], { channels: ['a', 'late', 'z'] })], { hostPermissions: ['aaa.view', 'loyalty.view'] }));
  assert.deepEqual([answers(), selected()], [[false, true, false], [1]]);
  access.update(next([grantOf(['chats.view'], { scope: 'group', groups: ['a0', 'g9'], channels: 'all' })], { hostPermissions: ['loyalty.view'] }));
  assert.deepEqual([answers(), selected()], [[false, true, false], [1]]);
  // A permission that there is not any more is denied; it does not become another one, and comes back as itself.
  access.update(next([grantOf(['chats.view', 'other.view'])], { hostPermissions: ['other.view'] }));
  assert.deepEqual([answers(), selected()], [[true, true, false], [0, 1]]);
  assert.throws(() => access.permission('loyalty.view'), { code: 'unknown_permission' });
  access.update(next([grantOf(['loyalty.view'])], { hostPermissions: ['other.view', 'loyalty.view'] }));
  assert.deepEqual([answers(), selected()], [[false, false, true], []]);
});

test('a company with as many channels and groups as there may be', async (t) => {
  const { load } = await library(t);
  const [channels, groups] = [ids('c', 1_000), ids('g', 1_000)];
  const some = (list, share) => list.filter((_, place) => place % share === 0);
  const grants = [
    grantOf(['chats.view'], { channels: some(channels, 3) }),
    grantOf(['chats.view'], { channels: some(channels, 5), scope: 'group', groups: some(groups, 7) }),
  ];
  const access = await load(documentOf(grants));
  const chats = channels.map((channel, place) => ({ ...CHAT, channel, group: groups[(place * 7 + (place % 2)) % 1_000] }));
  const view = access.permission('chats.view');
  const kept = new Set(access.filter('chats.view', chats.map((facts) => ({ facts: { toJSON: () => facts }, id: facts.channel }))).map(({ id }) => id));
  assert.ok(kept.size > 334 && kept.size < 600, `${kept.size}`);
  assert.deepEqual(chats.map((chat) => access.allows(view, access.chat(chat))), chats.map(({ channel }) => kept.has(channel)));
  assert.deepEqual([...access.select(view, access.pack(chats))].map((place) => channels[place]), [...kept]);
});

test('without room for more, handles say no rather than something else', async (t) => {
  const { load } = await library(t);
  const access = await load(documentOf([grantOf(['chats.view'], { channels: ['wa'] })], { company: 'crowd' }));
  const view = access.permission('chats.view');
  const [mine, strange] = [access.chat(CHAT), ids('s', ROOM + 200).map((channel) => ({ ...CHAT, channel }))];
  const column = access.pack(strange);
  assert.deepEqual([...access.select(view, column)], []);
  assert.equal(access.allows(view, mine), true);
  // All of them are named now. Those that there was no room for are denied until their handle is made again.
  access.update(documentOf([grantOf(['chats.view'], { channels: strange.map(({ channel }) => channel) })], { company: 'crowd', policyRevision: 2 }));
  assert.equal(access.allows(view, mine), false);
  assert.deepEqual([...access.select(view, column)], [], 'there was no room, so all handles were made anew');
  const again = [...access.select(access.permission('chats.view'), access.pack(strange))];
  assert.ok(again.length >= ROOM - 1, `${again.length}`);
  assert.equal(strange.every((chat) => access.can('chats.view', chat)), true, 'by name there is no limit');
});

test('facts that are missing are read strictly for handles too', async (t) => {
  const { load } = await library(t);
  const access = await load(documentOf([grantOf(['chats.view'], { scope: 'assigned' })]));
  const view = access.permission('chats.view');
  assert.equal(access.allows(view, access.chat({ channel: 'wa', known: true, assignee: 'u1' })), true);
  assert.equal(access.allows(view, access.chat({ facts: { channel: 'wa', known: true, responsible: 'u1' } })), true);
  for (const wrong of [{ ...CHAT, assignee: undefined, asignee: 'u1' }, { ...CHAT, channel: 'w a' }, { ...CHAT, group: '' }, null, 'wa', {}]) {
    assert.throws(() => access.chat(wrong), { code: 'invalid_chat' });
    assert.throws(() => access.pack([CHAT, wrong]), { code: 'invalid_chat' });
  }
  assert.throws(() => access.pack([CHAT], new Uint32Array(0)), { code: 'invalid_column' });
  for (const wrong of [undefined, null, 7, [1], new Uint8Array(1)]) {
    assert.throws(() => access.select(view, wrong), { code: 'invalid_column' });
  }
  assert.throws(() => access.pack(undefined), { code: 'invalid_chat' });
  assert.throws(() => access.select(view, new Uint32Array(2), new Uint32Array(1)), { code: 'invalid_column' });
  const [into, out] = [new Uint32Array(5), new Uint32Array(5)];
  const own = { ...CHAT, assignee: 'u1' };
  assert.equal(access.pack([own, CHAT, own], into).buffer, into.buffer);
  assert.deepEqual([...access.select(view, into.subarray(0, 3), out)], [0, 2]);
});
