// casbin in its fastest mode: an enforcer for this viewer alone, so no role is walked and no foreign line is read; one
// function of ours decides about the chat, so the matcher has two terms.
import { StringAdapter, newEnforcer, newModelFromString } from '#casbin';
import { fold } from '../fold.mjs';

export const title = 'casbin 5, an enforcer per user';
export const note = 'denials and periods resolved and grants folded beforehand; chats decided by a function of ours';
export const slow = true;

const MODEL = `
[request_definition]
r = act, chat
[policy_definition]
p = act, way
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.act == p.act && reaches(r.chat, p.way)
`;

export function prepare(document, moment) {
  const ways = {};
  const lines = fold(document, moment).flatMap(({ permissions, company, ways: own }) => {
    const names = company ? ['company'] : own.map((way) => {
      const name = `way${Object.keys(ways).length}`;
      ways[name] = way;
      return name;
    });
    return permissions.flatMap((permission) => names.map((name) => `p, ${permission}, ${name}`));
  });
  // It refuses an empty text.
  return JSON.stringify({ me: document.user, ways, lines: ['# what is not listed is refused', ...lines].join('\n') });
}

export async function open(text) {
  const { me, ways, lines } = JSON.parse(text);
  const tests = new Map(Object.entries(ways).map(([name, way]) => [name, testOf(way, me)]));
  tests.set('company', () => true);
  const enforcer = await newEnforcer(newModelFromString(MODEL), new StringAdapter(lines));
  await enforcer.addFunction('reaches', (chat, way) => tests.get(way)(chat));
  return enforcer;
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

export const can = (enforcer, permission, chat) => enforcer.enforceSync(permission, chat);

export const filter = (enforcer, permission, chats) => chats.filter((chat) => enforcer.enforceSync(permission, chat));
