import { useSyncExternalStore } from "react";

/** A value that components follow. Values are replaced, never changed in place. */
export interface Store<T> {
  get(): T;
  set(next: T): void;
  update(change: (value: T) => T): void;
  subscribe(listener: () => void): () => void;
}

const resets = new Set<() => void>();

/** A store that goes back to `initial` when the user signs out, so that nothing of one session reaches the next. */
export function createStore<T>(initial: T): Store<T> {
  const store = createLastingStore(initial);
  resets.add(() => store.set(initial));
  return store;
}

/** A store that outlives a session: only for what holds no data of the company. */
export function createLastingStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const set = (next: T) => {
    if (Object.is(value, next)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Also run when the user signs out. */
export function onReset(reset: () => void): void {
  resets.add(reset);
}

export function resetAll(): void {
  for (const reset of resets) reset();
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** A part of a store; `select` must return the same reference for the same state. */
export function useSelected<T, S>(store: Store<T>, select: (value: T) => S): S {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
