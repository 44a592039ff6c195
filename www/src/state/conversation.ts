import { fetchMessages, sendMessage } from "../api/inbox";
import type { Message } from "../api/model";
import { type Problem, toProblem } from "../api/problem";
import { currentAccess } from "./access";
import { Resources } from "./resource";
import { createStore } from "./store";

/** The messages of one chat, oldest first, as far back as they were paged. */
export interface Conversation {
  readonly messages: readonly Message[];
  readonly cursor: string | null;
}

/** An own message that the edge has not acknowledged yet, or has refused. */
export interface Draft {
  readonly key: string;
  readonly chat: string;
  readonly text: string;
  readonly at: number;
  readonly problem: Problem | null;
}

export const conversations = new Resources<Conversation>(async (chat) => {
  const page = await fetchMessages(chat, null);
  return { messages: page.messages.toReversed(), cursor: page.nextCursor };
});

export const drafts = createStore<readonly Draft[]>([]);
const paging = createStore<ReadonlySet<string>>(new Set());
let lastKey = 0;

export const pagingStore = paging;

/** Fetches what came before the oldest message shown. */
export async function loadEarlier(chat: string): Promise<void> {
  const cursor = conversations.get(chat).value?.cursor ?? null;
  if (cursor === null || paging.get().has(chat)) return;
  paging.update((all) => new Set(all).add(chat));
  try {
    const page = await fetchMessages(chat, cursor);
    conversations.change(chat, (now) => ({ messages: [...page.messages.toReversed(), ...now.messages], cursor: page.nextCursor }));
  } catch {
    // The button stays and can be pressed again.
  } finally {
    paging.update((all) => new Set([...all].filter((id) => id !== chat)));
  }
}

/** A message as a live frame has it; a status change of a known one replaces it. */
export function applyMessage(message: Message): void {
  const { messages } = conversations.get(message.chat).value ?? { messages: [] };
  if (isOwn(message) && !messages.some((known) => known.id === message.id)) dropFirstDraft(message.chat);
  put(message);
}

function put(message: Message): void {
  conversations.change(message.chat, (now) => ({ ...now, messages: placed(now.messages, message) }));
}

/** Sends a reply, which is shown as pending at once. */
export async function send(chat: string, text: string): Promise<void> {
  lastKey += 1;
  const draft: Draft = { key: `draft-${lastKey}`, chat, text, at: Date.now(), problem: null };
  drafts.update((all) => [...all, draft]);
  await deliver(draft);
}

export async function retry(draft: Draft): Promise<void> {
  drafts.update((all) => all.map((other) => (other.key === draft.key ? { ...other, problem: null } : other)));
  await deliver(draft);
}

export function discard(draft: Draft): void {
  drafts.update((all) => all.filter((other) => other.key !== draft.key));
}

async function deliver(draft: Draft): Promise<void> {
  try {
    put(await sendMessage(draft.chat, draft.text));
    discard(draft);
  } catch (error) {
    const problem = toProblem(error);
    drafts.update((all) => [...all.filter((other) => other.key !== draft.key), { ...draft, problem }]);
  }
}

/** The frame of one's own message may come before the answer to the call: it is the oldest one on its way. */
function dropFirstDraft(chat: string): void {
  const first = drafts.get().find((draft) => draft.chat === chat && draft.problem === null);
  if (first !== undefined) discard(first);
}

function isOwn(message: Message): boolean {
  return message.direction === "out" && message.author?.id === currentAccess()?.document.user;
}

/**
 * In the place of its former version, else by time; of one second, in the order in which they came, as on the edge:
 * channels stamp whole seconds only.
 */
function placed(messages: readonly Message[], message: Message): readonly Message[] {
  const known = messages.findIndex((other) => other.id === message.id);
  if (known !== -1) return messages.with(known, message);
  const later = messages.findIndex((other) => second(other) > second(message));
  return messages.toSpliced(later === -1 ? messages.length : later, 0, message);
}

function second(message: Message): number {
  return Math.floor(message.at / 1_000);
}
