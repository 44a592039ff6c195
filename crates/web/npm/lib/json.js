import { UsherError } from './error.js';

/** Half of a character outside the basic plane, left alone: text cut in the middle of an emoji has one. */
const LONE_SURROGATE = /\\(?:u(d[89a-f][0-9a-f]{2})|.)/g;

/**
 * JSON of a value that a caller gave.
 *
 * @param {string} code what is thrown for a value that has no JSON: a function, a circle, a BigInt
 */
export function stringify(value, code) {
  let json;
  try {
    json = JSON.stringify(value);
  } catch (cause) {
    if (cause instanceof RangeError) throw new UsherError('record_too_deep', 'the value is nested too deeply', { cause });
    throw new UsherError(code, 'the value cannot be written as JSON', { cause });
  }
  if (json === undefined) throw new UsherError(code, 'the value cannot be written as JSON');
  // `JSON.stringify` escapes lone surrogates and nothing else as `\ud…`; they have no UTF-8, so they become U+FFFD.
  if (!json.includes('\\ud')) return json;
  return json.replace(LONE_SURROGATE, (escape, surrogate) => (surrogate ? '\ufffd' : escape));
}

/** Refuses what is not a string before it reaches the engine. */
export function text(value, code, what) {
  if (typeof value !== 'string') throw new UsherError(code, `${what} must be a string`);
  return value;
}
