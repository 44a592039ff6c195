// Grants that start and end, and an access that expires: asked at any moment, and told to who listens.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHAT, documentOf, grantOf, library } from './support/library.mjs';
import { command, project } from './support/tarball.mjs';

const DAY_MS = 86_400_000;
const view = (period) => grantOf(['chats.view'], period);

/** Lets what was queued run. */
const settled = () => new Promise((resolve) => { setImmediate(resolve); });

/** An access with a clock to be set, and the revisions that its subscribers hear of. */
async function followed(t, document) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 0 });
  const usher = await library(t);
  const access = await usher.load(document);
  const heard = [];
  const stop = access.subscribe((changed) => heard.push([Date.now(), changed.can('chats.view', CHAT)]));
  const tick = async (ms) => {
    t.mock.timers.tick(ms);
    await settled();
  };
  return { usher, access, heard, stop, tick };
}

test('subscribers hear at the instant of what starts, ends and expires', async (t) => {
  const document = documentOf([view({ startsAt: 1_000, endsAt: 5_000 }), view({ startsAt: 7_000 })], { expiresAt: 9_000 });
  const { access, heard, tick } = await followed(t, document);
  for (let second = 0; second < 20; second += 1) {
    await tick(999);
    const before = heard.length;
    await tick(1);
    assert.ok(heard.length - before <= 1);
  }
  assert.deepEqual(heard, [[1_000, true], [5_000, false], [7_000, true], [9_000, false]]);
  assert.equal(access.revision, 4);
  assert.deepEqual(access.explain('chats.view', CHAT).reason, { code: 'access_expired' });
});

test('everything is asked at the moment, without subscribers too', async (t) => {
  let now = 0;
  const { load } = await library(t);
  const sections = [{ id: 'r', title: 'R', url: '/r', permission: 'reports.view' }];
  const grants = [grantOf(['chats.view', 'reports.view'], { startsAt: 10, endsAt: 20 })];
  const access = await load(documentOf(grants, { sections, expiresAt: 30 }), { clock: () => now });
  const [permission, chat, column] = [access.permission('chats.view'), access.chat(CHAT), access.pack([CHAT])];
  const answers = () => [
    access.can('reports.view'), access.decide('chats.view', CHAT) === 'allow', access.can('chats.view', { contact: { channels: ['wa'], chats: [] } }),
    access.allows(permission, chat), access.filter('chats.view', [CHAT]).length === 1, access.select(permission, column).length === 1,
    access.sections().length === 1, access.visibility(CHAT).phone === 'masked', access.mask({ phone: '+905321234567' }, { chat: CHAT }).phone !== null,
    access.can('chats.view', { channel: 'wa', known: true }),
  ];
  for (const [moment, expected, reason] of [
    [0, false, { code: 'grant_not_started', source: grants[0].source, startsAt: 10 }], [9, false], [10, true], [19, true],
    [20, false, { code: 'grant_ended', source: grants[0].source, endsAt: 20 }], [30, false, { code: 'access_expired' }],
    // A clock that was put right.
    [15, true], [5, false],
  ]) {
    now = moment;
    await null;
    assert.deepEqual(answers(), answers().map(() => expected), `at ${moment}`);
    if (reason) assert.deepEqual(access.explain('chats.view', CHAT).reason, reason);
  }
});

test('the clock is read once in a run of synchronous code', async (t) => {
  let reads = 0;
  const { load } = await library(t);
  const access = await load(documentOf([view()]), { clock: () => { reads += 1; return 0; } });
  reads = 0;
  for (let round = 0; round < 1_000; round += 1) access.can('chats.view', CHAT);
  assert.equal(reads, 1);
  await null;
  access.can('chats.view', CHAT);
  assert.equal(reads, 2);
});

test('a change that a check finds is told after the check, once', async (t) => {
  let now = 0;
  const { load } = await library(t);
  const access = await load(documentOf([view({ endsAt: 10 })]), { clock: () => now });
  const heard = [];
  const stop = access.subscribe(({ revision }) => heard.push(revision));
  await null;
  now = 10;
  assert.equal(access.can('chats.view', CHAT), false);
  assert.deepEqual(heard, [], 'in the middle of who asks');
  await settled();
  assert.deepEqual(heard, [1]);
  stop();
});

test('an expiry that no timer reaches at once is still heard at its instant', async (t) => {
  const { heard, tick } = await followed(t, documentOf([view()], { expiresAt: 60 * DAY_MS }));
  for (let day = 1; day <= 59; day += 1) await tick(DAY_MS);
  assert.deepEqual(heard, []);
  await tick(DAY_MS);
  assert.deepEqual(heard, [[60 * DAY_MS, false]]);
});

test('an update moves the instant', async (t) => {
  const { access, heard, stop, tick } = await followed(t, documentOf([view({ endsAt: 1_000 })]));
  access.update(documentOf([view({ endsAt: 3_000 })], { issuedAt: 1 }));
  await tick(2_999);
  assert.deepEqual(heard, [[0, true]]);
  await tick(1);
  assert.deepEqual(heard.slice(1), [[3_000, false]]);
  stop();
  access.update(documentOf([view({ endsAt: 5_000 })], { issuedAt: 2 }));
  await tick(10_000);
  assert.equal(heard.length, 2, 'after the end of the subscription');
  assert.equal(access.can('chats.view', CHAT), false);
});

test('what is expired or older is refused', async (t) => {
  const { usher, access } = await followed(t, documentOf([view()], { policyRevision: 5, issuedAt: 100 }));
  const code = (action) => Promise.resolve().then(action).then(() => 'taken', (fault) => fault.code);
  const next = (changes) => code(() => access.update(documentOf([], { policyRevision: 5, issuedAt: 100, ...changes })));
  assert.equal(await code(() => usher.load(documentOf([], { expiresAt: 10 }), { clock: () => 10 })), 'stale_access');
  assert.equal(await next({ policyRevision: 4, issuedAt: 200 }), 'stale_access');
  assert.equal(await next({ issuedAt: 99 }), 'stale_access');
  assert.equal(await next({ policyRevision: 4, issuedAt: 200, user: 'u2' }), 'foreign_access');
  assert.equal(await next({ company: 'other' }), 'foreign_access');
  t.mock.timers.tick(2_000);
  assert.equal(await next({ policyRevision: 6, expiresAt: 2_000 }), 'stale_access');
  assert.equal(access.can('chats.view', CHAT), true, 'after an error nothing has changed');
  assert.equal(access.revision, 0);
  assert.equal(await next({}), 'taken');
  assert.equal(await next({ policyRevision: 6, issuedAt: 50 }), 'taken');
  assert.equal(access.can('chats.view', CHAT), false);
});

test('a clock that tells no time allows nothing', async (t) => {
  let now = 0;
  const { load } = await library(t);
  const access = await load(documentOf([view()]), { clock: () => now });
  for (const broken of [NaN, undefined, Infinity, 'soon']) {
    now = broken;
    await null;
    assert.equal(access.can('chats.view', CHAT), false, String(broken));
    await assert.rejects(load(documentOf([view()]), { clock: () => broken }), { code: 'stale_access' });
    now = 1;
    await null;
    assert.equal(access.can('chats.view', CHAT), true);
  }
});

test('an open subscription does not keep a program alive', async (t) => {
  const folder = await project(t);
  const source = `
    import { load } from 'usher-access';
    const access = await load(${JSON.stringify(documentOf([view()], { expiresAt: 8_640_000_000_000_000 }))});
    access.subscribe(() => {});`;
  await command(process.execPath, ['--input-type=module', '--eval', source], { cwd: folder, timeout: 60_000 });
});
