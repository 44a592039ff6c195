import { Engine } from '../dist/usher_access.js';
import { Row } from './check/column.js';
import { chatHandle } from './check/handle.js';
import { ASK } from './check/table.js';
import { Enclosed } from './enclosed.js';
import { cross } from './engine.js';
import { UsherError } from './error.js';
import { stringify, text } from './json.js';
import { maskPage, maskRecord } from './mask.js';
import { Present } from './present.js';
import { chatFacts, plain, requireChats, subjectJson, subjectOf } from './subject.js';

/** Decisions by the numbers that the engine and its tables give them. */
const DECISIONS = ['deny', 'depends', 'allow'];
const ALLOW = 2;

/** What one user may see and do. Made by `load` or `open`; documented in `index.d.ts`. */
export class Access {
  #present;
  #clock;
  #revision = 0;
  #listeners = new Set();
  #ready = Promise.resolve();

  /** @param {() => Promise<void>} [init] where the engine is to be started only after this has answered already */
  constructor(document, { clock = Date.now } = {}, init = undefined) {
    this.#clock = clock;
    this.#present = new Present(clock, () => this.#change(), init && new Enclosed(document));
    if (init === undefined) this.#present.replace(this.#compile(document));
    else this.#ready = this.#start(document, init);
    // It is told to who waits for it; who does not is told by `not_initialised`.
    this.#ready.catch(() => {});
    // Bound, so that it can be handed over as it is: `useSyncExternalStore(access.subscribe, …)`.
    this.subscribe = this.subscribe.bind(this);
  }

  get company() {
    return this.#present.company;
  }

  get user() {
    return this.#present.user;
  }

  get ready() {
    return this.#ready;
  }

  get revision() {
    return this.#revision;
  }

  can(permission, target) {
    return this.#decide(permission, target) !== 0;
  }

