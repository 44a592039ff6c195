import { fetchChats, type Holder } from "../api/inbox";
import type { Chat, ChatStatus } from "../api/model";
import { type Problem, toProblem } from "../api/problem";
import { currentAccess } from "./access";
import { createStore, onReset } from "./store";

/** Which list: the edge pages each of them for itself. */
export interface ListName {
  readonly status: ChatStatus;
  readonly holder: Holder;
}

/** One list, as far as it was paged. */
export interface ChatList extends ListName {
  readonly chats: readonly Chat[];
  readonly cursor: string | null;
  readonly phase: "idle" | "loading" | "more" | "ready";
  readonly problem: Problem | null;
}

export type ChatLists = Readonly<Record<string, ChatList>>;

export const chatLists = createStore<ChatLists>({});

/** What live frames said while a page was under way: newer than the page when that arrives. */
const arrived = new Map<string, Chat | null>();
const turns = new Map<string, number>();
onReset(() => {
  arrived.clear();
  for (const [key, turn] of turns) turns.set(key, turn + 1);
});

const EMPTY = { chats: [], cursor: null, phase: "idle", problem: null } as const;
const empties = new Map<string, ChatList>();

export function listOf(lists: ChatLists, name: ListName): ChatList {
  const key = keyOf(name);
  const list = lists[key] ?? empties.get(key);
  if (list !== undefined) return list;
  const empty: ChatList = { ...name, ...EMPTY };
  empties.set(key, empty);
  return empty;
}

/** Fetches the first page afresh; what is shown stays until it is there. */
export async function loadChats(name: ListName): Promise<void> {
  await loadPage(name, "first");
}

export async function loadMoreChats(name: ListName): Promise<void> {
  const { cursor, phase } = listOf(chatLists.get(), name);
  if (cursor !== null && phase === "ready") await loadPage(name, "next");
}

export function ensureChats(name: ListName): void {
  if (listOf(chatLists.get(), name).phase === "idle") void loadChats(name);
}

/** The list on screen again; the others are fetched when they are shown next. */
export function reloadChats(shown: ListName): void {
  const key = keyOf(shown);
  chatLists.update((lists) => Object.fromEntries(Object.entries(lists).filter(([other]) => other === key)));
  for (const [other, turn] of turns) turns.set(other, turn + 1);
  if (chatLists.get()[key] !== undefined) void loadChats(shown);
}

/** A chat as a live frame, or the answer to a change, has it. */
export function applyChat(chat: Chat): void {
  if (busy()) arrived.set(chat.id, chat);
  chatLists.update((lists) => mapLists(lists, (list) => place(list, chat)));
}

/** The chat can no longer be seen. */
export function dropChat(id: string): void {
  if (busy()) arrived.set(id, null);
  chatLists.update((lists) => mapLists(lists, (list) => without(list, id)));
}

async function loadPage(name: ListName, which: "first" | "next"): Promise<void> {
  const key = keyOf(name);
  const turn = (turns.get(key) ?? 0) + 1;
  turns.set(key, turn);
  const { cursor } = listOf(chatLists.get(), name);
  if (!busy()) arrived.clear();
  put(name, { phase: which === "first" ? "loading" : "more" });
  try {
    const page = await fetchChats(name.status, name.holder, which === "first" ? null : cursor);
    if (turns.get(key) !== turn) return;
    const before = which === "first" ? [] : listOf(chatLists.get(), name).chats;
    put(name, { chats: before, cursor: page.nextCursor, phase: "ready", problem: null });
    merge(name, page.chats);
  } catch (error) {
    if (turns.get(key) === turn) put(name, { phase: "ready", problem: toProblem(error) });
  }
}

function merge(name: ListName, page: readonly Chat[]): void {
  let list = listOf(chatLists.get(), name);
  for (const chat of page) list = place(list, chat);
  for (const [id, chat] of arrived) list = chat === null ? without(list, id) : place(list, chat);
  put(name, list);
}

function place(list: ChatList, chat: Chat): ChatList {
  const rest = without(list, chat.id);
  if (!belongs(list, chat)) return rest;
  const chats = [...rest.chats];
  const at = chats.findIndex((other) => isNewer(chat, other));
  chats.splice(at === -1 ? chats.length : at, 0, chat);
  return { ...rest, chats };
}

function belongs({ status, holder }: ListName, chat: Chat): boolean {
  if (chat.status !== status) return false;
  if (holder === "anybody") return true;
  return holder === "none" ? chat.assignee === null : chat.assignee?.id === currentAccess()?.document.user;
}

function without(list: ChatList, id: string): ChatList {
  if (!list.chats.some((chat) => chat.id === id)) return list;
  return { ...list, chats: list.chats.filter((chat) => chat.id !== id) };
}

function isNewer(chat: Chat, other: Chat): boolean {
  if (chat.updatedAt !== other.updatedAt) return chat.updatedAt > other.updatedAt;
  return chat.id > other.id;
}

function busy(): boolean {
  return Object.values(chatLists.get()).some(({ phase }) => phase === "loading" || phase === "more");
}

function mapLists(lists: ChatLists, change: (list: ChatList) => ChatList): ChatLists {
  return Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, change(list)]));
}

function put(name: ListName, change: Partial<ChatList>): void {
  chatLists.update((lists) => ({ ...lists, [keyOf(name)]: { ...listOf(lists, name), ...change } }));
}

const keyOf = ({ status, holder }: ListName) => `${status}.${holder}`;
