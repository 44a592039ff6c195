import { flagsOf, isPlain } from './facts.js';
import { isOwn } from './handle.js';
import { SLOT_MAX } from './slots.js';

/** What a judgement is where the facts are not plain: the engine has to read them. */
export const ASK = -1;

// A cell says what is allowed on one channel with one permission: bit `flags` for each of the four combinations of
// `flagsOf`, then whether some group opens chats of its own there. Sets of channels mark these bits:
const ALL = 0b1111;
const ASSIGNED = 0b1010;
const NEW_CLIENTS = 0b1100;
const SOME_GROUP = 0b1_0000;
/** In the cell of slot 0: a contact without any channel is allowed to its responsible. */
const OWN_CONTACTS = 0b10_0000;

/** Words of a set of channels: as many as handles have slots, or more where more are named. */
const WORD_BITS = Math.log2((SLOT_MAX + 1) / 32);

/**
 * The tables that the engine compiled, laid out for looking up. INVARIANT: they answer as the engine does, which random
 * policies show; they do not change.
 */
export class Table {
  /**
   * @param {object} tables what `Engine.tables` gave
   * @param {{ names: Names, salt: Salt, me: string }} owner gives slots for good, and whose handles are read
   */
  constructor(tables, { names, salt, me }) {
    const { slots, byName } = names.catalogue(tables.permissions);
    const channels = tables.channels.map((id) => names.channels.give(id));
    const groups = tables.groups.map((id) => names.groups.give(id));
    [this.names, this.me] = [names, me];
    [this.chatSalt, this.permissionSalt] = [salt.chat, salt.permission];
    this.slots = byName;
    this.channels = names.channels.places;
    /** Permissions have lower slots, or do not exist any more. */
    this.end = slots.reduce((most, slot) => Math.max(most, slot), 0) + 1;
    this.mask = (1 << bitsFor(channels)) - 1;
    this.general = new Uint8Array(this.end);
    slots.forEach((slot, place) => {
      this.general[slot] = tables.general[place];
    });
    this.gateMask = (1 << bitsFor(groups)) - 1;
    this.wordBits = Math.max(WORD_BITS, bitsFor(channels) - 5);
    this.#layOut(tables, { slots, channels, groups });
    /** Rows that were laid out for columns. */
    this.columns = new Map();
  }

  /** Where the row of a permission begins, by a slot of its name. */
  row(slot) {
    return slot < this.end ? this.cells[slot] : this.cells[0];
  }

  /** The slot of a permission by its handle; 0 where that is not one of this access. */
  slotOf(permission) {
    // Asked first: what is no number may throw where it is used as one.
    if (typeof permission !== 'number') return 0;
    const slot = permission ^ this.permissionSalt;
    return isOwn(slot) ? slot : 0;
  }

  /** 1 where a chat is allowed, 0 where it is not, `ASK` where its facts are not plain. */
  judge(row, { channel, group, assignee, responsible, known }) {
    if (!isPlain(channel, group, assignee, responsible, known)) return ASK;
    const slot = this.channels.get(channel) ?? this.names.channels.of(channel);
    if (slot < 0) return ASK;
    const column = slot <= this.mask ? slot : 0;
    const cell = this.cells[row + column];
    if ((cell >>> flagsOf(this.me, assignee, responsible, known)) & 1) return 1;
    return cell & SOME_GROUP && group !== null ? this.#gate(row, this.names.groups.places.get(group) ?? 0, column) : 0;
  }

  /** The same for a contact; the core's `Tables` says when one is covered. */
  judgeContact(row, { responsible, channels, chats }) {
    const plain = responsible === null || typeof responsible === 'string';
    if (!plain || !Array.isArray(channels) || !Array.isArray(chats)) return ASK;
    const flags = responsible === this.me ? 1 : 0;
    const unnamed = this.cells[row];
    let allowed = (unnamed >>> flags) & 1;
    if (flags && channels.length === 0 && unnamed & OWN_CONTACTS) allowed = 1;
    // All are looked at: what is malformed is refused whatever the others allow.
    for (const channel of channels) {
      const slot = typeof channel === 'string' ? this.names.channels.of(channel) : ASK;
      if (slot < 0) return ASK;
      allowed |= (this.cells[row + (slot <= this.mask ? slot : 0)] >>> flags) & 1;
    }
    for (const chat of chats) {
      const judged = typeof chat === 'object' && chat !== null ? this.judge(row, chat) : ASK;
      if (judged === ASK) return ASK;
      allowed |= judged;
    }
    return allowed;
  }

