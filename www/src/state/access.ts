import { type Access as Usher, type Explanation, load } from "usher-access";
import type { AccessDocument, ChatFacts, Section } from "../api/model";
import { createStore, onReset, useStore } from "./store";

export type { Explanation };

/**
 * The viewer's access at one moment. Every answer comes from `usher-access`: nothing in this console decides
 * for itself what may be seen or done, and the edge enforces each of these answers again.
 */
export interface Access {
  readonly document: AccessDocument;
  can(permission: string, chat?: ChatFacts): boolean;
  explain(permission: string, chat?: ChatFacts): Explanation;
  sections(): readonly Section[];
}

const store = createStore<Access | null>(null);
let usher: Usher | null = null;
onReset(() => {
  usher = null;
});

/** Takes the access of a log-in or of a live frame; navigation and buttons follow at once. */
export async function takeAccess(document: AccessDocument): Promise<void> {
  if (usher === null) {
    const loaded = await load(document);
    usher = loaded;
    publish(loaded, document);
    return;
  }
  usher.update(document);
  publish(usher, document);
}

export function currentAccess(): Access | null {
  return store.get();
}

export const accessStore = store;

/** The viewer's access; components that use it are shown only after log-in. */
export function useAccess(): Access {
  const access = useStore(store);
  if (access === null) throw new Error("access is used before log-in");
  return access;
}

function publish(from: Usher, document: AccessDocument): void {
  store.set({
    document,
    can: (permission, chat) => from.can(permission, chat ?? null),
    explain: (permission, chat) => from.explain(permission, chat ?? null),
    sections: () => from.sections(),
  });
}
