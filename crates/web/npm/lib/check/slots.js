/** Greatest slot that a handle has room for. */
export const SLOT_MAX = 1023;

/** The form of an id, as the core reads it. */
const ID = /^[\w.-]{1,64}$/;

/**
 * Small numbers for ids. An id keeps its slot for good, so that a handle made of it stays right whatever changes; slot 0
 * is no id, or one that nothing is known of.
 */
export class Slots {
  /** Slots by id. Read it directly where it matters; `of` for ids that may not be in it. */
  places = new Map();

  /** The slot of an id that a table names. */
  give(id) {
    const own = this.places.get(id);
    if (own !== undefined) return own;
    this.places.set(internalised(id), this.places.size + 1);
    return this.places.size;
  }

  /** The slot of any id, 0 where there is no room for one that no table names, -1 where it is none. */
  of(id) {
    const own = this.places.get(id);
    if (own !== undefined) return own;
    if (!ID.test(id)) return -1;
    return this.places.size < SLOT_MAX ? this.give(id) : 0;
  }

  /** Whether there are more than handles have room for. */
  get isFull() {
    return this.places.size > SLOT_MAX;
  }
}

/** The same text as the engine of JavaScript keeps it for names of properties: two such are compared by address. */
export function internalised(text) {
  return Object.keys({ [text]: 0 })[0];
}
