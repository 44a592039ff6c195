// What a server would have to work out for an engine that knows no denials that win, no periods and no union of grants:
// the state of one moment, folded as far as it goes. Done for the peers beforehand, untimed, in their favour; ours gets
// the grants as they are.
import { PERMISSIONS, isAboutChats } from './catalogue.mjs';
import { isValid } from './reference.mjs';

/**
 * For every permission that the viewer holds at the moment, the chats it reaches, as alternatives: `who` is `anyone`,
 * `mine` (assignee or responsible), `new` (unassigned chats of new clients) or `groups`; `channels` is `all` or a list.
 * Permissions of equal reach share an entry.
 *
 * @typedef {{ who: string, channels: 'all' | string[], groups?: string[] }} Way
 * @returns {{ permissions: string[], company: boolean, ways: Way[] }[]}
 */
export function fold(document, moment) {
  const entries = new Map();
  const valid = validGrants(document, moment);
  for (const permission of PERMISSIONS) {
    const grants = valid.filter((grant) => grant.permissions.includes(permission));
    if (grants.length === 0 || document.denied.includes(permission)) continue;
    const company = !isAboutChats(permission);
    const ways = company ? [] : waysOf(grants);
    if (!company && ways.length === 0) continue;
    const key = JSON.stringify([company, ways]);
    const entry = entries.get(key) ?? { permissions: [], company, ways };
    entry.permissions.push(permission);
    entries.set(key, entry);
  }
  return [...entries.values()];
}

/** The same with an entry for every grant, as one would write it by hand; denials and periods resolved all the same. */
export function unfolded(document, moment) {
  return validGrants(document, moment).flatMap((grant) => {
    const held = grant.permissions.filter((permission) => !document.denied.includes(permission));
    const [records, company] = [held.filter(isAboutChats), held.filter((permission) => !isAboutChats(permission))];
    const ways = waysOf([grant]);
    return [
      ...(company.length > 0 ? [{ permissions: company, company: true, ways: [] }] : []),
      ...(records.length > 0 && ways.length > 0 ? [{ permissions: records, company: false, ways }] : []),
    ];
  });
}

function validGrants({ status, grants }, moment) {
  return status === 'active' ? grants.filter((grant) => isValid(grant, moment)) : [];
}

function waysOf(grants) {
  const union = (chosen) => unite(grants.filter(chosen).map((grant) => grant.channels));
  const anyone = union(({ scope }) => scope === 'all');
  if (anyone === 'all') return [{ who: 'anyone', channels: 'all' }];
  const mine = minus(union(({ scope }) => scope === 'assigned' || scope === 'group'), anyone);
  const fresh = minus(union(({ newClients }) => newClients), anyone);
  const way = (who, channels) => (channels.length === 0 ? [] : [{ who, channels }]);
  return [...way('anyone', anyone), ...way('mine', mine), ...byGroups(grants, anyone), ...way('new', fresh)];
}

/** Groups whose chats are reached on the same channels share a way. */
function byGroups(grants, anyone) {
  const channelsOf = new Map();
  for (const { scope, groups, channels } of grants) {
    if (scope !== 'group') continue;
    for (const group of groups) channelsOf.set(group, unite([channelsOf.get(group) ?? [], channels]));
  }
  const ways = new Map();
  for (const [group, every] of channelsOf) {
    const channels = minus(every, anyone);
    if (channels.length === 0) continue;
    const key = JSON.stringify(channels);
    const way = ways.get(key) ?? { who: 'groups', channels, groups: [] };
    way.groups.push(group);
    ways.set(key, way);
  }
  return [...ways.values()];
}

function unite(lists) {
  return lists.includes('all') ? 'all' : [...new Set(lists.flat())].sort();
}

function minus(channels, taken) {
  return channels === 'all' ? 'all' : channels.filter((channel) => !taken.includes(channel));
}
