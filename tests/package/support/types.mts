// A consumer in TypeScript: compiles without an error, and every marked mistake is one.
import { init, load, maskText, route, UsherError } from 'usher-access';
import type { AccessDocument, Assignment, ChatFacts, Decision, FieldVisibility, Masked, Permission, Section } from 'usher-access';
import { bind, type Unbind } from 'usher-access/dom';

declare const document_: AccessDocument;
await init();
const access = await load(document_);
await load('{"version":1}');

const facts: ChatFacts = { channel: 'wa-1', known: true };
const chats = [{ id: 'c1', title: 'Ayşe', facts }];
const yes: boolean = access.can('reports.view');
const decision: Decision = access.decide('chats.reply', facts);
const own: Permission = 'loyalty.view';
const kept: { id: string; title: string; facts: ChatFacts }[] = access.filter(own, chats);
const sections: Section[] = access.sections();
const visibility: FieldVisibility = access.visibility({ contact: { channels: ['wa-1'], chats: [facts] } });
const shown: Masked<{ phone: string; tags: string[] }> = access.mask({ phone: '1', tags: ['a'] }, { chat: chats[0]! });
const phone: string | null = shown.phone;
const reason = access.explain('chats.reply', chats[0]).reason;
if (reason.code === 'scope_too_narrow') console.log(reason.scopes.join());
if (reason.code === 'granted' && reason.source.kind === 'role') console.log(reason.source.role);
const stop: () => void = access.subscribe((changed) => console.log(changed.revision));
const unbind: Unbind = bind(document, access, { chat: (id) => chats.find((chat) => chat.id === id) });
unbind.refresh();
unbind();
try {
  access.update(document_);
} catch (fault) {
  if (fault instanceof UsherError && fault.code === 'foreign_access') console.log(fault.errors.length);
}
const text: string = maskText('x');
declare const assignment: Assignment;
console.log(yes, decision, kept, sections, visibility, phone, stop, text, assignment.tie?.among);

// @ts-expect-error a misspelt field of the facts
access.can('chats.view', { channel: 'wa-1', known: true, asignee: 'u1' });
// @ts-expect-error facts without a channel
access.can('chats.view', { known: true });
// @ts-expect-error no permission at all
access.can();
// @ts-expect-error a hidden value is null
const certain: string = shown.phone;
// @ts-expect-error what the user is cannot be set
access.user = 'u2';
// @ts-expect-error no code of ours
if (new Error() instanceof UsherError && ({} as UsherError).code === 'no_such_code') console.log();
// @ts-expect-error an access comes from `load`
new (access.constructor as typeof import('usher-access').Access)();
// @ts-expect-error a request without candidates
route({ chat: facts, group: 'sales', algorithm: 'random', now: 0, dayStart: 0, seed: '0000000000000000' });
// @ts-expect-error internals are not exported
import('usher-access/lib/engine.js');
