import { isPlain } from '../check/facts.js';
import { UsherError } from '../error.js';
import { chatFacts, factsJson, requireChats, subjectOf as subject } from '../subject.js';

/**
 * What a question is about, as the engine takes it: JSON of the facts of a chat, and of those of a contact, of which at
 * least one is empty. Accepted is what the checks of the main entry accept.
 */
export function subjectOf(target) {
  const own = subject(target);
  if (own.kind === undefined) return ['', ''];
  return own.kind === 'contact' ? ['', factsJson(own)] : [factsJson(own), ''];
}

/**
 * Facts of many chats as columns: the names that they use, one a line, and for each chat five numbers: the places of its
 * channel, group, assignee and responsible among the names, -1 for none, and whether its contact is known.
 */
export function columnsOf(chats) {
  requireChats(chats);
  const places = new Map();
  const place = (name) => {
    if (name === null || name === undefined) return -1;
    let found = places.get(name);
    if (found === undefined) places.set(name, (found = places.size));
    return found;
  };
  const rows = new Int32Array(chats.length * 5);
  chats.forEach((chat, at) => {
    const facts = chatFacts(chat);
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
