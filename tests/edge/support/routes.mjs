// The addresses that the worker has, by its own source: a new one that no test knows of is noticed.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './bundle.mjs';

/** `METHOD /path` of every endpoint, sorted: each variant of the enums says it in its documentation. */
export function routes() {
  const source = readFileSync(path.join(ROOT, 'crates/edge/src/http/endpoint.rs'), 'utf8');
  return [...source.matchAll(/^ *\/\/\/ `((?:GET|POST|PUT|PATCH|DELETE) \/[^`]*)`/gm)].map(([, route]) => route).sort();
}

/** The endpoint that an address belongs to: of several that fit, the one with the fewest gaps. `HEAD` counts as `GET`. */
export function routeOf(method, path) {
  const [place] = path.split('?');
  const asked = `${method === 'HEAD' ? 'GET' : method} ${place}`;
  known ??= routes().map((route) => [route, new RegExp(`^${route.replace(/\{\w+\}/g, '[^/]+')}$`), route.split('{').length]);
  const fits = known.filter(([, form]) => form.test(asked)).sort(([, , one], [, , other]) => one - other);
  return fits[0]?.[0];
}

let known;

/** Endpoints and codes as the document of the API has them, and codes as the worker does. */
export function documented() {
  const text = readFileSync(path.join(ROOT, 'crates/edge/API.md'), 'utf8');
  const problems = readFileSync(path.join(ROOT, 'crates/edge/src/problem.rs'), 'utf8');
  const codes = [...problems.matchAll(/= "(\w+)", (\d{3}), "([^"]+)";/g)].map(([, code, status, title]) => `${code} ${status} ${title}`);
  return {
    routes: [...text.matchAll(/^\| `([A-Z]+ \/[^`]*)` \|/gm)].map(([, route]) => route).sort(),
    codes: [...text.matchAll(/^\| `(\w+)` \| (\d{3}) \| (.+) \|$/gm)].map(([, code, status, title]) => `${code} ${status} ${title}`),
    // The types of the frames, as the line about the socket has them.
    frames: [.../frames ((?:`\w+`(?:, )?)+)/.exec(text)[1].matchAll(/`(\w+)`/g)].map(([, type]) => type),
    known: codes,
  };
}
