// The measured company: roles, groups, channels, sections, and users who hold them for a time or for good.
import { COMPANY_PERMISSIONS, HOST_PERMISSIONS, PERMISSIONS } from './catalogue.mjs';
import { Random } from './random.mjs';

export const CHANNELS = [
  'wa-sales', 'wa-service', 'wa-vip', 'ig-shop', 'fb-page', 'tg-support', 'sms-main', 'voip-desk',
];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const masked = { name: 'clear', phone: 'masked', email: 'masked', handle: 'masked', text: 'masked' };
const clear = { name: 'clear', phone: 'clear', email: 'clear', handle: 'clear', text: 'clear' };

function rights(permissions, scope, newClients = false, fields = masked) {
  return { permissions, scope, newClients, fields };
}

const WORK = ['chats.view', 'chats.reply', 'chats.close', 'contacts.view', 'calls.view', 'calls.answer'];

export const ROLES = {
  supervisor: rights(PERMISSIONS, 'all', true, clear),
  agent: rights(WORK, 'assigned'),
  quality_control: rights(['chats.view', 'contacts.view', 'calls.view'], 'all', true),
  team_lead: rights(
    [
      ...WORK, 'chats.create', 'chats.assign', 'chats.transfer', 'contacts.edit', 'contacts.phone', 'reports.view',
      'orders.view',
    ],
    'group', true, clear,
  ),
  marketer: rights(
    [
      'newsletters.view', 'newsletters.send', 'reports.view', 'reports.create', 'chats.view', 'contacts.view',
      'vouchers.issue',
    ],
    'all',
  ),
  cashier: rights(['payments.view', 'payments.manage', 'orders.view', 'orders.refund', 'loyalty.view'], 'none'),
  reception: rights(['chats.view', 'chats.reply', 'chats.transfer', 'delivery.track'], 'none', true),
  auditor: rights(['audit.view', 'reports.view', 'chats.view', 'chats.export', 'contacts.export'], 'group'),
};

const group = (id, roles, channels, own) => ({ id, roles, channels, rights: own });

const GROUPS = [
  group('sales', ['agent', 'reception'], ['wa-sales', 'ig-shop'], rights(['newsletters.view', 'orders.view'], 'none')),
  group('vip', ['agent'], ['wa-vip', 'voip-desk'], rights(['chats.view', 'loyalty.view', 'loyalty.edit'], 'group')),
  group('service', ['team_lead'], ['wa-service', 'sms-main']),
  group('support', ['agent', 'team_lead'], ['tg-support', 'fb-page', 'sms-main']),
  group('marketing', ['marketer'], ['ig-shop', 'fb-page']),
  group('finance', ['cashier', 'auditor'], ['wa-sales', 'wa-service']),
  group('night', ['agent', 'reception'], 'all'),
  group('partners', ['quality_control'], ['fb-page', 'tg-support'], rights(['reports.view', 'delivery.track'], 'none')),
];

/** Pages of the host application, each guarded by a permission about the company. */
const SECTIONS = [...COMPANY_PERMISSIONS.slice(0, 8), ...HOST_PERMISSIONS].map((permission) => {
  const id = permission.replace('.', '-');
  return { id, title: id, url: `/${id}`, permission };
});

/**
 * A company with so many users, seen at `moment` (milliseconds since 1970).
 *
 * What is held for a time has ended, ends later today or has not started; none of that changes within six hours, so a
 * run sees one state of it.
 */
export function companyOf(users, moment, seed = 7) {
  const random = new Random(seed);
  return {
    code: 'demo',
    moment,
    channels: CHANNELS,
    sections: SECTIONS,
    roles: ROLES,
    groups: GROUPS,
    users: Array.from({ length: users }, (_, place) => userOf(place, random, moment)),
  };
}

export const userId = (place) => `u-${String(place).padStart(3, '0')}`;

function userOf(place, random, moment) {
  const nothing = { roles: [], groups: [], emergency: [], denied: [], channels: undefined };
  const user = { id: userId(place), status: 'active', ...nothing };
  if (place === 0) return { ...user, roles: [hold('supervisor')], channels: 'all' };
  if (place === 1) return { ...user, status: 'deactivated', groups: [hold('sales')] };
  const groups = random.some(GROUPS, 1 + random.below(3));
  user.groups = groups.map(({ id }) => holdFor(id, random, moment));
  if (random.chance(0.35)) user.roles = [holdFor(random.pick(HELD_DIRECTLY), random, moment)];
  if (random.chance(0.3) || user.roles.length > 0) user.channels = random.some(CHANNELS, 2 + random.below(5));
  if (random.chance(0.4)) user.denied = random.some(HELD_OFTEN, 1 + random.below(3));
  const today = { startsAt: moment - HOUR_MS, endsAt: moment + 7 * HOUR_MS };
  if (random.chance(0.08)) user.emergency = [hold('quality_control', today)];
  return user;
}

const HELD_DIRECTLY = ['team_lead', 'auditor', 'agent', 'cashier'];

/** What many hold: a denial of it is felt. */
const HELD_OFTEN = [
  'chats.reply', 'chats.view', 'contacts.view', 'reports.view', 'chats.close', 'orders.view', 'delivery.track',
];

const hold = (id, period = {}) => ({ id, ...period });

function holdFor(id, random, moment) {
  const days = (1 + random.below(60)) * DAY_MS;
  const kind = random.next();
  if (kind < 0.15) return hold(id, { startsAt: moment - days - 30 * DAY_MS, endsAt: moment - days });
  if (kind < 0.25) return hold(id, { startsAt: moment + days });
  if (kind < 0.5) return hold(id, { startsAt: moment - days, endsAt: moment + 7 * HOUR_MS + days });
  return hold(id);
}
