import { useEffect } from "react";
import { type Problem, toProblem } from "../api/problem";
import { createStore, onReset, type Store, useSelected } from "./store";

/** Something fetched: what we have, whether more is under way, and what went wrong last. */
export interface Resource<T> {
  readonly loading: boolean;
  readonly value: T | null;
  readonly problem: Problem | null;
}

const EMPTY: Resource<never> = { loading: false, value: null, problem: null };

/** Things fetched by id. A newer load of the same id makes an older answer void. */
export class Resources<T> {
  readonly store: Store<Readonly<Record<string, Resource<T>>>> = createStore({});
  readonly #fetch: (id: string) => Promise<T>;
  readonly #turns = new Map<string, number>();
  readonly #followers = new Map<string, number>();
  /** Those that changed while they were being fetched: the answer under way may not have the change. */
  readonly #overtaken = new Set<string>();

  constructor(fetch: (id: string) => Promise<T>) {
    this.#fetch = fetch;
    onReset(() => {
      for (const [id, turn] of this.#turns) this.#turns.set(id, turn + 1);
    });
  }

  get(id: string): Resource<T> {
    return this.store.get()[id] ?? EMPTY;
  }

  /** Fetches afresh and keeps showing the old value meanwhile. */
  async load(id: string): Promise<void> {
    const turn = this.#nextTurn(id);
    this.#overtaken.delete(id);
    this.#put(id, { ...this.get(id), loading: true });
    try {
      const value = await this.#fetch(id);
      if (this.#turns.get(id) !== turn) return;
      if (this.#overtaken.has(id)) return await this.load(id);
      this.#put(id, { loading: false, value, problem: null });
    } catch (error) {
      const problem = toProblem(error);
      if (this.#turns.get(id) !== turn) return;
      const value = problem.code === "offline" ? this.get(id).value : null;
      this.#put(id, { loading: false, value, problem });
    }
  }

  ensure(id: string): void {
    const { loading, value, problem } = this.get(id);
    if (!loading && value === null && problem === null) void this.load(id);
  }

  /** An answer to a change is as good as a fetch. */
  put(id: string, value: T): void {
    this.#nextTurn(id);
    this.#put(id, { loading: false, value, problem: null });
  }

  change(id: string, change: (value: T) => T): void {
    const { value, loading } = this.get(id);
    if (loading) this.#overtaken.add(id);
    if (value !== null) this.#put(id, { ...this.get(id), value: change(value) });
  }

  forget(id: string): void {
    this.#nextTurn(id);
    this.store.update(({ [id]: _, ...rest }) => rest);
  }

  /** Fetches again what is on screen and forgets the rest: rights changed, or the connection was away. */
  reloadAll(): void {
    for (const id of Object.keys(this.store.get())) this.refresh(id);
  }

  /** Fetches again what is on screen; what is not will be fetched when it is shown next. */
  refresh(id: string): void {
    if (this.#followers.has(id)) void this.load(id);
    else this.forget(id);
  }

  /** Somebody shows this id, until the returned function is called. */
  follow(id: string): () => void {
    this.#followers.set(id, (this.#followers.get(id) ?? 0) + 1);
    this.ensure(id);
    return () => {
      const left = (this.#followers.get(id) ?? 1) - 1;
      if (left > 0) this.#followers.set(id, left);
      else this.#followers.delete(id);
    };
  }

  #nextTurn(id: string): number {
    const turn = (this.#turns.get(id) ?? 0) + 1;
    this.#turns.set(id, turn);
    return turn;
  }

  #put(id: string, resource: Resource<T>): void {
    this.store.update((all) => ({ ...all, [id]: resource }));
  }
}

/** Follows one thing and fetches it when it is not there yet. */
export function useResource<T>(resources: Resources<T>, id: string): Resource<T> {
  const resource = useSelected(resources.store, (all) => all[id] ?? (EMPTY as Resource<T>));
  useEffect(() => resources.follow(id), [resources, id]);
  return resource;
}

/** Follows one thing without fetching it. */
export function usePeek<T>(resources: Resources<T>, id: string): Resource<T> {
  return useSelected(resources.store, (all) => all[id] ?? (EMPTY as Resource<T>));
}
