// A consumer in TypeScript: compiles without an error, and every marked mistake is one.
import { find, init, load, maskJson, maskJsonStream, maskText, UsherError } from 'usher-access';
import type {
  AccessDocument, ChatFacts, ChatHandle, Decision, FieldVisibility, Masked, Permission, PermissionHandle, Section,
} from 'usher-access';
import {
  type Assignment, type RouteRequest, type RoutingCommand, type RoutingRecord, init as initAdmin, route, Routing,
} from 'usher-access/admin';
import { bind, type Unbind } from 'usher-access/dom';

declare module 'usher-access' {
  interface HostPermissions {
    'loyalty.view': true;
  }
}

declare const document_: AccessDocument;
await init();
const access = await load(document_, { clock: () => 1_760_000_000_000 });
await load('{"version":2}');

const facts: ChatFacts = { channel: 'wa-1', known: true };
const chats = [{ id: 'c1', title: 'Ayşe', facts }];
const yes: boolean = access.can('reports.view');
const decision: Decision = access.decide('chats.reply', facts);
const own: Permission = 'loyalty.view';
const kept: { id: string; title: string; facts: ChatFacts }[] = access.filter(own, chats);
const sections: Section[] = access.sections();
const open: Section[] = sections.filter((section) => access.can(section.permission));
declare const configured: string;
const maybe: boolean = access.knows(configured) && access.can(configured, chats[0]);
const reply: PermissionHandle = access.permission('chats.reply');
const chat: ChatHandle = access.chat(chats[0]!);
const quick: boolean = access.allows(reply, chat);
const column: Uint32Array = access.pack(chats, new Uint32Array(8));
const places: number[] = [...access.select(reply, column)];
const visibility: FieldVisibility = access.visibility({ contact: { channels: ['wa-1'], chats: [facts] } });
const shown: Masked<{ phone: string; tags: string[] }> = access.mask({ phone: '1', tags: ['a'] }, { chat: chats[0]! });
const phone: string | null = shown.phone;
const reason = access.explain('chats.reply', chats[0]).reason;
if (reason.code === 'scope_too_narrow') console.log(reason.scopes.join());
if (reason.code === 'granted' && reason.source.kind === 'role') console.log(reason.source.role);
if (reason.code === 'grant_ended') console.log(new Date(reason.endsAt));
const stop: () => void = access.subscribe((changed) => console.log(changed.revision));
const unbind: Unbind = bind(document, access, { chat: (id) => chats.find((chat) => chat.id === id) });
unbind.refresh();
unbind();
try {
  access.update(document_);
} catch (fault) {
  if (fault instanceof UsherError && fault.code === 'foreign_access') console.log(fault.errors.length);
}
const text: string = maskText('x', { policy: 'strict', region: 'TR' });
const spans: string[] = find(text).map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);
const page: Uint8Array = maskJson(new Uint8Array(2), { fields: { loyalty: 'identifier' }, visibility: { phone: 'clear' } });
const own_: Uint8Array = access.maskJson(page, { chat: facts, region: 'DE' });
declare const response: Response;
const piped = response.body?.pipeThrough(maskJsonStream({ policy: 'balanced' }));
console.log(spans, own_, piped?.locked);
declare const request: RouteRequest;
const assignment: Assignment = route(request);
console.log(open, maybe, quick, places, yes, decision, kept, sections, visibility, phone, stop, text, assignment.tie?.among);

await initAdmin();
const routing = new Routing();
const record: RoutingRecord = { atMs: 1_760_000_000_000, seed: '00000000deadbeef', event: { type: 'closed', chat: 7 } };
const commands: readonly RoutingCommand[] = routing.apply(record).commands;
const toWhom = commands.flatMap((command) => (command.op === 'assign' ? [command.to] : []));
const refusedBy: string[] = routing.applyAll([record]).flatMap((step) => ('refused' in step ? [step.refused] : []));
const closest = routing.explain(record).flatMap(({ asked }) => asked.flatMap(({ leftOut }) => leftOut.map(({ rule }) => rule)));
const again: Routing = new Routing(routing.export());
const due: number | null = again.nextTimer;

// @ts-expect-error a misspelt field of the facts
access.can('chats.view', { channel: 'wa-1', known: true, asignee: 'u1' });
// @ts-expect-error facts without a channel
access.can('chats.view', { known: true });
// @ts-expect-error a misspelt permission
access.can('reports.veiw');
// @ts-expect-error a misspelt permission of the host
access.decide('loyalty.veiw');
// @ts-expect-error a misspelt permission, asked for many chats
access.filter('chats.veiw', chats);
// @ts-expect-error a misspelt permission, for a handle
access.permission('chats.replay');
// @ts-expect-error a misspelt permission, to be explained
access.explain('report.view');
// @ts-expect-error a name that may be none
access.can(configured);
// @ts-expect-error handles in the wrong order
access.allows(chat, reply);
// @ts-expect-error a number is no handle
access.allows(reply, 7);
// @ts-expect-error a list is no column
access.select(reply, [1, 2]);
// @ts-expect-error no permission at all
access.can();
// @ts-expect-error a policy that there is not
find('x', { policy: 'loose' });
// @ts-expect-error a text is no page
maskJson('{}');
// @ts-expect-error a hidden value is null
const certain: string = shown.phone;
// @ts-expect-error what the user is cannot be set
access.user = 'u2';
// @ts-expect-error no code of ours
if (new Error() instanceof UsherError && ({} as UsherError).code === 'no_such_code') console.log();
// @ts-expect-error an access comes from `load`
new (access.constructor as typeof import('usher-access').Access)();
// @ts-expect-error internals are not exported
import('usher-access/lib/engine.js');
// @ts-expect-error an event that there is not
routing.apply({ ...record, event: { type: 'vanished', chat: 7 } });
// @ts-expect-error a seed is text
routing.apply({ ...record, seed: 7 });
// @ts-expect-error an algorithm that there is not
route({ ...request, algorithm: 'newest' });
