import { UsherError } from './error.js';
import { stringify } from './json.js';

/**
 * JSON of what a decision is about: `{"chat": facts}`, `{"contact": facts}`, or `undefined` for nothing in particular.
 * Accepted are a chat (its `facts` are taken), the facts of a chat, `{chat}` and `{contact}`.
 */
export function targetJson(target) {
  if (target === undefined || target === null) return undefined;
  requireObject(target, 'invalid_chat', 'a chat');
  // A chat with facts may well have a `contact` of its own, which is data and no target.
  const named = Object.hasOwn(target, 'facts') ? undefined : target;
  if (named && Object.hasOwn(named, 'contact')) {
    return `{"contact":${factsJson(named.contact, 'invalid_contact', 'a contact')}}`;
  }
  const chat = named && Object.hasOwn(named, 'chat') ? named.chat : target;
  return `{"chat":${factsJson(chat, 'invalid_chat', 'a chat')}}`;
}

/** JSON array of the facts of chats. */
export function chatsJson(chats) {
  if (!Array.isArray(chats)) throw new UsherError('invalid_chat', 'chats must be an array');
  return stringify(chats.map((chat) => factsOf(chat, 'invalid_chat', 'a chat')), 'invalid_chat');
}

function factsJson(value, code, what) {
  return stringify(factsOf(value, code, what), code);
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
