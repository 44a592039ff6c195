// Cedar in WebAssembly in its fastest mode: a policy set for this viewer alone, parsed once; no entity crosses.
import * as cedar from '#cedar';
import { fold } from '../fold.mjs';

export const title = '@cedar-policy/cedar-wasm 4, a set per user';
export const note = 'denials and periods resolved and grants folded beforehand; parsed once';
export const slow = true;

const quoted = JSON.stringify;

export function prepare(document, moment) {
  const policies = fold(document, moment).flatMap(({ permissions, company, ways }) => {
    const actions = `action in [${permissions.map((name) => `Action::${quoted(name)}`)}]`;
    const conditions = company ? [''] : ways.map((way) => `when { ${conditionOf(way, document.user)} }`);
    return conditions.map((condition) => `permit(principal, ${actions}, resource) ${condition};`);
  });
  return JSON.stringify({ user: document.user, policies: policies.join('\n') });
}

function conditionOf({ who, channels, groups }, me) {
  const on = channels === 'all' ? 'true' : `${quoted(channels)}.contains(context.channel)`;
  switch (who) {
    case 'anyone': return on;
    case 'mine': return `(context.assignee == ${quoted(me)} || context.responsible == ${quoted(me)}) && ${on}`;
    case 'groups': return `${quoted(groups)}.contains(context.group) && ${on}`;
    default: return `context.assignee == "" && !context.known && ${on}`;
  }
}

export function open(text) {
  const { user, policies } = JSON.parse(text);
  const answer = cedar.preparsePolicySet(user, { staticPolicies: policies });
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
  return { type: 'User', id: user };
}

export const can = (viewer, permission, chat) => ask(viewer, action(permission), context(chat));

export function filter(viewer, permission, chats) {
  const asked = action(permission);
  return chats.filter((chat) => ask(viewer, asked, context(chat)));
}

export const handles = {
  permission: (_, permission) => action(permission),
  chat: (_, chat) => context(chat),
  can: ask,
};

const NOTHING = {};
const NO_ENTITIES = [];
const RESOURCE = { type: 'Chat', id: 'c' };

const action = (permission) => ({ type: 'Action', id: permission });

function context(chat) {
  if (chat === null) return NOTHING;
  const { channel, group, assignee, responsible, known } = chat;
  return { channel, group: group ?? '', assignee: assignee ?? '', responsible: responsible ?? '', known };
}

function ask(principal, asked, about) {
  const answer = cedar.statefulIsAuthorized({
    principal,
    action: asked,
    resource: RESOURCE,
    context: about,
    preparsedPolicySetId: principal.id,
    validateRequest: false,
    entities: NO_ENTITIES,
  });
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
  return answer.response.decision === 'allow';
}
