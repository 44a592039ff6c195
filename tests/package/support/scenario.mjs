// One program that uses the package as a user would. It is written into each consumer's project as it is, so it
// imports nothing else, and what it returns survives JSON.
import { UsherError, find, init, load, maskField, maskJson, maskJsonStream, maskText } from 'usher-access';

const grant = {
  source: { kind: 'role', role: 'agent', group: 'sales' },
  permissions: ['chats.view', 'chats.reply', 'newsletters.view', 'loyalty.view'],
  channels: ['wa-1'],
  scope: 'assigned',
  groups: ['sales'],
  newClients: false,
  fields: { phone: 'masked', email: 'hidden', name: 'clear', text: 'masked' },
};
const document = {
  version: 2,
  company: 'demo',
  user: 'u1',
  status: 'active',
  policyRevision: 1,
  issuedAt: 0,
  expiresAt: 8_640_000_000_000_000,
  hostPermissions: ['loyalty.view'],
  denied: ['contacts.export'],
  grants: [grant],
  sections: [{ id: 'newsletters', title: 'Newsletters', url: '/newsletters', permission: 'newsletters.view' }],
};
const mine = { channel: 'wa-1', group: 'sales', assignee: 'u1', responsible: null, known: true };
const theirs = { id: 'c2', contact: { id: 'k2', name: 'Elif' }, facts: { ...mine, assignee: 'u2' } };

const PLAIN = {
  z: [1, -5, 0.1 + 0.2, 2.2250738585072014e-308, 5e-324, 1.7976931348623157e308, 9007199254740991],
  a: { total: 12.34, open: true, none: null, nested: [{ y: 1.1, b: 2 }] },
};

function codeOf(action) {
  try {
    action();
    return 'nothing thrown';
  } catch (fault) {
    return fault instanceof UsherError ? fault.code : `not an UsherError: ${fault}`;
  }
}

const written = (value) => new TextEncoder().encode(JSON.stringify(value));
const read = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

async function streamed(pieces) {
  const { readable, writable } = maskJsonStream();
  const writer = writable.getWriter();
  const sent = Promise.all([...pieces.map((piece) => writer.write(new TextEncoder().encode(piece))), writer.close()]);
  // It fails as the reader does, which is what is awaited. (A `Response` of the stream would tell its own error in browsers.)
  sent.catch(() => {});
  const decoder = new TextDecoder();
  let text = '';
  const reader = readable.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) text += decoder.decode(next.value, { stream: true });
  return text;
}

