import { Slots } from './slots.js';

/**
 * The names that a company has, and their slots. They outlive the tables, so that a handle made with one is read with the
 * next; and accesses of one company that are loaded one after the other share them.
 */
export class Names {
  static #latest;

  permissions = new Slots();
  channels = new Slots();
  groups = new Slots();
  #catalogue = { names: [], slots: [], byName: new Map() };

  constructor(company) {
    this.company = company;
  }

  /** Those of a company. New ones where handles have no more room: the handles of before are then foreign, and denied. */
  static of(company) {
    const latest = Names.#latest;
    const usable = latest?.company === company && !latest.isFull;
    return usable ? latest : (Names.#latest = new Names(company));
  }

  get isFull() {
    return this.channels.isFull || this.groups.isFull || this.permissions.isFull;
  }

  /** The slots of all permissions that there are now, in their order and by name. */
  catalogue(names) {
    const own = this.#catalogue;
    if (own.names.length === names.length && own.names.every((name, place) => name === names[place])) return own;
    const slots = names.map((name) => this.permissions.give(name));
    const byName = new Map(names.map((name, place) => [name, slots[place]]));
    this.#catalogue = { names, slots, byName };
    return this.#catalogue;
  }
}
