import { useCallback, useEffect, useState } from "react";
import { type PolicyChange, type Preview, previewChanges } from "../api/policy";
import { type Problem, toProblem } from "../api/problem";

/** What is known of what changes would open and close. */
export type Previewed =
  /** There are no changes. */
  | { phase: "none" }
  /** Being asked; what is known is of the changes before. */
  | { phase: "asking"; last: Preview | null }
  | { phase: "known"; preview: Preview }
  | { phase: "failed"; problem: Problem };

/** Long enough for somebody to tick the next box. */
const PAUSE_MS = 300;

/** Asks the edge what these changes would open and close, whenever they change, and `again` on demand. */
export function usePreview(changes: readonly PolicyChange[]): { previewed: Previewed; again: () => void } {
  const [turn, setTurn] = useState(0);
  const [previewed, setPreviewed] = useState<Previewed>({ phase: "none" });
  const asked = JSON.stringify(changes);
  useEffect(() => {
    const wanted = JSON.parse(asked) as PolicyChange[];
    if (wanted.length === 0) {
      setPreviewed({ phase: "none" });
      return;
    }
    let current = true;
    setPreviewed((before) => ({ phase: "asking", last: lastOf(before) }));
    const timer = window.setTimeout(() => {
      previewChanges(wanted)
        .then((preview): Previewed => ({ phase: "known", preview }))
        .catch((error: unknown): Previewed => ({ phase: "failed", problem: toProblem(error) }))
        .then((next) => {
          if (current) setPreviewed(next);
        });
    }, PAUSE_MS);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [asked, turn]);
  return { previewed, again: useCallback(() => setTurn((before) => before + 1), []) };
}

/** The newest answer, also while the next is on its way. */
export function lastOf(previewed: Previewed): Preview | null {
  if (previewed.phase === "known") return previewed.preview;
  return previewed.phase === "asking" ? previewed.last : null;
}
