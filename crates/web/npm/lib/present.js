import { Salt } from './check/handle.js';
import { Names } from './check/names.js';
import { internalised } from './check/slots.js';
import { Table } from './check/table.js';
import { cross } from './engine.js';
import { UsherError } from './error.js';

/** The longest that a timer can wait: 24 days, in milliseconds. */
const WAIT_MAX_MS = 2 ** 31 - 1;

/**
 * What holds at present: the engine of an access, and its tables, made anew whenever an instant is passed at which
 * answers change.
 */
export class Present {
  /** The tables, while it is certain that they hold; `undefined`: `renew` has to look at the clock first. */
  table;
  /** Answers until there is an engine. */
  #enclosed;
  #engine;
  /** The user and company that the engine answers for, and how old its document is. */
  #whose;
  #tables;
  #owner;
  #clock;
  #changed;
  #since = 0;
  #until = -Infinity;
  #watching = false;
  #timer;

  /**
   * @param {() => number} clock gives the moment in milliseconds since 1970
   * @param {() => void} changed is called after an instant was passed at which answers change
   * @param {Enclosed} [enclosed] what is known before `replace` brings an engine
   */
  constructor(clock, changed, enclosed) {
    [this.#clock, this.#changed, this.#enclosed] = [clock, changed, enclosed];
  }

  get company() {
    return (this.#whose ?? this.#enclosed).company;
  }

  get user() {
    return (this.#whose ?? this.#enclosed).user;
  }

  /** Whether questions can be asked that tables do not answer. */
  get hasEngine() {
    return this.#engine !== undefined;
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
    this.requireEngine();
    if (this.table === undefined) this.renew();
    return this.#engine;
  }

  requireEngine() {
    if (this.hasEngine) return;
    throw new UsherError('not_initialised', 'usher-access is not ready for this: await `access.ready` first');
  }

  /** What the engine answers at this moment. `question` is JSON: the word for what is asked, then what belongs to it. */
  ask(question) {
    return answer(this.engine, question);
  }

  sections() {
    if (this.hasEngine) return this.ask('"sections"');
    return this.#enclosed.sections(this.table ?? this.renew());
  }

  /** Allows nothing any more: the engine has refused the document. */
  close() {
    this.#enclosed.close();
    this.#restart();
  }

  /** Goes on with the engine of a newer document of the same user. */
  follow(engine) {
    this.requireEngine();
    const [own, next] = [this.#whose, answer(engine, '"owner"')];
    if (own.user !== next.user || own.company !== next.company) {
      throw new UsherError('foreign_access', 'the access is of another user or company; `load` it instead');
    }
    if ((next.policyRevision - own.policyRevision || next.issuedAt - own.issuedAt) < 0) {
      throw new UsherError('stale_access', 'the access is older than the one it should update');
    }
    this.replace(engine);
  }

  /** Goes on with this engine. */
  replace(engine) {
    const before = this.#engine;
    this.#engine = engine;
    this.#whose = answer(engine, '"owner"');
    this.#restart();
    if (before) cross(() => before.free());
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

  #restart() {
    this.#tables = undefined;
    this.table = undefined;
    if (this.#watching) this.watch();
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
    const tables = this.#engine ? JSON.parse(cross(() => this.#engine.tables(now))) : this.#enclosed.tables(now);
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
    return { names: Names.of(this.company), salt: new Salt(), me: internalised(this.user) };
  }
}

function answer(engine, question) {
  return JSON.parse(cross(() => engine.ask(`{"ask":${question}}`)));
}
