import { isPlain } from './check/facts.js';
import { UsherError } from './error.js';
import { stringify } from './json.js';

/**
 * What a decision is about: a kind, none for nothing in particular, and its facts. Accepted are a chat (its `facts` are taken), the facts of a chat,
 * `{chat}` and `{contact}`; `undefined` and `null` ask in general.
 */
export function subjectOf(target) {
  if (target === undefined || target === null) return {};
  requireObject(target, 'invalid_chat', 'a chat');
  // A chat may well have a `contact` of its own, which is data and names no target.
  const named = Object.hasOwn(target, 'facts') || isPlainChat(target) ? {} : target;
  if (Object.hasOwn(named, 'contact')) {
    return { kind: 'contact', facts: factsOf(named.contact, 'invalid_contact', 'a contact') };
  }
  const chat = Object.hasOwn(named, 'chat') ? named.chat : target;
  return { kind: 'chat', facts: factsOf(chat, 'invalid_chat', 'a chat') };
}

/** A subject, or facts of many `chats`, as the engine takes them: one more field of the JSON of a question. */
export function subjectJson(subject) {
  return subject.kind === undefined ? '' : `,"${subject.kind}":${factsJson(subject)}`;
}

/** The facts of a subject as JSON, to be read strictly. */
export function factsJson({ kind, facts }) {
  return stringify(TO_READ[kind](facts), kind === 'contact' ? 'invalid_contact' : 'invalid_chat');
}

const TO_READ = {
  chat: toRead,
  chats: (facts) => facts.map(toRead),
  contact: (facts) => (Array.isArray(facts.chats) ? { ...facts, chats: facts.chats.map(toRead) } : facts),
};

/** Facts that the engine has read, with every field that may be missing. */
export function plain(facts) {
  if (Array.isArray(facts)) return facts.map(plain);
  const nobody = { group: null, assignee: null, responsible: null };
  return facts.chats ? { ...nobody, ...facts, chats: plain(facts.chats) } : { ...nobody, ...facts };
}

/** The facts of a chat. */
export function chatFacts(chat) {
  return factsOf(chat, 'invalid_chat', 'a chat');
}

/** Refuses what is no list of chats. */
export function requireChats(chats) {
  if (!Array.isArray(chats)) throw new UsherError('invalid_chat', 'chats must be an array');
}

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
