// @casl/ability as one would send it to a browser: rules with mongo conditions, which are data.
import { createMongoAbility } from '@casl/ability';
import { fold } from '../fold.mjs';

export const title = '@casl/ability 7, conditions as data';
export const note = 'denials and periods resolved and grants folded beforehand';

export const prepare = (document, moment) => rulesOf(fold(document, moment), document.user);

export function rulesOf(entries, me) {
  return JSON.stringify(entries.flatMap(({ permissions, company, ways }) => {
    if (company) return [{ action: permissions, subject: 'Company' }];
    // The last rule is asked first: the widest stands there.
    return ways.flatMap((way) => conditionsOf(way, me)).reverse()
      .map((conditions) => ({ action: permissions, subject: 'Chat', ...conditions }));
  }));
}

function conditionsOf({ who, channels, groups }, me) {
  const on = channels === 'all' ? {} : { channel: { $in: channels } };
  switch (who) {
    case 'anyone': return [channels === 'all' ? {} : { conditions: on }];
    case 'mine': return [{ conditions: { assignee: me, ...on } }, { conditions: { responsible: me, ...on } }];
    case 'groups': return [{ conditions: { group: groups.length === 1 ? groups[0] : { $in: groups }, ...on } }];
    default: return [{ conditions: { assignee: null, known: false, ...on } }];
  }
}

// Faster than the default, which reads the class of each subject.
const detectSubjectType = (subject) => (typeof subject === 'string' ? subject : 'Chat');

export const open = (text) => createMongoAbility(JSON.parse(text), { detectSubjectType });

export const can = (ability, permission, chat) => ability.can(permission, chat ?? 'Company');

export const filter = (ability, permission, chats) => chats.filter((chat) => ability.can(permission, chat));
