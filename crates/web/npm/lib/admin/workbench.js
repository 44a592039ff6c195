import { Workbench as Engine } from '../../dist/usher_admin.js';
import { UsherError } from '../error.js';
import { stringify, text } from '../json.js';
import { cross } from './engine.js';
import { columnsOf, subjectOf } from './subject.js';

/** A whole policy, compiled once, then asked. Made by `open`; documented in `admin.d.ts`. */
export class Workbench {
  #engine;
  #moment;

  constructor(policy, { moment = Date.now() } = {}) {
    if (!Number.isSafeInteger(moment)) throw new UsherError('invalid_moment', 'a moment is a number of milliseconds');
    const json = typeof policy === 'string' ? policy : stringify(policy, 'policy_invalid');
    this.#moment = moment;
    this.#engine = cross(() => new Engine(json, moment));
  }

  get company() {
    return this.#ask((engine) => engine.company());
  }

  get revision() {
    return this.#ask((engine) => engine.revision());
  }

  get moment() {
    return this.#moment;
  }

  holders(permission, target) {
    const [name, subject] = [permissionName(permission), subjectOf(target)];
    return this.#ask((engine) => engine.holders(name, ...subject));
  }

  seers(kind, target) {
    const [name, subject] = [text(kind, 'invalid_fields', 'a field kind'), subjectOf(target)];
    return this.#ask((engine) => engine.seers(name, ...subject));
  }

  difference(after, chats = []) {
    const columns = columnsOf(chats);
    return this.#beside(after, (engine, other) => engine.difference(other, ...columns));
  }

  refusals(editor, after) {
    const id = userId(editor);
    return this.#beside(after, (engine, other) => engine.refusals(id, other));
  }

  soleHolders() {
    return this.#ask((engine) => engine.soleHolders());
  }

  unanswerable(chats = []) {
    const columns = columnsOf(chats);
    return this.#ask((engine) => engine.unanswerable(...columns));
  }

  unused(uses, since) {
    const json = stringify(uses, 'invalid_uses');
    return this.#ask((engine) => engine.unused(json, Number(since)));
  }

  redundant() {
    return this.#ask((engine) => engine.redundant());
  }

  explain(user, permission, target) {
    const [id, name, subject] = [userId(user), permissionName(permission), subjectOf(target)];
    return this.#ask((engine) => engine.explain(id, name, ...subject));
  }

  remedies(user, permission, target) {
    const [id, name, subject] = [userId(user), permissionName(permission), subjectOf(target)];
    return this.#ask((engine) => engine.remedies(id, name, ...subject));
  }

  effective(user) {
    const id = userId(user);
    return this.#ask((engine) => engine.effective(id));
  }

  matrix(rows) {
    const word = text(rows, 'invalid_matrix', 'the rows');
    return this.#ask((engine) => engine.matrix(word));
  }

  canonical() {
    return this.#ask((engine) => engine.canonical());
  }

  /** Gives the memory back; nothing can be asked afterwards. */
  close() {
    const engine = this.#engine;
    this.#engine = undefined;
    if (engine) cross(() => engine.free());
  }

  #ask(question) {
    const engine = this.#open();
    return cross(() => question(engine));
  }

  /** Asks this engine beside that of another workbench, or of a policy that is opened for the question alone. */
  #beside(other, question) {
    if (other instanceof Workbench) {
      const second = other.#open();
      return this.#ask((engine) => question(engine, second));
    }
    const opened = new Workbench(other, { moment: this.#moment });
    try {
      return this.#beside(opened, question);
    } finally {
      opened.close();
    }
  }

  #open() {
    if (!this.#engine) throw new UsherError('workbench_closed', 'the workbench is closed');
    return this.#engine;
  }
}

/**
 * Makes the `open` of one platform.
 *
 * @param {() => Promise<void>} init starts the engine of that platform
 */
export function opener(init) {
  return async function open(policy, options) {
    await init();
    return new Workbench(policy, options);
  };
}

function permissionName(name) {
  return text(name, 'unknown_permission', 'a permission');
}

function userId(id) {
  return text(id, 'unknown_user', 'a user');
}
