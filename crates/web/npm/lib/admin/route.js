import * as glue from '../../dist/usher_admin.js';
import { stringify } from '../json.js';
import { cross } from './engine.js';

export function route(request) {
  const json = stringify(request, 'route_malformed');
  return cross(() => glue.route(json));
}