export async function run() {
  const before = codeOf(() => maskText('+90 532 123 45 67'));
  const [first, second] = [init(), init()];
  await first;
  const access = await load(JSON.stringify(document));
  const decisions = {
    general: [access.can('chats.view'), access.decide('chats.view')],
    mine: access.can('chats.reply', mine),
    theirs: access.can('chats.reply', theirs),
    named: access.can('chats.reply', { chat: theirs }),
    contact: access.can('chats.view', { contact: { channels: ['wa-1'], chats: [mine] } }),
    host: access.can('loyalty.view'),
    denied: access.can('contacts.export', mine),
    why: access.explain('chats.reply', theirs).reason,
    kept: access.filter('chats.view', [theirs, mine]).map((chat) => chat.assignee ?? chat.facts.assignee),
    sections: access.sections().map((section) => section.url),
    handles: [mine, theirs].map((chat) => access.allows(access.permission('chats.reply'), access.chat(chat))),
    columns: [...access.select(access.permission('chats.view'), access.pack([theirs, mine, mine]))],
    names: ['loyalty.view', 'loyalty.veiw'].map((name) => access.knows(name)),
    // Whatever else an object has: where all five facts are plain, they are what is read.
    hosts: access.can('chats.reply', { ...mine, id: 7, contact: { name: 'Elif' } }),
  };
  const record = { name: 'Ay\u015fe', phone: '+905321234567', email: 'ayse@example.com', note: 'call 532 123 45 67' };
  const masks = {
    record: access.mask({ ...record, loyalty: 'AB12', half: '\ud83d' }, { chat: mine, fields: { loyalty: 'loyalty' } }),
    // What is no personal data comes back as it was: the order of keys, and every digit of a number.
    same: JSON.stringify(access.mask(PLAIN, { chat: mine })) === JSON.stringify(PLAIN),
    nobody: access.mask({ phone: record.phone }),
    visibility: access.visibility(mine).phone,
    field: maskField('email', record.email),
    text: maskText('ara +90 532 123 45 67'),
    strict: maskText('ara +90 532 123 45 67', { policy: 'strict', region: 'tr' }),
    found: [...find('😀 ara +90 532 123 45 67 \ud83d'), ...find('merhaba', { region: 'TR' })],
    page: read(maskJson(written({ phone: record.phone, note: '0532 123 45 67' }))),
    shown: read(maskJson(written(record), { visibility: { email: 'clear', text: 'masked' } })),
    own: read(access.maskJson(written({ ...record, loyalty: 'AB12' }), { chat: mine, fields: { loyalty: 'loyalty' } })),
    stream: await streamed(['[{"phone":"+90532', '1234567"}', ',{}]']),
    torn: await streamed(['[{"phone":"+90532']).catch((fault) => fault.code),
  };
  const heard = [];
  const silence = access.subscribe((changed) => heard.push([changed.revision, changed.can('reports.view')]));
  access.update({ ...document, grants: [{ ...grant, permissions: ['reports.view'] }] });
  silence();
  access.update(document);
  const circle = {};
  circle.circle = circle;
  let deep = {};
  for (let level = 0; level < 50_000; level += 1) deep = { deep };
  const errors = [
    codeOf(() => access.can('chats.veiw')),
    codeOf(() => access.can(undefined)),
    codeOf(() => access.can('chats.view', { channel: 'wa-1' })),
    codeOf(() => access.can('chats.view', { channel: 'wa-1', known: true, asignee: 'u1' })),
    codeOf(() => access.can('chats.view', { ...mine, channel: 'wa 1' })),
    codeOf(() => access.chat({ channel: 'wa-1', known: true, asignee: 'u1' })),
    codeOf(() => access.permission('chats.veiw')),
    codeOf(() => access.select(access.permission('chats.view'), [])),
    codeOf(() => access.pack([mine], new Uint32Array(0))),
    codeOf(() => access.can('chats.view', 'c1')),
    codeOf(() => access.can('chats.view', { contact: {} })),
    codeOf(() => access.filter('chats.view', [mine, null])),
    codeOf(() => access.filter('chats.view', mine)),
    codeOf(() => access.mask(circle)),
    codeOf(() => access.mask(deep)),
    codeOf(() => access.mask({}, { fields: { a: 'No Kind' } })),
    codeOf(() => access.update({ ...document, user: 'u2' })),
    codeOf(() => access.update({ ...document, policyRevision: 0 })),
    codeOf(() => access.update({ ...document, issuedAt: 0, expiresAt: 1 })),
    codeOf(() => access.update({ ...document, version: 3 })),
    codeOf(() => access.update({ ...document, extra: true })),
    codeOf(() => access.update('{')),
    codeOf(() => maskField('No Kind', 'x')),
    codeOf(() => maskText(5)),
    codeOf(() => maskText('x', { policy: 'loose' })),
    codeOf(() => find(5)),
    codeOf(() => find('x', { region: 'TUR' })),
    codeOf(() => maskJson('{}')),
    codeOf(() => maskJson(written('x').subarray(1))),
    codeOf(() => maskJson(written({}), { visibility: { phone: 'a bit' } })),
    codeOf(() => maskJson(written({}), { fields: 5 })),
    codeOf(() => maskJsonStream({ policy: 5 })),
    codeOf(() => access.maskJson([], { chat: mine })),
  ];
  const refused = await load({}).then(() => 'loaded', (fault) => fault.code);
  const unchanged = [access.user, access.company, access.revision, access.can('chats.reply', mine)];
  return { before, once: first === second, decisions, masks, heard, errors, refused, unchanged };
}
