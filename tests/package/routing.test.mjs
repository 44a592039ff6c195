// The routing engine of the packed tarball: what it decides, what it refuses, and that nothing stays behind.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { project } from './support/tarball.mjs';

/** The admin entry, imported and started. */
async function started(t) {
  const folder = join(await project(t), 'node_modules/usher-access');
  const admin = await import(pathToFileURL(join(folder, 'admin.node.js')).href);
  await admin.init();
  return admin;
}

const MOMENT = 1_760_000_000_000;
const SEED = '00000000deadbeef';
const record = (event, atMs = MOMENT) => ({ atMs, seed: SEED, event });
const ladder = { groupMs: 0 };
const group = { algorithm: 'fewer_assigned', backupUsers: [], ladder, stickiness: 'responsible' };
const policy = {
  channels: [{ kind: 'text', weight: 1 }, { kind: 'call', weight: 1 }],
  groups: [{ ...group, answerMs: 60_000, closed: false }],
  graceMs: 60_000,
  giveBack: 'unanswered',
};
const profile = {
  status: 'active', textCapacity: 1, callCapacity: 1, skills: 0, groups: [0],
  entitlements: [{ group: 0, channel: 0, bits: 15 }, { group: 0, channel: 1, bits: 15 }],
};
const arrived = (chat, channel = 0) => ({ type: 'arrived', chat, group: 0, channel, kind: 'personal', priority: 0, known: true, skills: 0 });

/** Two people, one of them online. */
const company = [
  { type: 'policy', policy },
  { type: 'person', person: 0, profile },
  { type: 'person', person: 1, profile },
  { type: 'presence', person: 0, presence: 'online' },
].map((event) => record(event));

function working({ Routing }) {
  const routing = new Routing();
  routing.applyAll(company);
  return routing;
}

function codeOf({ UsherError }, action) {
  try {
    action();
    return 'nothing thrown';
  } catch (fault) {
    return fault instanceof UsherError ? fault.code : `not an UsherError: ${fault}`;
  }
}

test('chats go to who is there and has room, wait, and are missed', async (t) => {
  const routing = working(await started(t));
  const first = routing.apply(record(arrived(7)));
  assert.deepEqual(first.commands, [{ op: 'assign', chat: 7, to: 0, group: 0 }]);
  assert.deepEqual(first.decisions, [{
    chat: 7, outcome: 'assigned', person: 0, because: 'best_of_group', tied: false, seed: SEED, atMs: MOMENT,
    tally: { eligible: 1, groupClosed: 0, notEntitled: 0, lacksSkill: 0, finishing: 0, away: 0, offline: 1, atCapacity: 0 },
  }]);
  const [waits, closed] = routing.applyAll([record(arrived(8)), record({ type: 'closed', chat: 7 })]);
  assert.deepEqual([waits.commands, waits.decisions[0].because], [[], 'nobody_eligible']);
  assert.deepEqual(closed.commands, [{ op: 'assign', chat: 8, to: 0, group: 0 }]);
  assert.equal(routing.nextTimer, MOMENT + 60_000);
  const late = routing.apply(record({ type: 'timer' }, MOMENT + 60_000));
  assert.deepEqual(late.commands, [{ op: 'missed', chat: 8, person: 0 }]);
  assert.equal(routing.nextTimer, null);
});

