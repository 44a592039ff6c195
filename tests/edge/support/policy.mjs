// The company of the tests: every kind of person that a decision can turn on.

const CATALOGUE = [
  ...['view', 'reply', 'create', 'assign', 'transfer', 'close', 'export'].map((action) => `chats.${action}`),
  'messages.clear',
  ...['view', 'edit', 'phone', 'email', 'reveal', 'export', 'erase'].map((action) => `contacts.${action}`),
  ...['newsletters.view', 'newsletters.send', 'reports.view', 'reports.create', 'payments.view', 'payments.manage'],
  ...['calls.view', 'calls.answer', 'settings.view', 'settings.edit', 'channels.manage', 'users.view', 'users.manage'],
  ...['groups.manage', 'roles.manage', 'routing.manage', 'audit.view', 'reviews.manage', 'access.emergency'],
];

const FIELDS = ['phone', 'email', 'name', 'handle', 'address', 'text', 'card', 'iban', 'national_id'];

/** The same visibility for every field kind. */
export function allFields(visibility) {
  return Object.fromEntries(FIELDS.map((field) => [field, visibility]));
}

/** Names in clear, everything else masked. */
export const MASKED = { ...allFields('masked'), name: 'clear' };

const AGENT = ['chats.view', 'chats.reply', 'chats.close', 'contacts.view', 'calls.view', 'calls.answer'];

const ROLES = [
  role('supervisor', 'Supervisor', [...CATALOGUE, 'loyalty.view'], 'all', allFields('clear'), true),
  role('agent', 'Agent', AGENT, 'assigned', MASKED, false),
  role('quality_control', 'Quality control', ['chats.view', 'contacts.view', 'calls.view'], 'all', MASKED, true),
  role('reader', 'Reader', ['chats.view', 'contacts.view'], 'all', MASKED, false),
  role('clerk', 'Clerk', ['users.view', 'users.manage', 'roles.manage', 'groups.manage'], 'none', {}, false),
];

const CHANNELS = [
  { id: 'wa-sales', kind: 'whatsapp', name: 'Sales line', group: 'sales' },
  { id: 'wa-second', kind: 'whatsapp', name: 'Second line', group: 'second' },
  { id: 'tg-support', kind: 'telegram', name: 'Support bot', group: 'support' },
];

const GROUPS = [
  group('sales', 'Sales', ['agent'], ['wa-sales'], 'fewer_assigned'),
  group('second', 'Second shift', ['agent'], ['wa-second'], 'random'),
  group('support', 'Support', ['agent'], ['tg-support'], 'online_today'),
  // Together: every Telegram chat to read, and the own ones on WhatsApp.
  group('watchers', 'Watchers', ['reader'], ['tg-support'], 'random'),
];

/** Everybody, by what they stand for. */
export const PEOPLE = {
  selin: { name: 'Selin Acar', roles: ['supervisor'], channels: 'all' },
  arda: { name: 'Arda Bulut', groups: ['sales'] },
  elif: { name: 'Elif Demir', groups: ['sales', 'second'] },
  timur: { name: 'Timur Orlov', groups: ['support'] },
  vera: { name: 'Vera Kaya', roles: ['quality_control'], channels: 'all' },
  mika: { name: 'Mika Lind', groups: ['watchers', 'sales'] },
  klara: { name: 'Klara Weiss', roles: ['clerk'], channels: 'all' },
  nora: { name: 'Nora Nowhere' },
  dina: { name: 'Dina Gone', groups: ['sales'], status: 'deactivated' },
};

/** The policy, with the named people in it. */
export function policyOf(code, people) {
  return {
    version: 1,
    company: { code, name: `Company ${code}`, utcOffsetMinutes: 180 },
    hostPermissions: [{ name: 'loyalty.view', title: 'See the loyalty page' }],
    sections: [
      { id: 'newsletters', title: 'Newsletters', url: '/newsletters', permission: 'newsletters.view' },
      { id: 'loyalty', title: 'Loyalty', url: '/loyalty', permission: 'loyalty.view' },
    ],
    channels: structuredClone(CHANNELS),
    roles: structuredClone(ROLES),
    groups: structuredClone(GROUPS),
    users: people.map((id) => user(id, PEOPLE[id])),
  };
}

function role(id, name, permissions, scope, fields, newClients) {
  return { id, name, rights: { permissions, scope, newClients, fields } };
}

function group(id, name, roles, channels, algorithm) {
  return { id, name, roles, rights: null, channels, algorithm };
}

function user(id, { name, status = 'active', roles = [], groups = [], channels = null }) {
  return { id, name, username: id, status, roles, groups, channels, denied: [] };
}
