import { useEffect, useState, useSyncExternalStore } from "react";

let aheadMs = 0;

/**
 * The present where the edge is: what ends, ends by its clock, and those of computers go wrong.
 */
export const present = (): number => Date.now() + aheadMs;

/** Takes the time from something that the edge has written this very moment. */
export function setPresent(writtenAt: number): void {
  aheadMs = writtenAt - Date.now();
}

/** The present for all who ask, with one timer for them. */
class Clock {
  readonly #tickMs: number;
  readonly #listeners = new Set<() => void>();
  #now = present();
  #timer: number | undefined;

  constructor(tickMs: number) {
    this.#tickMs = tickMs;
  }

  readonly now = (): number => this.#now;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#timer === undefined) {
      // It stood still while nobody asked.
      this.#now = present();
      this.#timer = window.setInterval(this.#tick, this.#tickMs);
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      window.clearInterval(this.#timer);
      this.#timer = undefined;
    };
  };

  readonly #tick = (): void => {
    this.#now = present();
    for (const listener of [...this.#listeners]) listener();
  };
}

const halfMinutes = new Clock(30_000);
const seconds = new Clock(1_000);

/** The present, to the half minute: enough for "waiting 4 min". */
export const useNow = () => useSyncExternalStore(halfMinutes.subscribe, halfMinutes.now);

/** The present, to the second: for what counts down, and for what is over at once when it is over. */
export const useSecond = () => useSyncExternalStore(seconds.subscribe, seconds.now);

/** How long it is until then, in milliseconds, looked at whenever one more second of it is over. */
export function useLeft(endsAt: number): number {
  const [left, setLeft] = useState(() => endsAt - present());
  useEffect(() => {
    let timer = 0;
    const look = () => {
      const now = endsAt - present();
      setLeft(now);
      if (now > 0) timer = window.setTimeout(look, (now % 1_000) + 1);
    };
    look();
    return () => window.clearTimeout(timer);
  }, [endsAt]);
  return left;
}
