import * as glue from '../dist/usher_access.js';
import { cross, memory } from './engine.js';
import { UsherError } from './error.js';
import { stringify, text } from './json.js';
import { putter } from './put.js';
import { subjectJson, subjectOf } from './subject.js';

const put = putter(glue.room, memory);

/** The standard kinds in the order of the engine, which tells a kind by its place. */
const KINDS = ['name', 'phone', 'email', 'handle', 'address', 'text', 'card', 'iban', 'national_id'];
/** Added to the region in the number that tells the engine how to search. */
const STRICT = 0x10000;

/** Masks a record with the engine of one user. */
export function maskRecord(engine, record, context) {
  const page = new TextEncoder().encode(stringify(record, 'invalid_record'));
  return JSON.parse(new TextDecoder().decode(maskPage(engine, page, context)));
}

/** The same of a page of JSON in bytes. */
export function maskPage(engine, page, context) {
  const json = bytes(page);
  const question = object(subjectJson(subjectOf(targetOf(context))), optionsJson({ ...context, visibility: undefined }));
  return cross(() => engine.maskJson(json, question));
}

export function maskField(kind, value) {
  const [name, clear] = [text(kind, 'invalid_fields', 'a field kind'), text(value, 'invalid_record', 'a value')];
  return cross(() => glue.maskField(name, clear));
}

export function maskText(value, options) {
  const clear = text(value, 'invalid_record', 'a text');
  const detector = detectorOf(options);
  return cross(() => glue.maskText(clear, detector));
}

export function find(value, options) {
  const clear = text(value, 'invalid_record', 'a text');
  const detector = detectorOf(options);
  const found = cross(() => glue.find(put(clear), detector));
  const spans = [];
  if (found === 0) return spans;
  const numbers = new Uint32Array(memory(), glue.found(), found);
  for (let at = 0; at < found; at += 3) {
    spans.push({ start: numbers[at], end: numbers[at + 1], kind: KINDS[numbers[at + 2]] });
  }
  return spans;
}

export function maskJson(page, options) {
  const json = bytes(page);
  const chosen = object(optionsJson(options));
  return cross(() => glue.maskJson(json, chosen));
}

export function maskJsonStream(options) {
  const chosen = object(optionsJson(options));
  const stream = cross(() => new glue.Stream(chosen));
  const pass = (shown, controller) => shown.length > 0 && controller.enqueue(shown);
  return new TransformStream({
    transform: (piece, controller) => pass(cross(() => stream.push(bytes(piece))), controller),
    flush: (controller) => {
      pass(cross(() => stream.finish()), controller);
      stream.free();
    },
  });
}

/** What a context is about. Nothing is not an unknown chat: `{chat: undefined}` asks about nothing in particular. */
function targetOf(context) {
  const { chat, contact } = context ?? {};
  if (chat && contact) throw new UsherError('invalid_chat', 'a record belongs to a chat or to a contact, not to both');
  if (chat) return { chat };
  return contact ? { contact } : undefined;
}

/** What is chosen, as the fields of JSON for the engine, which reads them strictly. */
function optionsJson(options) {
  const { policy, region, visibility, fields } = options ?? {};
  const own = stringify({ policy, region, visibility, fields }, 'invalid_options').slice(1, -1);
  return own && `,${own}`;
}

/** The JSON of an object. What there is of its fields begins with a comma. */
function object(...fields) {
  return `{${fields.join('').slice(1)}}`;
}

/** How texts are searched, for what is called often: one number. */
function detectorOf(options) {
  const { policy, region } = options ?? {};
  if (policy !== undefined && policy !== null && policy !== 'balanced' && policy !== 'strict') throw unknown('policy');
  const strict = policy === 'strict' ? STRICT : 0;
  if (region === undefined || region === null) return strict;
  if (region !== lastRegion) {
    if (typeof region !== 'string' || !/^[a-z]{2}$/i.test(region)) throw unknown('region');
    lastRegion = region;
  }
  return strict + (region.charCodeAt(0) << 8) + region.charCodeAt(1);
}

let lastRegion;

function unknown(what) {
  return new UsherError('invalid_options', `the ${what} is none that can be chosen`);
}

/** Refuses what is not bytes before it reaches the engine. */
function bytes(value) {
  // By its form: bytes may come from another frame or context.
  if (ArrayBuffer.isView(value) && value.BYTES_PER_ELEMENT === 1) return value;
  throw new UsherError('invalid_record', 'a page of JSON must be a Uint8Array');
}
