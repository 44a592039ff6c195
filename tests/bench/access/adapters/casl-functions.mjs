// @casl/ability with functions as conditions: faster, and code, which neither reaches a browser nor becomes a query.
import { Ability } from '@casl/ability';
import { fold } from '../fold.mjs';

export const title = '@casl/ability 7, conditions as code';
export const note = 'its rules cannot be sent; made in place from the folded grants';

export function prepare(document, moment) {
  return JSON.stringify({ me: document.user, entries: fold(document, moment) });
}

const detectSubjectType = (subject) => (typeof subject === 'string' ? subject : 'Chat');

export function open(text) {
  const { me, entries } = JSON.parse(text);
  const rules = entries.flatMap(({ permissions, company, ways }) => {
    if (company) return [{ action: permissions, subject: 'Company' }];
    return ways.map((way) => ({ action: permissions, subject: 'Chat', conditions: testOf(way, me) })).reverse();
  });
  return new Ability(rules, { detectSubjectType, conditionsMatcher: (test) => test });
}

function testOf({ who, channels, groups }, me) {
  const on = channels === 'all' ? { has: () => true } : new Set(channels);
  const ours = new Set(groups);
  switch (who) {
    case 'anyone': return (chat) => on.has(chat.channel);
    case 'mine': return (chat) => (chat.assignee === me || chat.responsible === me) && on.has(chat.channel);
    case 'groups': return (chat) => ours.has(chat.group) && on.has(chat.channel);
    default: return (chat) => chat.assignee === null && !chat.known && on.has(chat.channel);
  }
}

export const can = (ability, permission, chat) => ability.can(permission, chat ?? 'Company');

export const filter = (ability, permission, chats) => chats.filter((chat) => ability.can(permission, chat));
