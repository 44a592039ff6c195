import { areTables } from './check/shape.js';

const VERSION = 2;
const NOTHING = { permissions: [], general: [], reach: [], channels: [], groups: [], sets: [], reaches: [] };

/**
 * What an access document itself says, for as long as the engine is not there to read it: the tables that its writer
 * enclosed, from its issue until something changes. Whatever is odd closes it: then nothing is allowed.
 */
export class Enclosed {
  #tables;
  #sections;
  #span;

  /** @param {object | string} document an access document, or its JSON */
  constructor(document) {
    const own = parsed(document);
    this.company = String(own.company);
    this.user = String(own.user);
    if (!isSound(own)) return;
    this.#tables = own.tables;
    this.#sections = own.sections;
    this.#span = [own.issuedAt, Math.min(own.tables.changesAt ?? own.expiresAt, own.expiresAt)];
  }

  /** The tables of a moment. */
  tables(now) {
    const [start, end] = this.#span ?? [Infinity, Infinity];
    if (now >= start && now < end) return { ...this.#tables, changesAt: end };
    return { ...NOTHING, changesAt: now < start && start !== Infinity ? start : null };
  }

  /** The sections that tables allow to open. */
  sections({ slots, general }) {
    const sections = this.#sections ?? [];
    return sections.filter(({ permission }) => general[slots.get(permission) ?? 0] !== 0).map((section) => ({ ...section }));
  }

  /** From now on nothing is allowed: the engine has refused the document. */
  close() {
    this.#span = undefined;
    this.#sections = undefined;
  }
}

function parsed(document) {
  try {
    return (typeof document === 'string' ? JSON.parse(document) : document) ?? {};
  } catch {
    // The engine says what is wrong with it.
    return {};
  }
}

function isSound({ version, company, user, issuedAt, expiresAt, sections, tables }) {
  return (
    version === VERSION &&
    typeof company === 'string' &&
    typeof user === 'string' &&
    Number.isSafeInteger(issuedAt) &&
    Number.isSafeInteger(expiresAt) &&
    Array.isArray(sections) &&
    sections.every((section) => typeof section?.permission === 'string') &&
    areTables(tables)
  );
}
