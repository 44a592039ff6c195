import { assignChat, changeChat, closeChat, fetchChat, fetchLabels } from "../api/inbox";
import { takeChat, transferChat } from "../api/queue";
import type { Chat } from "../api/model";
import { applyChat, dropChat } from "./chats";
import { Resources } from "./resource";
import { stretches } from "./stretches";

/** Chats with their contact and the history of their assignment. */
export const details = new Resources(fetchChat);

/** The labels and languages that smart rules ask for. */
export const labels = new Resources(fetchLabels);

/** Changes its labels or its language. Throws the problem of a refusal. */
export async function label(chat: string, change: { labels?: readonly string[]; language?: string | null }): Promise<void> {
  settle(await changeChat(chat, change));
}

/** Gives the chat to somebody, or back to the queue of its group. Throws the problem of a refusal. */
export async function assign(chat: string, user: string | null): Promise<void> {
  settle(await assignChat(chat, user));
}

/** The viewer takes it. Throws the problem of a refusal. */
export async function take(chat: string): Promise<void> {
  settle(await takeChat(chat));
}

/** Throws the problem of a refusal. */
export async function transfer(chat: string, to: { group: string } | { user: string }): Promise<void> {
  settle(await transferChat(chat, to));
}

/** Throws the problem of a refusal. */
export async function close(chat: string): Promise<void> {
  settle(await closeChat(chat));
}

/** A chat that can no longer be seen leaves the list, and its screen says why. */
export function lose(chat: string): void {
  dropChat(chat);
  details.refresh(chat);
}

/** After a change the history has grown as well. */
export function settle(chat: Chat): void {
  applyChat(chat);
  details.change(chat.id, (detail) => ({ ...detail, ...chat, contact: detail.contact }));
  details.refresh(chat.id);
  stretches.refresh(chat.id);
}
