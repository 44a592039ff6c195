import { isPlain } from '../check/facts.js';
import { UsherError } from '../error.js';
import { stringify } from '../json.js';

/**
 * What a question is about, as the engine takes it: JSON of the facts of a chat, and of those of a contact, of which at
 * least one is empty. Accepted is what the checks of the main entry accept.
 */
export function subjectOf(target) {
  if (target === undefined || target === null) return ['', ''];
  requireObject(target, 'invalid_chat', 'a chat');
  // A chat may well have a `contact` of its own, which is data and names no target.
  const named = Object.hasOwn(target, 'facts') || isPlainChat(target) ? {} : target;
  if (Object.hasOwn(named, 'contact')) {
    const facts = factsOf(named.contact, 'invalid_contact', 'a contact');
    const plain = Array.isArray(facts.chats) ? { ...facts, chats: facts.chats.map(toRead) } : facts;
    return ['', stringify(plain, 'invalid_contact')];
  }
  const chat = Object.hasOwn(named, 'chat') ? named.chat : target;
  return [stringify(toRead(factsOf(chat, 'invalid_chat', 'a chat')), 'invalid_chat'), ''];
}

/**
 * Facts of many chats as columns: the names that they use, one a line, and for each chat five numbers: the places of its
 * channel, group, assignee and responsible among the names, -1 for none, and whether its contact is known.
 */
export function columnsOf(chats) {
  if (!Array.isArray(chats)) throw new UsherError('invalid_chat', 'chats must be an array');
  const places = new Map();
  const place = (name) => {
    if (name === null || name === undefined) return -1;
    let found = places.get(name);
    if (found === undefined) places.set(name, (found = places.size));
    return found;
  };
  const rows = new Int32Array(chats.length * 5);
  chats.forEach((chat, at) => {
    const facts = factsOf(chat, 'invalid_chat', 'a chat');
    const { channel, group, assignee, responsible, known } = facts;
    const plain = isPlain(channel, group ?? null, assignee ?? null, responsible ?? null, known);
    // One that lacks a field must have no others: a misspelt `asignee` must not pass as nobody.
    const whole = group !== undefined && assignee !== undefined && responsible !== undefined;
    if (!plain || !(whole || Object.keys(facts).every((key) => FIELDS.includes(key)))) {
      throw new UsherError('invalid_chat', `these are not the facts of a chat: number ${at} of the list`);
    }
    rows.set([place(channel), place(group), place(assignee), place(responsible), known ? 1 : 0], at * 5);
  });
  const names = [...places.keys()];
  // No id has a line break, but what is given may: it must not read as two names.
  if (names.some((name) => name.includes('\n'))) throw new UsherError('invalid_chat', 'an id holds a line break');
  return [names.join('\n'), rows];
}

const FIELDS = ['channel', 'group', 'assignee', 'responsible', 'known'];

function isPlainChat({ channel, group, assignee, responsible, known }) {
  return isPlain(channel, group, assignee, responsible, known);
}

/** Of plain facts only what decides, for they may be part of anything; what is not plain is read as it is, strictly. */
function toRead(facts) {
  if (typeof facts !== 'object' || facts === null || !isPlainChat(facts)) return facts;
  const { channel, group, assignee, responsible, known } = facts;
  return { channel, group, assignee, responsible, known };
}

function factsOf(value, code, what) {
  requireObject(value, code, what);
  const facts = value.facts ?? value;
  requireObject(facts, code, `the facts of ${what}`);
  return facts;
}

function requireObject(value, code, what) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsherError(code, `${what} must be an object`);
  }
}
