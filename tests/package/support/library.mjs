// The package inside the test's own process, for what needs its clock, and documents for it.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { project } from './tarball.mjs';

/** The installed package, imported; `without` one of its files. */
export async function library(t, { without } = {}) {
  const folder = join(await project(t), 'node_modules/usher-access');
  if (without) await rm(join(folder, without));
  return import(pathToFileURL(join(folder, 'node.js')).href);
}

/** A grant that opens every chat. */
export function grantOf(permissions, changes = {}) {
  return {
    source: { kind: 'role', role: 'agent' }, permissions, channels: 'all', scope: 'all', groups: [], newClients: false,
    fields: { phone: 'masked' }, ...changes,
  };
}

/** An access document that does not expire. */
export function documentOf(grants, changes = {}) {
  return {
    version: 2, company: 'demo', user: 'u1', status: 'active', policyRevision: 1, issuedAt: 0, expiresAt: 8_640_000_000_000_000,
    hostPermissions: [], denied: [], grants, sections: [], ...changes,
  };
}

export const CHAT = { channel: 'wa', group: null, assignee: null, responsible: null, known: true };
