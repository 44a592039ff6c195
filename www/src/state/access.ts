import { type Access as Usher, type Explanation, load, type Permission } from "usher-access";
import type { AccessDocument, ChatFacts, Section, Visibility } from "../api/model";
import { present } from "./clock";
import { createStore, onReset, useStore } from "./store";

export type { Explanation };

/**
 * The viewer's access at one moment. Every answer comes from `usher-access`: nothing in this console decides
 * for itself what may be seen or done, and the edge enforces each of these answers again.
 */
export interface Access {
  readonly document: AccessDocument;
  can(permission: Permission, chat?: ChatFacts): boolean;
  explain(permission: Permission, chat?: ChatFacts): Explanation;
  /** Whether there is a permission of this name: for those that are not written in this console. */
  knows(name: string): name is Permission;
  sections(): readonly Section[];
  /** How much of each kind of personal data is shown in this chat. */
  visibility(chat: ChatFacts): Partial<Record<string, Visibility>>;
}

const store = createStore<Access | null>(null);
let usher: Usher | null = null;
let unsubscribe = () => {};
onReset(() => {
  unsubscribe();
  unsubscribe = () => {};
  usher = null;
});

let onTurn: () => void = () => {};

/** Whom to tell when the access changed by itself: something started, ended, or the whole of it is past its time. */
export function whenAccessTurns(listener: () => void): void {
  onTurn = listener;
}

/** Takes the access of a log-in or of a live frame; navigation and buttons follow at once. */
export async function takeAccess(document: AccessDocument): Promise<void> {
  if (usher === null) {
    const loaded = await load(document, { clock: present });
    usher = loaded;
    unsubscribe = loaded.subscribe(() => follow(loaded));
  } else {
    taking = true;
    try {
      usher.update(document);
    } finally {
      taking = false;
    }
  }
  publish(usher, document);
}

let taking = false;

/** An instant was passed at which answers change. Noticed while something is shown, so what follows comes after. */
function follow(from: Usher): void {
  if (taking) return;
  queueMicrotask(() => {
    const shown = store.get();
    if (usher !== from || shown === null) return;
    publish(from, shown.document);
    onTurn();
  });
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
    knows: (name): name is Permission => from.knows(name),
    sections: () => from.sections(),
    visibility: (chat) => from.visibility(chat),
  });
}
