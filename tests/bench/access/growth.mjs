// What happens as a company grows: one viewer's access in companies of more and more users, in more and more groups,
// with more and more grants.
import { PERMISSIONS, isAboutChats } from './catalogue.mjs';
import { CHANNELS, ROLES, companyOf } from './company.mjs';
import { documentOf, envelope, grantOf } from './document.mjs';
import { Random } from './random.mjs';
import { allows } from './reference.mjs';

export const SIZES = [10, 100, 1_000, 10_000];

/** How each grows. A policy holds at most 10,000 users and 1,000 groups; beyond, only the engine is tried. */
export const AXES = {
  users: 'users of the company; the viewer is one of them',
  groups: 'groups of the viewer, each opening its chats on two channels',
  grants: 'grants of the viewer: some permissions, channels and a scope each; a quarter have ended, a quarter will end',
};

const DAY_MS = 86_400_000;
const VIEWER = 5;
const CHECKS = 1_000;

/** One viewer of a company of this size, and what is asked. */
export function grown(axis, size, moment) {
  const company = companyOf(axis === 'users' ? size : 10, moment);
  const user = company.users[VIEWER];
  const random = new Random(17);
  const document = {
    users: () => documentOf(company, user),
    groups: () => inGroups(company, user, size),
    grants: () => withGrants(company, user, size, random),
  }[axis]();
  const groups = [...new Set(document.grants.flatMap((grant) => grant.groups))];
  const checks = Array.from({ length: CHECKS }, () => check(random, document, groups, moment));
  return { moment, company, document, checks };
}

const groupId = (place) => `g-${String(place).padStart(5, '0')}`;

function inGroups(company, user, size) {
  const grants = Array.from({ length: size }, (_, place) => grantOf({
    source: { kind: 'role', role: 'team_lead', group: groupId(place) },
    rights: ROLES.team_lead,
    channels: [CHANNELS[place % CHANNELS.length], CHANNELS[(place * 3 + 1) % CHANNELS.length]],
    groups: [groupId(place)],
    period: {},
  }));
  return envelope(company, { ...user, denied: ['chats.close'] }, grants);
}

function withGrants(company, user, size, random) {
  const scopes = ['none', 'assigned', 'assigned', 'group', 'group', 'all'];
  const grants = Array.from({ length: size }, (_, place) => grantOf({
    source: { kind: 'role', role: `role-${place}` },
    rights: {
      permissions: random.some(PERMISSIONS, 3 + random.below(4)),
      scope: random.pick(scopes),
      newClients: random.chance(0.2),
      fields: ROLES.agent.fields,
    },
    channels: random.some(CHANNELS, 1 + random.below(3)),
    groups: [random.pick(company.groups).id],
    period: periodOf(random, company.moment),
  }));
  return envelope(company, { ...user, denied: ['chats.close'] }, grants);
}

function periodOf(random, moment) {
  const kind = random.next();
  if (kind < 0.25) return { endsAt: moment - DAY_MS };
  if (kind < 0.5) return { startsAt: moment - DAY_MS, endsAt: moment + (1 + random.below(90)) * DAY_MS };
  return {};
}

const OFTEN = ['chats.view', 'chats.reply', 'chats.transfer', 'contacts.view'];

function check(random, document, groups, moment) {
  const permission = random.pick(random.chance(0.6) ? OFTEN : PERMISSIONS);
  const chat = isAboutChats(permission) ? chatOf(random, document.user, groups) : null;
  return { permission, chat, expected: allows(document, permission, chat, moment) };
}

function chatOf(random, me, groups) {
  const someone = () => (random.chance(0.2) ? me : `u-${String(random.below(1000)).padStart(3, '0')}`);
  return {
    channel: random.pick(CHANNELS),
    group: random.chance(0.8) ? random.pick(groups) : null,
    assignee: random.chance(0.7) ? someone() : null,
    responsible: random.chance(0.3) ? someone() : null,
    known: random.chance(0.7),
  };
}
