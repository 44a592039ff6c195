// The addresses that the worker has, by its own source: a new one that no test knows of is noticed.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './bundle.mjs';

/** `METHOD /path` of every endpoint, sorted: each variant of the enums says it in its documentation. */
export function routes() {
  const source = readFileSync(path.join(ROOT, 'crates/edge/src/http/endpoint.rs'), 'utf8');
  return [...source.matchAll(/^ *\/\/\/ `((?:GET|POST|PUT|PATCH|DELETE) \/[^`]*)`/gm)].map(([, route]) => route).sort();
}
