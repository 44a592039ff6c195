// What every engine must answer, in plain words: written to be read, never timed.
import { isAboutChats, isHost } from './catalogue.mjs';

/** Whether the viewer of this document may do it, to this chat where the permission is about chats. */
export function allows(document, permission, chat, moment) {
  return reasonOf(document, permission, chat, moment).startsWith('allowed');
}

/** Those of the chats on which it may be done, in their order. */
export function filtered(document, permission, chats, moment) {
  return chats.filter((chat) => allows(document, permission, chat, moment));
}

/** Ids of the sections that open, among those of the company. */
export function opened(document, sections, moment) {
  return sections.filter(({ permission }) => allows(document, permission, null, moment)).map(({ id }) => id);
}

/** The answer with the rule that made it, so that a workload can be shown to hold every one of them. */
export function reasonOf(document, permission, chat, moment) {
  if (document.status !== 'active') return 'refused: user not active';
  if (moment >= document.expiresAt) return 'refused: document expired';
  const holding = document.grants.filter((grant) => grant.permissions.includes(permission));
  if (document.denied.includes(permission)) {
    return holding.length > 0 ? 'refused: denied, though granted' : 'refused: denied';
  }
  if (holding.length === 0) return 'refused: no grant has it';
  const valid = holding.filter((grant) => isValid(grant, moment));
  const answerOf = (grant) => judge(grant, permission, chat, document.user);
  const isAllowed = (answer) => answer.startsWith('allowed');
  const answers = valid.map(answerOf);
  const allowed = answers.find(isAllowed);
  if (allowed) return allowed;
  // Periods do not excuse a narrow scope: only what would have been allowed is refused for its period.
  const lost = holding.find((grant) => !valid.includes(grant) && isAllowed(answerOf(grant)));
  if (lost) return lost.endsAt <= moment ? 'refused: the grant has ended' : 'refused: the grant has not started';
  return answers.includes('refused: outside the scope') ? 'refused: outside the scope' : 'refused: other channels';
}

/** A period holds its first instant and not its last. */
export function isValid(grant, moment) {
  return (grant.startsAt ?? -Infinity) <= moment && moment < (grant.endsAt ?? Infinity);
}

function judge(grant, permission, chat, me) {
  if (isHost(permission)) return 'allowed: defined by the host';
  if (!isAboutChats(permission)) return 'allowed: about the company';
  if (grant.channels !== 'all' && !grant.channels.includes(chat.channel)) return 'refused: other channels';
  const { scope } = grant;
  if (scope === 'all') return 'allowed: every chat of the channel';
  if (scope !== 'none' && chat.assignee === me) return 'allowed: assigned to the viewer';
  if (scope !== 'none' && chat.responsible === me) return 'allowed: responsible for the contact';
  if (scope === 'group' && grant.groups.includes(chat.group)) return 'allowed: of a group of the viewer';
  if (grant.newClients && !chat.known && chat.assignee === null) return 'allowed: a new client';
  return 'refused: outside the scope';
}
