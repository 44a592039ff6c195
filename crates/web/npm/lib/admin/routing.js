import * as glue from '../../dist/usher_admin.js';
import { UsherError } from '../error.js';
import { stringify, text } from '../json.js';
import { cross } from './engine.js';

const NO_SEED = '0000000000000000';

/** A company's routing, event by event; documented in `admin.d.ts`. */
export class Routing {
  #engine;

  constructor(rows = '') {
    const json = typeof rows === 'string' ? rows : jsonOf(rows);
    this.#engine = cross(() => new glue.Routing(json));
  }

  apply(record) {
    const json = recordJson(record);
    return JSON.parse(this.#ask((engine) => engine.apply(json)));
  }

  applyAll(records) {
    if (!Array.isArray(records)) throw new UsherError('routing_malformed', 'the events must be a list');
    records.forEach(requireSkills);
    const json = jsonOf(records);
    return JSON.parse(this.#ask((engine) => engine.applyAll(json)));
  }

  replay(log) {
    const lines = Array.isArray(log) ? log.join('\n') : log;
    if (typeof lines !== 'string') throw new UsherError('routing_malformed', 'a log is text, or a list of lines');
    const [events, refused] = JSON.parse(this.#ask((engine) => engine.replay(lines)));
    return { events, refused };
  }

  get nextTimer() {
    return this.#ask((engine) => engine.nextTimer()) ?? null;
  }

  export() {
    return this.#ask((engine) => engine.export());
  }

  digest() {
    const digits = this.#ask((engine) => engine.digest());
    return { steps: digits.slice(0, 16), state: digits.slice(16) };
  }

  plan(record) {
    const json = recordJson(record);
    return JSON.parse(this.#ask((engine) => engine.plan(json)));
  }

  explain(record) {
    const json = recordJson(record);
    return JSON.parse(this.#ask((engine) => engine.explain(json)));
  }

  explainNow(chat, seed = NO_SEED) {
    if (!Number.isSafeInteger(chat) || chat < 0) throw new UsherError('unknown_chat', 'there is no such open chat');
    const digits = text(seed, 'routing_malformed', 'a seed');
    return JSON.parse(this.#ask((engine) => engine.explainNow(chat, digits)));
  }

  pinned(person) {
    // Not by a conversion: whatever is no number would be the first person.
    if (!Number.isInteger(person) || person < 0 || person > 0xffffffff) return [];
    return JSON.parse(this.#ask((engine) => engine.pinned(person)));
  }

  /** Gives the memory back; nothing can be asked afterwards. */
  close() {
    const engine = this.#engine;
    this.#engine = undefined;
    if (engine) cross(() => engine.free());
  }

  #ask(question) {
    const engine = this.#engine;
    if (!engine) throw new UsherError('routing_closed', 'the routing is closed');
    return cross(() => question(engine));
  }
}

function recordJson(record) {
  requireSkills(record);
  return jsonOf(record);
}

function jsonOf(value) {
  return stringify(value, 'routing_malformed');
}

/** Beyond 2^53 a number of JavaScript is written as one of its neighbours: other skills than were meant. */
function requireSkills(record) {
  const skills = record?.event?.skills ?? record?.event?.profile?.skills ?? 0;
  if (skills > Number.MAX_SAFE_INTEGER) {
    throw new UsherError('routing_malformed', 'skills are a sum of powers of two below 2^53');
  }
}
