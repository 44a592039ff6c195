import { SubjectKind } from '../dist/usher_access.js';
import { UsherError } from './error.js';
import { stringify } from './json.js';

/**
 * What a decision is about, as the engine takes it: a kind, and the JSON of its facts. Accepted are a chat (its
 * `facts` are taken), the facts of a chat, `{chat}` and `{contact}`; `undefined` and `null` ask in general.
 */
export function subjectOf(target) {
  if (target === undefined || target === null) return { kind: SubjectKind.Anything, facts: '' };
  requireObject(target, 'invalid_chat', 'a chat');
  // A chat with facts may well have a `contact` of its own, which is data and names no target.
  const named = Object.hasOwn(target, 'facts') ? {} : target;
  if (Object.hasOwn(named, 'contact')) return contactSubject(named.contact);
  return chatSubject(Object.hasOwn(named, 'chat') ? named.chat : target);
}

/** JSON array of the facts of chats. */
export function chatsJson(chats) {
  if (!Array.isArray(chats)) throw new UsherError('invalid_chat', 'chats must be an array');
  return stringify(chats.map((chat) => factsOf(chat, 'invalid_chat', 'a chat')), 'invalid_chat');
}

function chatSubject(chat) {
  return { kind: SubjectKind.Chat, facts: stringify(factsOf(chat, 'invalid_chat', 'a chat'), 'invalid_chat') };
}

function contactSubject(contact) {
  const facts = factsOf(contact, 'invalid_contact', 'a contact');
  return { kind: SubjectKind.Contact, facts: stringify(facts, 'invalid_contact') };
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
