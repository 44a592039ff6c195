import type { Holder } from "../api/inbox";
import type { ChatStatus } from "../api/model";
import { type Access, currentAccess } from "./access";
import type { ListName } from "./chats";
import { createStore, useStore } from "./store";

/** Which of the chats that may be seen are looked at. */
export type Tab = "mine" | "queue" | "all";

export interface View {
  status: ChatStatus;
  tab: Tab | null;
}

const store = createStore<View>({ status: "open", tab: null });

export const useView = () => useStore(store);
export const setStatus = (status: ChatStatus) => store.update((view) => ({ ...view, status }));
export const setTab = (tab: Tab) => store.update((view) => ({ ...view, tab }));

/** Nobody has this id: a chat assigned to it is a chat of somebody else. */
const SOMEBODY_ELSE = "somebody-else";

/**
 * The tabs that make sense for this viewer. `usher-access` is asked about chats that might come: one that waits in a
 * queue, one that a colleague has. Who sees neither needs no tabs, as all chats are the viewer's own; and none are
 * for somebody who answers nobody.
 */
export function tabsFor(access: Access): readonly Tab[] {
  const tabs: Tab[] = access.can("chats.reply") ? ["mine"] : [];
  const possible = imagined(access);
  if (possible.some((chat) => access.can("chats.view", { ...chat, assignee: null }))) tabs.push("queue");
  if (possible.some((chat) => access.can("chats.view", { ...chat, assignee: SOMEBODY_ELSE }))) tabs.push("all");
  if (tabs.length < 2) return [];
  return tabs.includes("all") ? tabs : [...tabs, "all"];
}

/** What is shown first: one's own, to who answers clients and may be given chats; everything, to who watches over them. */
export function chosenTab(view: View, access: Access): Tab {
  const tabs = tabsFor(access);
  if (tabs.length === 0) return "all";
  if (view.tab !== null && tabs.includes(view.tab)) return view.tab;
  return access.can("chats.reply") && !access.can("chats.assign") ? "mine" : "all";
}

/** What a client may be looked for by. */
const SEARCHABLE = ["name", "phone", "email", "handle"] as const;

/** Those of them that this viewer sees in clear in some chat: the only ones of which a part is enough. */
export function searchableInPart(access: Access): readonly (typeof SEARCHABLE)[number][] {
  const possible = imagined(access).map((chat) => access.visibility({ ...chat, assignee: access.document.user }));
  return SEARCHABLE.filter((kind) => possible.some((shown) => shown[kind] === "clear"));
}

const HOLDERS: Record<Tab, Holder> = { mine: "me", queue: "none", all: "anybody" };

/** The list that this tab shows. */
export const listName = (status: ChatStatus, tab: Tab): ListName => ({ status, holder: HOLDERS[tab] });

/** The list on screen. */
export function shownList(): ListName | null {
  const access = currentAccess();
  const view = store.get();
  return access === null ? null : listName(view.status, chosenTab(view, access));
}

function imagined(access: Access) {
  return access.document.grants.flatMap((grant) => {
    const channels = grant.channels === "all" ? ["any-channel"] : grant.channels;
    const groups = grant.groups.length > 0 ? grant.groups : [null];
    return channels.flatMap((channel) =>
      groups.flatMap((group) =>
        [true, false].map((known) => ({ channel, group, responsible: null, known })),
      ),
    );
  });
}
