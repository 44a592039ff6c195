import { Salt } from './check/handle.js';
import { Names } from './check/names.js';
import { internalised } from './check/slots.js';
import { Table } from './check/table.js';
import { cross } from './engine.js';

/** The longest that a timer can wait: 24 days, in milliseconds. */
const WAIT_MAX_MS = 2 ** 31 - 1;

/**
 * What holds at present: the engine of an access, and its tables, made anew whenever an instant is passed at which
 * answers change.
 */
export class Present {
  /** The tables, while it is certain that they hold; `undefined`: `renew` has to look at the clock first. */
  table;
  #engine;
  #tables;
  #owner;
  #clock;
  #changed;
  #since = 0;
  #until = -Infinity;
  #watching = false;
  #timer;

  /**
   * @param {Engine} engine
   * @param {() => number} clock gives the moment in milliseconds since 1970
   * @param {() => void} changed is called after an instant was passed at which answers change
   */
  constructor(engine, clock, changed) {
    [this.#engine, this.#clock, this.#changed] = [engine, clock, changed];
  }

  /** The tables of this moment. They hold until the run of synchronous code ends: time is not looked at again before. */
  renew() {
    const now = this.#clock();
    const passed = this.#tables !== undefined && !(now >= this.#since && now < this.#until);
    if (this.#tables === undefined || passed) this.#tabulate(now);
    this.table = this.#tables;
    queueMicrotask(this.#forget);
    if (passed) {
      this.#arm();
      this.#changed();
    }
    return this.table;
  }

  /** The engine, at this moment. */
  get engine() {
    if (this.table === undefined) this.renew();
    return this.#engine;
  }

  /** Goes on with the engine of a newer document. */
  replace(engine) {
    const before = this.#engine;
    this.#engine = engine;
    this.#tables = undefined;
    this.table = undefined;
    cross(() => before.free());
    if (this.#watching) this.watch();
  }

  /** From now on changes are noticed at their instant, also if nothing is asked then. */
  watch() {
    this.#watching = true;
    this.renew();
    this.#arm();
  }

  unwatch() {
    this.#watching = false;
    clearTimeout(this.#timer);
  }

  #arm() {
    clearTimeout(this.#timer);
    if (!this.#watching || this.#until === Infinity) return;
    const wait = Math.min(Math.max(this.#until - this.#clock(), 1), WAIT_MAX_MS);
    // A timer may come early, or was as long as timers can be: then it is set again.
    this.#timer = setTimeout(() => this.watch(), wait);
    // Node must be able to end; in browsers a timer is a number.
    this.#timer.unref?.();
  }

  #forget = () => {
    this.table = undefined;
  };

  #tabulate(now) {
    const tables = JSON.parse(cross(() => this.#engine.tables(now)));
    this.#owner ??= this.#own();
    this.#tables = new Table(tables, this.#owner);
    if (this.#owner.names.isFull) {
      // No more room in handles: those of before are foreign from now on, and denied.
      this.#owner = this.#own();
      this.#tables = new Table(tables, this.#owner);
    }
    this.#since = now;
    this.#until = tables.changesAt ?? Infinity;
  }

  #own() {
    const company = cross(() => this.#engine.company());
    const me = internalised(cross(() => this.#engine.user()));
    return { names: Names.of(company), salt: new Salt(), me };
  }
}