test('a plan and an explanation change nothing', async (t) => {
  const routing = working(await started(t));
  const before = routing.digest();
  const [{ decision, asked }] = routing.explain(record(arrived(7)));
  assert.deepEqual([decision.person, asked.length], [0, 1]);
  assert.deepEqual(asked[0].ranking.map(({ person, open }) => [person, open]), [[0, 0]]);
  assert.deepEqual(asked[0].leftOut, [{ person: 1, rule: 'offline' }]);
  const plan = routing.plan(record(arrived(7)));
  assert.deepEqual(routing.digest(), before);
  assert.deepEqual(routing.apply(record(arrived(7))), plan);
  assert.notDeepEqual(routing.digest(), before);
  const { reached, asked: now } = routing.explainNow(7);
  assert.deepEqual([reached, now[0].eligible, now[0].leftOutCounts], ['group', 0, {}]);
  assert.deepEqual(now[0].leftOut, [{ person: 0, rule: 'at_capacity' }, { person: 1, rule: 'offline' }]);
  assert.deepEqual(routing.pinned(0), []);
  routing.apply(record(arrived(9, 1)));
  assert.deepEqual([routing.pinned(0), routing.pinned(-1), routing.pinned(undefined)], [[9], [], []]);
});

test('rows and a log lead to the same state', async (t) => {
  const { Routing } = await started(t);
  const log = [...company, ...[7, 8, 9].map((chat) => record(arrived(chat)))].map((one) => JSON.stringify(one));
  const [text, lines] = [new Routing(), new Routing()];
  assert.deepEqual(text.replay(`${log.join('\n')}\n`), { events: 7, refused: 0 });
  lines.replay(log.slice(0, 5));
  const restored = new Routing(lines.export());
  assert.deepEqual(restored.replay(log.slice(5)), { events: 2, refused: 0 });
  assert.deepEqual(restored.digest(), text.digest());
  assert.equal(restored.export(), text.export());
  assert.match(JSON.stringify(text.digest()), /^\{"steps":"[0-9a-f]{16}","state":"[0-9a-f]{16}"\}$/);
});

test('what is refused has its code and changes nothing', async (t) => {
  const admin = await started(t);
  const routing = working(admin);
  routing.applyAll([record(arrived(7)), record(arrived(9, 1))]);
  const before = routing.digest();
  const refused = {
    unknown_chat: { type: 'release', chat: 1 },
    unknown_person: { type: 'presence', person: 5, presence: 'online' },
    unknown_group: { type: 'transfer', chat: 7, group: 3 },
    unknown_channel: { ...arrived(10), channel: 4 },
    call_is_pinned: { type: 'release', chat: 9 },
    already_assigned: { type: 'take', chat: 7, by: 1, allowed: true },
    may_not_take: { type: 'assign', chat: 7, to: 1, allowed: false },
    number_too_large: { type: 'person', person: 0xffffffff, profile },
    bad_moment: [{ type: 'timer' }, 0],
    bad_policy: { type: 'policy', policy: { ...policy, channels: [{ kind: 'text', weight: 0 }, { kind: 'call', weight: 1 }] } },
  };
  for (const [code, event] of Object.entries(refused)) {
    const wrong = record(...[event].flat());
    assert.equal(codeOf(admin, () => routing.apply(wrong)), code);
    assert.equal(codeOf(admin, () => routing.plan(wrong)), code);
    assert.deepEqual(routing.applyAll([wrong]).map(({ refused: said }) => said), [code]);
  }
  assert.equal(codeOf(admin, () => routing.explainNow(3)), 'unknown_chat');
  assert.equal(codeOf(admin, () => routing.explainNow('7')), 'unknown_chat');
  assert.equal(codeOf(admin, () => routing.explainNow(7, 'deadbeef')), 'routing_malformed');
  assert.deepEqual(routing.digest(), before);
});

const SECRET = '+905321234567';
const malformed = [
  undefined, null, 7, 'x', [], {}, () => 1, 1n, Symbol('x'),
  record({ type: 'closed', chat: SECRET }),
  record({ type: SECRET }),
  record({ type: 'closed', chat: 1.5 }),
  record({ type: 'closed', chat: -1 }),
  record({ type: 'closed', chat: 1, by: 2 }),
  record({ ...arrived(1), skills: 2 ** 60 }),
  record({ ...arrived(1), known: SECRET }),
  record({ type: 'timer' }, NaN),
  { ...record({ type: 'timer' }), seed: SECRET },
  { ...record({ type: 'timer' }), seed: 7 },
];

