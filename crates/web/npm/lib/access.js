import { Engine } from '../dist/usher_access.js';
import { cross } from './engine.js';
import { UsherError } from './error.js';
import { stringify, text } from './json.js';
import { maskRecord } from './mask.js';
import { chatsJson, subjectOf } from './subject.js';

/** Decisions by the numbers that the engine gives them. */
const DECISIONS = ['deny', 'depends', 'allow'];

/** What one user may see and do. Made by `load`; documented in `index.d.ts`. */
export class Access {
  #engine;
  #revision = 0;
  #listeners = new Set();

  constructor(document) {
    this.#engine = compile(document);
    // Bound, so that it can be handed over as it is: `useSyncExternalStore(access.subscribe, …)`.
    this.subscribe = this.subscribe.bind(this);
  }

  get company() {
    return cross(() => this.#engine.company());
  }

  get user() {
    return cross(() => this.#engine.user());
  }

  get revision() {
    return this.#revision;
  }

  can(permission, target) {
    const decision = this.decide(permission, target);
    return decision === 'allow' || (decision === 'depends' && (target === undefined || target === null));
  }

  // The seam for answering without the engine: every single check is decided here and nowhere else, from a name and
  // a target alone, so that tables which the engine compiled can take its place.
  decide(permission, target) {
    const [name, { kind, facts }] = [permissionName(permission), subjectOf(target)];
    return DECISIONS[cross(() => this.#engine.decide(name, kind, facts))];
  }

  explain(permission, target) {
    const [name, { kind, facts }] = [permissionName(permission), subjectOf(target)];
    return JSON.parse(cross(() => this.#engine.explain(name, kind, facts)));
  }

  filter(permission, chats) {
    const [name, json] = [permissionName(permission), chatsJson(chats)];
    const kept = cross(() => this.#engine.filter(name, json));
    return chats.filter((_, place) => kept[place] === 1);
  }

  sections() {
    return JSON.parse(cross(() => this.#engine.sections()));
  }

  visibility(target) {
    const { kind, facts } = subjectOf(target);
    return JSON.parse(cross(() => this.#engine.visibility(kind, facts)));
  }

  mask(record, context) {
    return maskRecord(this.#engine, record, context);
  }

  update(document) {
    const next = compile(document);
    const foreign = cross(() => next.user() !== this.user || next.company() !== this.company);
    if (foreign) {
      cross(() => next.free());
      throw new UsherError('foreign_access', 'the access is of another user or company; `load` it instead');
    }
    const before = this.#engine;
    this.#engine = next;
    this.#revision += 1;
    cross(() => before.free());
    this.#notify();
  }

  subscribe(listener) {
    // A wrapper, so that the same function can be subscribed twice and each subscription ended by itself.
    const entry = () => listener(this);
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
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

function compile(document) {
  const json = typeof document === 'string' ? document : stringify(document, 'access_malformed');
  return cross(() => new Engine(json));
}

function permissionName(name) {
  return text(name, 'unknown_permission', 'a permission');
}
