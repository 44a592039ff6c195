import { useEffect } from "react";
import { createStore, useStore } from "./store";

/** Tells whether somebody who moves there stays on the page that has changes. */
type Within = (to: string) => boolean;

let within: Within | null = null;
/** Where somebody wanted to go, and is asked about first. */
const wanted = createStore<string | null>(null);

export const useWanted = () => useStore(wanted);

/** Whether the page may be left; if not, somebody is asked. */
export function mayLeave(to: string): boolean {
  if (within === null || within(to)) return true;
  wanted.set(to);
  return false;
}

export const stay = () => wanted.set(null);

/** Gives the changes up; answers where to go. */
export function giveUp(): string | null {
  const to = wanted.get();
  within = null;
  wanted.set(null);
  return to;
}

/** As long as there are changes, nobody leaves the page without being asked; the browser asks who closes it. */
export function useGuard(state: "changed" | "unchanged", stays: Within): void {
  useEffect(() => {
    if (state === "unchanged") return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    within = stays;
    window.addEventListener("beforeunload", ask);
    return () => {
      within = null;
      window.removeEventListener("beforeunload", ask);
    };
    // What counts as the same page never changes.
  }, [state]);
}
