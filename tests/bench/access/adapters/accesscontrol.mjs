// accesscontrol: one role for this viewer, custom actions, declarative conditions, a locked model.
import { AccessControl } from 'accesscontrol';
import { fold } from '../fold.mjs';

export const title = 'accesscontrol 3, a role per user';
export const note = 'denials and periods resolved and grants folded beforehand';
export const slow = true;

/** Its names of actions know no dot. */
const actionOf = (permission) => permission.replace('.', '-');

export function prepare(document, moment) {
  const grants = fold(document, moment).flatMap(({ permissions, company, ways }) => {
    const conditions = ways.map((way) => conditionOf(way, document.user));
    const anything = company || conditions.includes(null);
    const where = anything ? null : conditions.length === 1 ? conditions[0] : { or: conditions };
    return permissions.map((permission) => ({ action: actionOf(permission), where }));
  });
  return JSON.stringify(grants);
}

function conditionOf({ who, channels, groups }, me) {
  const on = channels === 'all' ? [] : [['$.chat.channel', 'in', channels]];
  const all = (...conditions) => (conditions.length === 1 ? conditions[0] : { and: conditions });
  switch (who) {
    case 'anyone': return on.length === 0 ? null : on[0];
    case 'mine': return all({ or: [['$.chat.assignee', '==', me], ['$.chat.responsible', '==', me]] }, ...on);
    case 'groups': return all(['$.chat.group', 'in', groups], ...on);
    default: return all(['$.chat.assignee', '==', null], ['$.chat.known', '==', false], ...on);
  }
}

export function open(text) {
  const control = new AccessControl();
  control.grant('viewer');
  for (const { action, where } of JSON.parse(text)) {
    const grant = control.grant('viewer');
    (where === null ? grant : grant.where(where)).action(action, 'chat');
  }
  return control.lock();
}

const names = new Map();
function named(permission) {
  let name = names.get(permission);
  if (name === undefined) names.set(permission, (name = actionOf(permission)));
  return name;
}

export const can = (control, permission, chat) => control.can('viewer', { chat }).do(named(permission), 'chat').granted;

export const filter = (control, permission, chats) => chats.filter((chat) => can(control, permission, chat));
