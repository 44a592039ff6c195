import type { Route } from "./route";
import { createStore, useStore } from "./store";

export interface Notice {
  id: number;
  tone: "good" | "bad" | "loud";
  text: string;
  /** Where there is more of it. */
  to?: Route;
}

const SHOWN_MS = 6_000;
const store = createStore<readonly Notice[]>([]);
let lastId = 0;

export const useNotices = () => useStore(store);

/** Says something in passing; it is announced to screen readers and goes away by itself, unless it is loud. */
export function notify(tone: Notice["tone"], text: string, to?: Route): void {
  lastId += 1;
  const id = lastId;
  store.update((all) => [...all.slice(-2), { id, tone, text, ...(to === undefined ? {} : { to }) }]);
  if (tone !== "loud") window.setTimeout(() => dismiss(id), SHOWN_MS);
}

export function dismiss(id: number): void {
  store.update((all) => all.filter((notice) => notice.id !== id));
}
