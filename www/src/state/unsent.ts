import { createStore, useSelected } from "./store";

/** Replies that were begun, by chat: a look into another chat loses nothing. Kept in memory only. */
const store = createStore<Readonly<Record<string, string>>>({});

export const useUnsent = (chat: string) => useSelected(store, (all) => all[chat] ?? "");

export function setUnsent(chat: string, text: string): void {
  store.update(({ [chat]: _, ...rest }) => (text === "" ? rest : { ...rest, [chat]: text }));
}