  /** Whether a chat is allowed, both by handles. */
  allows(permission, chat) {
    if (typeof chat !== 'number') return false;
    const own = chat ^ this.chatSalt;
    if (!isOwn(own)) return false;
    const row = this.row(this.slotOf(permission));
    const named = (own >>> 2) & SLOT_MAX;
    const column = named <= this.mask ? named : 0;
    const cell = this.cells[row + column];
    if ((cell >>> (own & 3)) & 1) return true;
    return (cell & SOME_GROUP) !== 0 && this.#gate(row, own >>> 12, column) === 1;
  }

  #gate(row, group, column) {
    const gates = this.cells[row - 1];
    const set = group <= this.gateMask ? this.gates[gates + group] : 0;
    return (this.sets[set + (column >>> 5)] >>> (column & 31)) & 1;
  }

  /**
   * `cells` holds for each slot of a permission where its row begins, then the rows: one that allows nothing, then those
   * of the tables. Before each row stands where its gates begin: for each group where the set of channels begins on which
   * its chats are allowed, an empty one for most.
   */
  #layOut({ reach, reaches, sets }, { slots, channels, groups }) {
    const width = this.mask + 2;
    const start = (place) => this.end + width * place + 1;
    this.cells = new Int32Array(start(reaches.length + 1)).fill(start(0), 0, this.end);
    slots.forEach((slot, place) => {
      this.cells[slot] = start(reach[place] + 1);
    });
    const gated = reaches.filter((own) => own.groups.length > 0);
    this.gates = new Int32Array((gated.length + 1) * (this.gateMask + 1));
    this.sets = gated.length > 0 ? bits(sets, channels, this.wordBits) : new Int32Array(1 << this.wordBits);
    reaches.forEach((own, place) => {
      const row = start(place + 1);
      this.#mark(row, own, sets, channels);
      const gates = (gated.indexOf(own) + 1) * (this.gateMask + 1);
      this.cells[row - 1] = gates;
      for (const [group, set] of own.groups) this.gates[gates + groups[group - 1]] = (set + 1) << this.wordBits;
    });
  }

  #mark(row, reach, sets, channels) {
    const cells = this.cells.subarray(row, row + this.mask + 1);
    const mark = (set, marks) => {
      if (sets[set] === 'all') cells.forEach((cell, place) => (cells[place] = cell | marks));
      else for (const slot of sets[set]) cells[channels[slot - 1]] |= marks;
    };
    mark(reach.all, ALL);
    mark(reach.assigned, ASSIGNED);
    mark(reach.newClients, NEW_CLIENTS);
    if (sets[reach.all].length > 0 || sets[reach.assigned].length > 0) cells[0] |= OWN_CONTACTS;
    for (const [, set] of reach.groups) mark(set, SOME_GROUP);
  }
}

/** Sets of channels as bits, after an empty one. */
function bits(sets, channels, wordBits) {
  const words = new Int32Array((sets.length + 1) << wordBits);
  sets.forEach((set, place) => {
    const own = words.subarray((place + 1) << wordBits, (place + 2) << wordBits);
    if (set === 'all') own.fill(-1);
    else for (const slot of set) own[channels[slot - 1] >>> 5] |= 1 << (channels[slot - 1] & 31);
  });
  return words;
}

/** How many bits number slots up to the greatest. */
function bitsFor(slots) {
  return Math.max(3, 32 - Math.clz32(slots.reduce((most, slot) => Math.max(most, slot), 0)));
}
