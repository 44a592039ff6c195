// The databases that workerd keeps, seen from outside: what is really stored, not what the API says is.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Runs `work` with the database of a company.
 *
 * @param {'read' | 'write'} mode `write` only while the server is down
 */
export function withDatabase(server, company, mode, work) {
  for (const file of files(server)) {
    const database = new DatabaseSync(file, { readOnly: mode === 'read' });
    try {
      if (isOf(database, company)) return work(database);
    } finally {
      database.close();
    }
  }
  throw new Error(`no database of ${company}`);
}

/** The rows of one query. */
export function rows(server, company, sql, ...params) {
  return withDatabase(server, company, 'read', (database) => database.prepare(sql).all(...params));
}

/** How many databases hold anything at all. */
export function countDatabases(server) {
  return files(server).length;
}

function files(server) {
  return readdirSync(server.store, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sqlite') && !name.endsWith('metadata.sqlite'))
    .map((name) => path.join(server.store, name));
}

function isOf(database, company) {
  const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'company'").get();
  return table !== undefined && database.prepare('SELECT code FROM company').get()?.code === company;
}
