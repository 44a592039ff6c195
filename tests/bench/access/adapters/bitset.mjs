// The limit: bit masks written by hand for exactly this workload. No periods, no reasons, no errors for a misspelt
// name, no contacts; at most eight channels and eight groups.
import { fold } from '../fold.mjs';

export const title = 'limit: a bitset by hand';
export const note = 'denials and periods resolved and grants folded beforehand; fits this workload alone';
export const isLimit = true;

const MINE = 8;
const NEW = 16;
const GROUPS_MAX = 8;

/** For each permission one word: channels for anyone, for mine, for new; and a byte of channels for each group. */
export function prepare(document, moment, company) {
  const isIn = (channels, channel) => channels === 'all' || channels.includes(channel);
  const bits = (channels) => company.channels
    .reduce((mask, channel, place) => mask | (isIn(channels, channel) << place), 0);
  const groups = company.groups.map(({ id }) => id);
  const rows = fold(document, moment).flatMap(({ permissions, company: aboutCompany, ways }) => {
    let word = aboutCompany ? 0xff : 0;
    const ofGroups = Array(GROUPS_MAX).fill(0);
    for (const { who, channels, groups: own } of ways) {
      const mask = bits(channels);
      if (who === 'anyone') word |= mask;
      if (who === 'mine') word |= mask << MINE;
      if (who === 'new') word |= mask << NEW;
      for (const group of own ?? []) ofGroups[groups.indexOf(group)] |= mask;
    }
    return permissions.map((permission) => [permission, word, ofGroups]);
  });
  return JSON.stringify({ me: document.user, channels: company.channels, groups, rows });
}

export function open(text) {
  const { me, channels, groups, rows } = JSON.parse(text);
  const slots = (list) => new Map(list.map((id, place) => [id, place]));
  // Slot 0 is what is not held, as the last group is "no group": both give nothing.
  const words = new Int32Array(rows.length + 1);
  const ofGroups = new Uint8Array((rows.length + 1) * (GROUPS_MAX + 1));
  rows.forEach(([, word, own], place) => {
    words[place + 1] = word;
    ofGroups.set(own, (place + 1) * (GROUPS_MAX + 1));
  });
  const permissions = new Map(rows.map(([name], place) => [name, place + 1]));
  return { me, channels: slots(channels), groups: slots(groups), permissions, words, ofGroups };
}

export function can(viewer, permission, chat) {
  const place = viewer.permissions.get(permission) ?? 0;
  return chat === null ? place !== 0 : reaches(viewer, place, chat);
}

function reaches(viewer, place, chat) {
  let word = viewer.words[place];
  const { me } = viewer;
  const { assignee } = chat;
  if (assignee === me || chat.responsible === me) word |= word >>> MINE;
  if (assignee === null && !chat.known) word |= word >>> NEW;
  const { group } = chat;
  if (group !== null) word |= viewer.ofGroups[place * (GROUPS_MAX + 1) + viewer.groups.get(group)];
  return ((word >>> viewer.channels.get(chat.channel)) & 1) === 1;
}

export function filter(viewer, permission, chats) {
  const place = viewer.permissions.get(permission) ?? 0;
  const kept = [];
  for (let i = 0; i < chats.length; i += 1) if (reaches(viewer, place, chats[i])) kept.push(chats[i]);
  return kept;
}

// A chat as a number: channel in bits 0-2, mine in 3, new in 4, the group in 5-8.
export const handles = {
  permission: (viewer, permission) => viewer.permissions.get(permission) ?? 0,
  chat: (viewer, chat) => (chat === null ? 0 : packed(viewer, chat)),
  can: (viewer, place, handle) => ((wordFor(viewer, place, handle) >>> (handle & 7)) & 1) === 1,
};

function packed(viewer, { channel, group, assignee, responsible, known }) {
  const mine = assignee === viewer.me || responsible === viewer.me ? 8 : 0;
  const fresh = assignee === null && !known ? 16 : 0;
  const slot = group === null ? GROUPS_MAX : viewer.groups.get(group);
  return viewer.channels.get(channel) | mine | fresh | (slot << 5);
}

function wordFor(viewer, place, handle) {
  const word = viewer.words[place];
  const mine = -((handle >>> 3) & 1) & (word >>> MINE);
  const fresh = -((handle >>> 4) & 1) & (word >>> NEW);
  return word | mine | fresh | viewer.ofGroups[place * (GROUPS_MAX + 1) + (handle >>> 5)];
}

/** A column is one number a chat; what it means is worked out once for each of the few numbers there are. */
export const columns = {
  pack: (viewer, chats) => Uint16Array.from(chats, (chat) => packed(viewer, chat)),
  filter(viewer, place, column, kept) {
    const table = new Uint8Array(1 << 9);
    for (let handle = 0; handle < table.length; handle += 1) table[handle] = handles.can(viewer, place, handle) ? 1 : 0;
    let count = 0;
    for (let i = 0; i < column.length; i += 1) {
      kept[count] = i;
      count += table[column[i]];
    }
    return count;
  },
};
