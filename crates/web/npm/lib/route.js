import * as glue from '../dist/usher_access.js';
import { cross } from './engine.js';
import { stringify } from './json.js';

export function route(request) {
  const json = stringify(request, 'route_malformed');
  return JSON.parse(cross(() => glue.route(json)));
}
