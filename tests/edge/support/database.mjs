// The databases that workerd keeps, seen from outside: what is really stored, not what the API says is.

import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PATIENCE_MS } from './wait.mjs';

/**
 * Runs `work` with the database of a company.
 *
 * @param {'read' | 'write'} mode `write` only while the server is down
 */
export function withDatabase(server, company, mode, work) {
  const key = `${server.store}/${company}`;
  if (!found.has(key)) found.set(key, find(server, company));
  return open(found.get(key), mode, work);
}

/** The rows of one query. */
export function rows(server, company, sql, ...params) {
  return withDatabase(server, company, 'read', (database) => database.prepare(sql).all(...params));
}

/** How many databases hold anything at all. */
export function countDatabases(server) {
  return files(server).length;
}

/** Every database, the youngest last. */
function files(server) {
  const names = readdirSync(server.store, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sqlite') && !name.endsWith('metadata.sqlite'))
    .map((name) => path.join(server.store, name));
  const born = new Map(names.map((name) => [name, statSync(name).birthtimeMs]));
  return names.sort((a, b) => born.get(a) - born.get(b));
}

/** Where the database of a company lies: workerd names it by a hash. */
const found = new Map();

function find(server, company) {
  const file = files(server).findLast((one) => open(one, 'read', codeOf) === company);
  if (!file) throw new Error(`no database of ${company}`);
  return file;
}

function open(file, mode, work) {
  const database = new DatabaseSync(file, { readOnly: mode === 'read', timeout: PATIENCE_MS });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

function codeOf(database) {
  const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'company'").get();
  return table && database.prepare('SELECT code FROM company').get()?.code;
}