  decide(permission, target) {
    return DECISIONS[this.#decide(permission, target)];
  }

  explain(permission, target) {
    const name = permissionName(permission);
    const subject = subjectJson(subjectOf(target));
    return this.#present.ask(`"explain","permission":${JSON.stringify(name)}${subject}`);
  }

  knows(name) {
    return this.#tables().slots.has(name);
  }

  filter(permission, chats) {
    requireChats(chats);
    const table = this.#tables();
    const row = table.row(this.#slot(table, permission));
    const kept = [];
    for (let place = 0; place < chats.length; place += 1) {
      const chat = chats[place];
      const judged = chat === null || chat === undefined ? ASK : table.judge(row, chat.facts ?? chat);
      if (judged === ASK) return this.#filterStrictly(permission, chats);
      if (judged === 1) kept.push(chat);
    }
    return kept;
  }

  permission(name) {
    const table = this.#tables();
    const slot = this.#slot(table, name);
    // Without any tables it is not known yet which permission this will be.
    if (slot === 0) this.#present.requireEngine();
    return table.permissionSalt | slot;
  }

  chat(chat) {
    return this.#handle(this.#tables(), chat);
  }

  allows(permission, chat) {
    return (this.#present.table ?? this.#present.renew()).allows(permission, chat);
  }

  pack(chats, into) {
    requireChats(chats);
    const column = columnOf(chats.length, into);
    const table = this.#tables();
    for (let place = 0; place < chats.length; place += 1) column[place] = this.#handle(table, chats[place]);
    return column.length === chats.length ? column : column.subarray(0, chats.length);
  }

  select(permission, column, into) {
    requireColumn(column, 0);
    const out = columnOf(column.length, into);
    const table = this.#tables();
    const row = Row.of(table, table.slotOf(permission));
    return out.subarray(0, row.select(column, table.chatSalt, out));
  }

  sections() {
    return this.#present.sections();
  }

  visibility(target) {
    return this.#present.ask(`"visibility"${subjectJson(subjectOf(target))}`);
  }

  mask(record, context) {
    return maskRecord(this.#present.engine, record, context);
  }

  maskJson(page, context) {
    return maskPage(this.#present.engine, page, context);
  }

  update(document) {
    const next = this.#compile(document);
    try {
      this.#present.follow(next);
    } catch (fault) {
      cross(() => next.free());
      throw fault;
    }
    this.#revision += 1;
    this.#notify();
  }

  subscribe(listener) {
    // A wrapper, so that the same function can be subscribed twice and each subscription ended by itself.
    const entry = () => listener(this);
    this.#listeners.add(entry);
    this.#present.watch();
    return () => {
      this.#listeners.delete(entry);
      if (this.#listeners.size === 0) this.#present.unwatch();
    };
  }

  #tables() {
    return this.#present.table ?? this.#present.renew();
  }

  /** Every single check: from the tables where the facts are plain, else by the engine, which reads strictly. */
  #decide(permission, target) {
    const table = this.#present.table ?? this.#present.renew();
    const slot = table.slots.get(permission);
    if (slot !== undefined) {
      if (target === undefined || target === null) return table.general[slot];
      const judged = table.judge(table.row(slot), target.facts ?? target);
      if (judged !== ASK) return judged === 1 ? ALLOW : 0;
    }
    return this.#ask(table, permission, target);
  }

  #ask(table, permission, target) {
    const name = permissionName(permission);
    const subject = subjectOf(target);
    const slot = this.#slot(table, name);
    if (slot === 0) return 0;
    const row = table.row(slot);
    const judge = subject.kind === 'contact' ? 'judgeContact' : 'judge';
    let judged = table[judge](row, subject.facts);
    if (judged === ASK) judged = table[judge](row, this.#read(subject));
    return judged === 1 ? ALLOW : 0;
  }

  #filterStrictly(permission, chats) {
    const table = this.#tables();
    const row = table.row(this.#slot(table, permission));
    const facts = chats.map(chatFacts);
    const judged = facts.map((chat) => table.judge(row, chat));
    const asked = facts.filter((_, place) => judged[place] === ASK);
    const read = this.#read({ kind: 'chats', facts: asked }).values();
    return chats.filter((_, place) => (judged[place] === ASK ? table.judge(row, read.next().value) : judged[place]) === 1);
  }

  #handle(table, chat) {
    const facts = chatFacts(chat);
    return chatHandle(table, facts) ?? chatHandle(table, this.#read({ kind: 'chats', facts: [facts] })[0]);
  }

  /** The facts of a subject, plain, after the engine has read them strictly. */
  #read(subject) {
    const json = subjectJson(subject);
    this.#present.ask(`"read"${json}`);
    return plain(JSON.parse(`{${json.slice(1)}}`)[subject.kind]);
  }

  #slot(table, name) {
    const slot = table.slots.get(permissionName(name));
    if (slot !== undefined) return slot;
    // Without tables no name is known, and nothing is allowed: slot 0 is of no permission.
    if (table.slots.size === 0) return 0;
    throw new UsherError('unknown_permission', `there is no permission \`${name.slice(0, 64)}\``);
  }

  async #start(document, init) {
    // In a task of its own, after what is asked first.
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
    await init();
    try {
      this.#present.replace(this.#compile(document));
    } catch (fault) {
      this.#present.close();
      throw fault;
    } finally {
      this.#change();
    }
  }

  #compile(document) {
    const json = typeof document === 'string' ? document : stringify(document, 'access_malformed');
    return cross(() => new Engine(json, this.#clock()));
  }

  /** An instant was passed at which answers change, perhaps in the middle of a host's rendering: it is told right after. */
  #change() {
    this.#revision += 1;
    if (this.#listeners.size > 0) queueMicrotask(() => this.#notify());
  }

  #notify() {
    for (const entry of [...this.#listeners]) {
      try {
        entry();
      } catch (fault) {
        // One listener's defect must not keep the others on old rights; it surfaces as an uncaught error.
        queueMicrotask(() => {
          throw fault;
        });
      }
    }
  }
}

function permissionName(name) {
  return text(name, 'unknown_permission', 'a permission');
}

/** What a caller gave to be written to, or a new column. */
function columnOf(length, given) {
  if (given !== undefined) requireColumn(given, length);
  return given ?? new Uint32Array(length);
}

function requireColumn(column, length) {
  if (!(column instanceof Uint32Array) || column.length < length) {
    throw new UsherError('invalid_column', `a column must be an Uint32Array of at least ${length}`);
  }
}
