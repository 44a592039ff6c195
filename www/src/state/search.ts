import { type Found, searchContacts } from "../api/contacts";
import { type Problem, toProblem } from "../api/problem";
import { createStore, onReset, useStore } from "./store";

/** What came of looking for a client. */
export type Search =
  | { phase: "off" }
  | { phase: "short" }
  | { phase: "asking" }
  | { phase: "found"; found: Found }
  | { phase: "refused"; problem: Problem };

/** What the edge takes, in characters. */
export const QUERY_MIN = 3;
export const QUERY_MAX = 320;

const OFF: Search = { phase: "off" };

/** What is typed is a number or an address of somebody: it is kept in memory only, and goes with the session. */
const typed = createStore("");
const store = createStore<Search>(OFF);
let turn = 0;
onReset(() => {
  turn += 1;
});

export const useTyped = () => useStore(typed);
export const useSearch = () => useStore(store);

/** Where nothing is typed any more, nothing is searched for. */
export function setTyped(text: string): void {
  typed.set(text);
  if (text === "") forgetSearch();
}

export async function search(): Promise<void> {
  const query = typed.get().trim();
  if (query === "") return;
  turn += 1;
  const own = turn;
  if ([...query].length < QUERY_MIN) return store.set({ phase: "short" });
  store.set({ phase: "asking" });
  try {
    const found = await searchContacts(query);
    if (own === turn) store.set({ phase: "found", found });
  } catch (error) {
    if (own === turn) store.set({ phase: "refused", problem: toProblem(error) });
  }
}

/** Back to the list of chats. */
export function forgetSearch(): void {
  turn += 1;
  typed.set("");
  store.set(OFF);
}
