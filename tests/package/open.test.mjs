// An access that answers before its engine is there, from the tables that the server encloses with the document.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enclosed } from './support/enclosed.mjs';
import { CHAT, documentOf, grantOf, library } from './support/library.mjs';

const sections = [
  { id: 'r', title: 'R', url: '/r', permission: 'reports.view' },
  { id: 'n', title: 'N', url: '/n', permission: 'newsletters.view' },
];
const grants = [grantOf(['chats.view', 'reports.view'], { channels: ['wa'] }), grantOf(['chats.reply', 'newsletters.view'], { startsAt: 2_000 })];
const document = documentOf(grants, { sections, issuedAt: 1_000, expiresAt: 9_000 });

test('checks are answered at once, everything when the engine is there', async (t) => {
  const { load, open } = await library(t);
  const access = open(await enclosed(load, document), { clock: () => 1_500 });
  const heard = [];
  access.subscribe(({ revision }) => heard.push(revision));
  const [view, chat] = [access.permission('chats.view'), access.chat(CHAT)];
  const answers = () => [
    access.user, access.company, access.can('reports.view'), access.can('chats.view', CHAT), access.decide('chats.reply', CHAT),
    access.decide('chats.view'), access.allows(view, chat), access.filter('chats.view', [CHAT, { ...CHAT, channel: 'tg' }]).length,
    access.can('chats.view', { contact: { responsible: null, channels: ['wa'], chats: [] } }), access.knows('chats.view'), access.knows('chats.veiw'),
    access.sections().map(({ id }) => id).join(),
  ];
  const expected = ['u1', 'demo', true, true, 'deny', 'depends', true, 1, true, true, false, 'r'];
  assert.deepEqual(answers(), expected);
  for (const early of [
    () => access.explain('chats.view'), () => access.visibility(CHAT), () => access.mask({}), () => access.update(document),
    () => access.can('chats.view', { channel: 'wa', known: true }), () => access.filter('chats.view', [{}]), () => access.chat({ channel: 'wa', known: true }),
  ]) {
    assert.throws(early, { code: 'not_initialised' });
  }
  assert.throws(() => access.can('chats.veiw'), { code: 'unknown_permission' });
  assert.throws(() => access.permission('chats.veiw'), { code: 'unknown_permission' });
  assert.throws(() => access.can('chats.view', 'c1'), { code: 'invalid_chat' });
  assert.deepEqual(heard, []);
  await access.ready;
  assert.deepEqual(answers(), expected, 'handles too');
  assert.equal(access.explain('chats.view', CHAT).decision, 'allow');
  assert.equal(access.visibility(CHAT).phone, 'masked');
  assert.deepEqual(heard, [1]);
  access.update({ ...document, policyRevision: 2 });
  assert.deepEqual(heard, [1, 2]);
});

test('tables hold from the issue of the document until something changes, and nothing is allowed else', async (t) => {
  const { load, open } = await library(t);
  let now = 0;
  const access = open(await enclosed(load, document), { clock: () => now });
  for (const [moment, allowed] of [[0, false], [999, false], [1_000, true], [1_999, true], [2_000, false], [8_999, false], [9_000, false], [1_500, true]]) {
    now = moment;
    await null;
    const answers = [access.can('reports.view'), access.can('chats.view', CHAT), access.filter('chats.view', [CHAT]).length === 1, access.sections().length === 1];
    assert.deepEqual(answers, answers.map(() => allowed), `at ${moment}`);
  }
  now = 2_500;
  await access.ready;
  assert.deepEqual([access.can('reports.view'), access.can('chats.reply', CHAT), access.sections().length], [true, true, 2]);
});

test('whatever is odd about a document closes it until the engine has read it', async (t) => {
  const { load, open } = await library(t);
  const whole = await enclosed(load, document);
  const { tables } = whole;
  const wrongTables = {
    missing: undefined, null: null, text: 'x', list: [], extra: { ...tables, extra: 1 }, changesAt: { ...tables, changesAt: 'late' },
    shortGeneral: { ...tables, general: tables.general.slice(1) }, shortReach: { ...tables, reach: tables.reach.slice(1) },
    decision: { ...tables, general: tables.general.map(() => 3) }, noReach: { ...tables, reach: tables.reach.map(() => 99) },
    half: { ...tables, reach: tables.reach.map(() => 0.5) }, twice: { ...tables, channels: ['wa', 'wa'] }, number: { ...tables, channels: [7] },
    slot: { ...tables, sets: tables.sets.map(() => [9]) }, slotNull: { ...tables, sets: tables.sets.map(() => [0]) }, word: { ...tables, sets: tables.sets.map(() => 'any') },
    set: { ...tables, reaches: tables.reaches.map((reach) => ({ ...reach, all: 99 })) }, key: { ...tables, reaches: tables.reaches.map((reach) => ({ ...reach, more: 0 })) },
    group: { ...tables, reaches: tables.reaches.map((reach) => ({ ...reach, groups: [[1, 0]] })) }, pair: { ...tables, reaches: tables.reaches.map((reach) => ({ ...reach, groups: [1] })) },
  };
  for (const [what, wrong] of Object.entries(wrongTables)) {
    const access = open({ ...whole, tables: wrong }, { clock: () => 1_500 });
    assert.deepEqual([access.can('chats.view', CHAT), access.filter('chats.view', [CHAT]), access.sections()], [false, [], []], what);
    assert.throws(() => access.permission('chats.view'), { code: 'not_initialised' });
    await access.ready;
    assert.equal(access.can('chats.view', CHAT), true, what);
  }
  for (const [code, wrong] of [
    ['access_malformed', '{'], ['access_malformed', null], ['access_malformed', 5], ['access_malformed', { ...whole, user: 7 }], ['access_unknown_version', { ...whole, version: 3 }],
    ['access_malformed', { ...whole, extra: 1 }], ['access_malformed', { ...whole, sections: [null] }], ['stale_access', { ...whole, expiresAt: 1_400 }],
  ]) {
    const access = open(wrong, { clock: () => 1_500 });
    await assert.rejects(access.ready, { code });
    assert.deepEqual([access.can('chats.view', CHAT), access.sections()], [false, []], 'refused by the engine');
    assert.throws(() => access.explain('chats.view'), { code: 'not_initialised' });
  }
});

test('without an engine the tables go on, and the fault is told to who waits', async (t) => {
  const { load } = await library(t);
  const whole = await enclosed(load, document);
  const alone = await library(t, { without: 'dist/usher_access_fast_bg.wasm' });
  const access = alone.open(whole, { clock: () => 1_500 });
  await assert.rejects(access.ready, { code: 'engine_unavailable' });
  assert.equal(access.can('chats.view', CHAT), true);
  assert.throws(() => access.explain('chats.view', CHAT), { code: 'not_initialised' });
});
