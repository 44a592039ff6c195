// One program that uses the admin entry as a user would, and what it answers. It imports nothing else.
import { UsherError, init, open, route } from 'usher-access/admin';
import { meaning, remedies, sentence } from 'usher-access/sentences';

const fields = { phone: 'masked', name: 'clear' };
const role = (id, permissions, scope) => ({ id, name: id, rights: { permissions, scope, newClients: false, fields } });
const user = (id, roles, groups, more) => ({ id, name: id.toUpperCase(), username: id, status: 'active', roles, groups, ...more });
const policy = {
  version: 1,
  revision: 7,
  company: { code: 'demo', name: 'Demo', utcOffsetMinutes: 180 },
  hostPermissions: [{ name: 'loyalty.view', title: 'See loyalty points' }],
  sections: [],
  channels: [{ id: 'wa', kind: 'whatsapp', name: 'WhatsApp' }, { id: 'tg', kind: 'telegram', name: 'Telegram' }],
  roles: [
    role('boss', ['chats.view', 'chats.reply', 'users.manage', 'roles.manage', 'loyalty.view'], 'all'),
    role('agent', ['chats.view', 'chats.reply'], 'assigned'),
  ],
  groups: [{ id: 'sales', name: 'Sales', roles: ['agent'], channels: ['wa'], algorithm: 'random' }],
  users: [user('u0', ['boss'], [], { channels: 'all' }), user('u1', [], ['sales']), user('u2', [], ['sales'])],
};
const chat = { channel: 'wa', group: 'sales', assignee: 'u1', responsible: null, known: true };
const MOMENT = 1_760_000_000_000;

async function codeOf(action) {
  try {
    await action();
    return 'nothing thrown';
  } catch (fault) {
    return fault instanceof UsherError ? fault.code : `not an UsherError: ${fault}`;
  }
}

export async function run() {
  const before = await codeOf(() => route({}));
  await init();
  const bench = await open(policy, { moment: MOMENT });
  const changed = structuredClone(policy);
  changed.roles[1].rights.scope = 'all';
  changed.users.pop();
  const after = await open(JSON.stringify(changed), { moment: MOMENT });
  const difference = bench.difference(after, [chat, { facts: { ...chat, assignee: 'u2' } }]);
  const explanation = bench.explain('u2', 'chats.reply', chat);
  const broken = { ...policy, users: [user('u0', ['nobody'], ['nowhere'])] };
  const faults = await open(broken).catch((fault) => fault.errors.map(({ code, pointer }) => `${code} ${pointer}`));
  const matrix = bench.matrix('users');
  const answer = {
    before,
    about: [bench.company, bench.revision, bench.moment],
    holders: bench.holders('chats.reply', chat),
    seers: bench.seers('phone', { contact: { responsible: 'u2', channels: ['wa'], chats: [chat] } }).map(({ user, visibility }) => [user, visibility]),
    changes: difference.users.map(({ id, widened, lost, chatsOpened, chatsClosed }) => ({ id, widened, lost, chatsOpened, chatsClosed })),
    same: JSON.stringify(bench.difference(changed, [chat])) === JSON.stringify(bench.difference(after, [chat])),
    refusals: bench.refusals('u1', after).map(({ code, permission }) => [code, permission]),
    allowed: bench.refusals('u0', after),
    sole: bench.soleHolders().find(({ permission }) => permission === 'users.manage'),
    unanswerable: bench.unanswerable([chat, { ...chat, channel: 'tg', assignee: null }]),
    unused: bench.unused([{ user: 'u0', permission: 'users.manage', at: 5 }], 5).roles.map(({ role, holders }) => [role, holders]),
    redundant: bench.redundant(),
    reason: explanation.reason,
    said: sentence(explanation, { locale: 'en', name: (kind, id) => id }),
    remedy: remedies(bench.remedies('u2', 'loyalty.view'), { locale: 'tr' }),
    meaning: meaning('reports.view', { locale: 'ru-RU' }),
    effective: bench.effective('u1').permissions.filter(({ decision }) => decision !== 'deny').map(({ permission, grants }) => [permission, grants[0].source.group]),
    matrix: [matrix.rows.length, matrix.permissions.length, matrix.cells.length, matrix.cells instanceof Uint8Array, matrix.cells[0]],
    roundTrip: (await open(bench.canonical(), { moment: MOMENT })).canonical() === bench.canonical(),
    faults,
  };
  bench.close();
  const codes = [
    () => bench.redundant(), () => after.holders('chats.vew'), () => after.holders('chats.view', { channel: 'wa' }),
    () => after.effective('nobody'), () => after.difference(after, [{ channel: 'wa', asignee: 'u1', known: true }]),
    () => after.matrix('chats'), () => after.unused([{}], 0), () => open(policy, { moment: 'now' }), () => open('{'),
    () => route({}), () => after.seers('No Kind', chat), () => after.refusals('u9', after), () => after.remedies('u1', 'x', undefined),
    () => after.unanswerable([{ ...chat, channel: 'a b' }]), () => after.difference({}, []),
  ];
  const errors = [];
  for (const action of codes) errors.push(await codeOf(async () => action()));
  return { ...answer, errors };
}

export const expected = {
  before: 'not_initialised',
  about: ['demo', 7, MOMENT],
  holders: [
    { user: 'u0', decision: 'allow', source: { kind: 'role', role: 'boss' } },
    { user: 'u1', decision: 'allow', source: { kind: 'role', role: 'agent', group: 'sales' } },
  ],
  seers: [['u0', 'masked'], ['u1', 'masked'], ['u2', 'masked']],
  changes: [
    { id: 'u1', widened: [], lost: [], chatsOpened: 1, chatsClosed: 0 },
    { id: 'u2', widened: [], lost: ['chats.view', 'chats.reply'], chatsOpened: 0, chatsClosed: 1 },
  ],
  same: true,
  refusals: [['grant_exceeds_editor', 'chats.view']],
  allowed: [],
  sole: { permission: 'users.manage', holders: ['u0'] },
  unanswerable: { channels: [], chats: [] },
  unused: [['boss', 1], ['agent', 2]],
  redundant: [],
  reason: { code: 'scope_too_narrow', scopes: ['assigned'] },
  said: 'Not allowed here: it is given for the user’s own chats only.',
  remedy: 'Bu izni “boss” rolü verir.',
  meaning: 'видеть отчёты',
  effective: [['chats.view', 'sales'], ['chats.reply', 'sales']],
  matrix: [3, 35, 105, true, 2],
  roundTrip: true,
  faults: ['unknown_role /users/0/roles/0', 'unknown_group /users/0/groups/0'],
  errors: [
    'workbench_closed', 'unknown_permission', 'invalid_chat', 'unknown_user', 'invalid_chat', 'invalid_matrix', 'invalid_uses',
    'invalid_moment', 'policy_invalid', 'route_malformed', 'invalid_fields', 'unknown_user', 'unknown_permission', 'invalid_chat',
    'policy_invalid',
  ],
};
