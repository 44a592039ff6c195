import { flagsOf, isPlain } from './facts.js';
import { SLOT_MAX } from './slots.js';

/**
 * Handles: what a check needs to know of a permission or of a chat, in one small integer of 30 bits.
 *
 * | bits    | of a chat                                            | of a permission |
 * |---------|------------------------------------------------------|-----------------|
 * | 22 – 29 | the salt of its access                               | its complement  |
 * | 12 – 21 | slot of the group, 0 for none                        | slot of the     |
 * | 2 – 11  | slot of the channel                                  | permission      |
 * | 1       | whether it is an unassigned chat of a new client     |                 |
 * | 0       | whether the user is its assignee, or its responsible |                 |
 */
const SALT_SHIFT = 22;
const SALTS = 254;

let salts = 0;

/** What tells the handles of one access from those of the 253 that were made before and after it. */
export class Salt {
  constructor() {
    salts = (salts % SALTS) + 1;
    this.chat = salts << SALT_SHIFT;
    this.permission = (salts ^ 0xff) << SALT_SHIFT;
  }
}

/** Whether nothing is left of the salt of a handle: it was the right one. */
export function isOwn(unsalted) {
  return unsalted >>> SALT_SHIFT === 0;
}

/** A handle of a chat, or `undefined` where its facts are not plain. */
export function chatHandle(table, { channel, group, assignee, responsible, known }) {
  if (!isPlain(channel, group, assignee, responsible, known)) return undefined;
  const on = table.names.channels.of(channel);
  const of = group === null ? 0 : table.names.groups.of(group);
  if (on < 0 || of < 0) return undefined;
  const flags = flagsOf(table.me, assignee, responsible, known);
  return table.chatSalt | (fitting(of) << 12) | (fitting(on) << 2) | flags;
}

/** An id that handles have no room for counts as one that no table names: that never allows more. */
function fitting(slot) {
  return slot <= SLOT_MAX ? slot : 0;
}
