import { path, request } from "./http";
import type { Channel, Chat, ChatDetail, ChatPage, ChatStatus, Message, MessagePage } from "./model";

const PAGE = "50";

/** Whose chats of those that may be seen. */
export type Holder = "me" | "none" | "anybody";

export const fetchChats = (status: ChatStatus, holder: Holder, cursor: string | null) => {
  const assignee = holder === "anybody" ? null : holder;
  return request<ChatPage>("GET", path(["chats"], { status, assignee, cursor, limit: PAGE }));
};

export const fetchChat = (id: string) => request<ChatDetail>("GET", path(["chats", id]));

export const fetchMessages = (chat: string, cursor: string | null) =>
  request<MessagePage>("GET", path(["chats", chat, "messages"], { cursor, limit: PAGE }));

export const sendMessage = (chat: string, text: string) =>
  request<Message>("POST", path(["chats", chat, "messages"]), { text });

/** `null` gives the chat back to its group's queue. */
export const assignChat = (chat: string, user: string | null) =>
  request<Chat>("POST", path(["chats", chat, "assign"]), { user });

export const closeChat = (chat: string) => request<Chat>("POST", path(["chats", chat, "close"]));

/** Of `language`, `null` leaves it to what the service tells. */
export const changeChat = (chat: string, change: { labels?: readonly string[]; language?: string | null }) =>
  request<Chat>("PATCH", path(["chats", chat]), change);

/** What smart rules ask for. */
export const fetchLabels = () => request<{ labels: readonly string[]; languages: readonly string[] }>("GET", path(["labels"]));

export const fetchChannels = () =>
  request<{ channels: Channel[] }>("GET", path(["channels"])).then((answer) => answer.channels);
