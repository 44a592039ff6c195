import * as glue from '../dist/usher_access.js';
import { cross } from './engine.js';
import { UsherError } from './error.js';
import { stringify, text } from './json.js';
import { restore } from './restore.js';
import { subjectJson, subjectOf } from './subject.js';

/** Masks a record with the engine of one user. */
export function maskRecord(engine, record, context) {
  const json = stringify(record, 'invalid_record');
  const subject = subjectOf(targetOf(context));
  const facts = subjectJson(subject);
  const fields = stringify(context?.fields ?? {}, 'invalid_fields');
  return restore(record, JSON.parse(cross(() => engine.mask(json, subject.kind, facts, fields))));
}

/** What a context is about. Nothing is not an unknown chat: `{chat: undefined}` asks about nothing in particular. */
function targetOf(context) {
  const { chat, contact } = context ?? {};
  if (chat && contact) throw new UsherError('invalid_chat', 'a record belongs to a chat or to a contact, not to both');
  if (chat) return { chat };
  return contact ? { contact } : undefined;
}

export function maskField(kind, value) {
  const [name, clear] = [text(kind, 'invalid_fields', 'a field kind'), text(value, 'invalid_record', 'a value')];
  return cross(() => glue.maskField(name, clear));
}

export function maskText(value) {
  const clear = text(value, 'invalid_record', 'a text');
  return cross(() => glue.maskText(clear));
}
