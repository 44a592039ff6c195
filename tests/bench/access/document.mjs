// The access document of a user, as the edge sends it to the browser.
import { HOST_PERMISSIONS } from './catalogue.mjs';

const DAY_MS = 86_400_000;

/** The grants of one user of a company, with what surrounds them. */
export function documentOf(company, user) {
  const grants = user.status === 'active' ? grantsOf(company, user) : [];
  return envelope(company, user, grants);
}

/** A document around grants made elsewhere. */
export function envelope(company, user, grants) {
  const { code, moment, sections } = company;
  const held = new Set(grants.flatMap((grant) => grant.permissions));
  return {
    version: 2,
    company: code,
    user: user.id,
    status: user.status,
    policyRevision: 1,
    issuedAt: moment - 60_000,
    expiresAt: moment + DAY_MS,
    hostPermissions: HOST_PERMISSIONS,
    denied: user.denied,
    grants,
    sections: sections.filter(({ permission }) => held.has(permission)),
  };
}

function grantsOf(company, user) {
  const groups = user.groups.map(({ id }) => id).sort();
  const directly = (kind, channels) => (held) => grantOf({
    source: { kind, role: held.id }, rights: company.roles[held.id], channels, groups, period: held,
  });
  return [
    ...user.roles.map(directly('role', user.channels ?? [])),
    ...user.emergency.map(directly('emergency', user.channels ?? 'all')),
    ...user.groups.flatMap((held) => throughGroup(company, user, held)),
  ];
}

function throughGroup(company, user, held) {
  const group = company.groups.find(({ id }) => id === held.id);
  const common = { channels: ceiling(group.channels, user.channels), groups: [group.id], period: held };
  const roles = group.roles.map((role) => grantOf({
    source: { kind: 'role', role, group: group.id }, rights: company.roles[role], ...common,
  }));
  if (group.rights === undefined) return roles;
  return [...roles, grantOf({ source: { kind: 'group', group: group.id }, rights: group.rights, ...common })];
}

/** One grant. `period` may leave either end open. */
export function grantOf({ source, rights, channels, groups, period }) {
  const { permissions, scope, newClients, fields } = rights;
  const ends = {};
  if (period.startsAt !== undefined) ends.startsAt = period.startsAt;
  if (period.endsAt !== undefined) ends.endsAt = period.endsAt;
  return { source, permissions, channels, scope, groups, newClients, fields, ...ends };
}

/** A user's own list of channels is a ceiling over those of a group. */
function ceiling(channels, own) {
  if (own === undefined || own === 'all') return channels;
  return channels === 'all' ? own : channels.filter((channel) => own.includes(channel));
}