test('what is malformed is refused whole, and said without its values', async (t) => {
  const admin = await started(t);
  const routing = working(admin);
  const before = routing.digest();
  for (const wrong of malformed) {
    for (const ask of [
      () => routing.apply(wrong),
      () => routing.plan(wrong),
      () => routing.explain(wrong),
      () => routing.applyAll([record(arrived(7)), wrong]),
      () => routing.replay(typeof wrong === 'string' ? wrong : 7),
      () => new admin.Routing(wrong ?? {}),
    ]) {
      const fault = thrown(ask);
      assert.equal(fault.code, 'routing_malformed', `${String(wrong)}: ${fault.stack}`);
      assert.ok(!fault.message.includes('532'), fault.message);
    }
  }
  for (const list of [undefined, {}, 'x', new Set()]) {
    assert.equal(codeOf(admin, () => routing.applyAll(list)), 'routing_malformed');
  }
  const lines = [JSON.stringify(record(arrived(7))), '', '{"atMs":1}'].join('\n');
  assert.equal(thrown(() => routing.replay(lines)).message, 'this is not an event (line 3): missing field at `/seed`');
  assert.deepEqual(routing.digest(), before, 'nothing of a list or log of which a part is malformed is taken in');
});

function thrown(action) {
  try {
    action();
  } catch (fault) {
    return fault;
  }
  return { stack: 'nothing thrown' };
}

test('more than 64 MB at a time are refused', async (t) => {
  const admin = await started(t);
  const routing = working(admin);
  const log = ' '.repeat(64 * 1024 * 1024 + 1);
  assert.equal(codeOf(admin, () => routing.replay(log)), 'routing_too_large');
  assert.equal(codeOf(admin, () => new admin.Routing(log)), 'routing_too_large');
});

test('what is closed answers nothing more, and closing it again does no harm', async (t) => {
  const admin = await started(t);
  const routing = working(admin);
  routing.close();
  routing.close();
  for (const ask of [
    () => routing.apply(record(arrived(7))), () => routing.applyAll([]), () => routing.replay(''), () => routing.nextTimer,
    () => routing.export(), () => routing.digest(), () => routing.plan(record(arrived(7))), () => routing.explainNow(7),
  ]) {
    assert.equal(codeOf(admin, ask), 'routing_closed');
  }
});

test('neither what is refused nor what is closed stays in memory', async (t) => {
  const memory = memoryOf(t);
  const admin = await started(t);
  const round = () => {
    const routing = working(admin);
    for (const wrong of malformed) {
      codeOf(admin, () => routing.apply(wrong));
      codeOf(admin, () => routing.applyAll([record(arrived(7)), wrong]));
      codeOf(admin, () => new admin.Routing(wrong ?? {}));
    }
    codeOf(admin, () => routing.apply(record({ type: 'release', chat: 1 })));
    routing.close();
  };
  for (let rounds = 0; rounds < 50; rounds += 1) round();
  const before = memory();
  for (let rounds = 0; rounds < 1000; rounds += 1) round();
  assert.equal(memory(), before);
});

/** How large the memory of the WebAssembly is that is started next, in bytes. */
function memoryOf(t) {
  const { Instance } = WebAssembly;
  let exports;
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      exports = this.exports;
    }
  };
  t.after(() => {
    WebAssembly.Instance = Instance;
  });
  return () => exports.memory.buffer.byteLength;
}

test('before `init` there is no engine', async (t) => {
  const folder = join(await project(t), 'node_modules/usher-access');
  const admin = await import(`${pathToFileURL(join(folder, 'admin.node.js')).href}?not-started`);
  assert.equal(codeOf(admin, () => new admin.Routing()), 'not_initialised');
  assert.ok((await readFile(join(folder, 'routing.d.ts'), 'utf8')).includes('class Routing'));
});
