// A large company, the same on every run, and its chats. It imports nothing: it is written into consumers' projects.
const PERMISSIONS = [
  'chats.view', 'chats.reply', 'chats.create', 'chats.assign', 'chats.transfer', 'chats.close', 'chats.export',
  'messages.clear', 'contacts.view', 'contacts.edit', 'contacts.phone', 'contacts.email', 'contacts.reveal',
  'contacts.export', 'contacts.erase', 'newsletters.view', 'newsletters.send', 'reports.view', 'reports.create',
  'payments.view', 'payments.manage', 'calls.view', 'calls.answer', 'settings.view', 'settings.edit', 'channels.manage',
  'users.view', 'users.manage', 'groups.manage', 'roles.manage', 'routing.manage', 'audit.view', 'reviews.manage',
];
const HOST = Array.from({ length: 20 }, (_, n) => `host.right_${n}`);
const KINDS = ['name', 'phone', 'email', 'handle', 'address', 'text', 'card', 'iban', 'national_id'];
export const MOMENT = 1_760_000_000_000;

/** Numbers below a bound that look random and are the same every time. */
function numbers(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/**
 * The policy of a company with this many users, a tenth as many groups (at most 1,000), 100 roles and 50 channels.
 * Hardly two users hold the same: each has a role or two of their own, one to three groups, perhaps channels, denials,
 * periods.
 */
export function policy(users, seed = 1) {
  const below = numbers(seed);
  const some = (list, count) => [...new Set(Array.from({ length: count }, () => list[below(list.length)]))];
  const ids = (prefix, count) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);
  const [roles, groups] = [ids('role-', 100), ids('group-', Math.max(3, Math.min(1000, users / 10)))];
  const channels = ids('channel-', 50);
  const period = () => (below(10) ? {} : { [below(2) ? 'endsAt' : 'startsAt']: MOMENT + (below(2) ? 1 : -1) * 86_400_000 });
  const held = (id) => {
    const dates = period();
    return Object.keys(dates).length ? { id, ...dates } : id;
  };
  const rights = () => ({
    permissions: some([...PERMISSIONS, ...HOST], 4 + below(24)),
    scope: ['none', 'assigned', 'assigned', 'group', 'group', 'all'][below(6)],
    newClients: below(4) === 0,
    fields: Object.fromEntries(KINDS.map((kind) => [kind, ['hidden', 'masked', 'masked', 'clear'][below(4)]])),
  });
  return {
    version: 1,
    revision: 1,
    company: { code: 'big', name: 'Big', utcOffsetMinutes: 180 },
    hostPermissions: HOST.map((name) => ({ name, title: name })),
    sections: [],
    channels: channels.map((id, n) => ({ id, kind: 'other', name: id, group: n % 2 ? groups[n % groups.length] : null })),
    roles: roles.map((id, n) => ({
      id, name: id, rights: rights(), ...(n % 25 ? {} : { emergencyMaxMinutes: 60 }),
    })),
    groups: groups.map((id) => ({
      id, name: id, roles: some(roles, 1 + below(3)).map(held), rights: below(3) ? null : rights(),
      channels: below(5) ? some(channels, 1 + below(8)) : 'all', algorithm: 'random',
    })),
    users: ids('user-', users).map((id) => ({
      id, name: `Name ${id}`, username: id, status: below(20) ? 'active' : 'deactivated',
      roles: some(roles, below(3)).map(held), groups: some(groups, 1 + below(3)).map(held),
      channels: below(3) ? null : below(2) ? 'all' : some(channels, 10),
      denied: below(4) ? [] : some(PERMISSIONS, 2),
    })),
  };
}

/** The facts of this many chats of such a company. */
export function chats(count, users, seed = 2) {
  const below = numbers(seed);
  const groups = Math.max(3, Math.min(1000, users / 10));
  return Array.from({ length: count }, () => ({
    channel: `channel-${below(50)}`,
    group: below(4) ? `group-${below(groups)}` : null,
    assignee: below(3) ? `user-${below(users)}` : null,
    responsible: below(2) ? `user-${below(users)}` : null,
    known: below(5) > 0,
  }));
}
