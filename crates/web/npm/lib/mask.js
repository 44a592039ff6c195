import * as glue from '../dist/usher_access.js';
import { cross } from './engine.js';
import { UsherError } from './error.js';
import { stringify, text } from './json.js';
import { targetJson } from './target.js';

/** JSON of the context of a mask: what it is about, and the kinds of fields by key. */
export function contextJson(context) {
  const { fields, ...target } = context ?? {};
  const about = Object.keys(target).length === 0 ? undefined : targetJson(target);
  const kinds = fields === undefined ? undefined : stringify(fields, 'invalid_fields');
  return `{"target":${about ?? 'null'},"fields":${kinds ?? 'null'}}`;
}

export function maskField(kind, value) {
  const [name, clear] = [text(kind, 'invalid_fields', 'a field kind'), text(value, 'invalid_record', 'a value')];
  return cross(() => glue.maskField(name, clear));
}
