import { useState } from "react";
import type { PolicyChange } from "../../api/policy";
import { type Problem, toProblem } from "../../api/problem";
import { t } from "../../i18n";
import { reloadPeople } from "../../state/directory";
import { notify } from "../../state/notices";
import { type Previewed, usePreview } from "../../state/preview";

export interface Edit<T> {
  /** What the form shows: the stored value with the changes not saved yet. */
  value: T;
  changed: "changed" | "unchanged";
  busy: boolean;
  problem: Problem | null;
  /** What saving would open and close. */
  previewed: Previewed;
  change: (part: Partial<T>) => void;
  discard: () => void;
  /** Stores the changes on the policy that they were looked at with; answers whether it worked. */
  save: (revision: number) => Promise<"saved" | "failed">;
  /** Fetches what others have changed meanwhile, and looks again. */
  again: () => void;
}

export interface Changes<T> {
  /** The differences as the edge reads them. */
  describe: (differing: Partial<T>) => PolicyChange;
  store: (differing: Partial<T>, revision: number) => Promise<void>;
}

/** Changes that are kept apart from what is stored until they are saved; only what differs is sent. */
export function useEdit<T extends object>(stored: T, { describe, store }: Changes<T>): Edit<T> {
  const [changes, setChanges] = useState<Partial<T>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const differing = onlyDiffering(stored, changes);
  const changed = Object.keys(differing).length > 0 ? "changed" : "unchanged";
  const { previewed, again } = usePreview(changed === "changed" ? [describe(differing)] : []);
  const save = async (revision: number) => {
    setBusy(true);
    setProblem(null);
    try {
      await store(differing, revision);
      // What was changed again while this was under way is not saved yet.
      setChanges((now) => without(now, differing));
      notify("good", t("saved"));
      return "saved";
    } catch (error) {
      setProblem(toProblem(error));
      return "failed";
    } finally {
      setBusy(false);
    }
  };
  return {
    value: { ...stored, ...changes },
    changed,
    busy,
    problem,
    previewed,
    change: (part) => setChanges((before) => ({ ...before, ...part })),
    discard: () => {
      setChanges({});
      setProblem(null);
    },
    save,
    again: () => {
      setProblem(null);
      reloadPeople();
      again();
    },
  };
}

function onlyDiffering<T extends object>(stored: T, changes: Partial<T>): Partial<T> {
  const entries = Object.entries(changes).filter(
    ([key, value]) => canonical(value) !== canonical(stored[key as keyof T]),
  );
  return Object.fromEntries(entries) as Partial<T>;
}

function without<T extends object>(changes: Partial<T>, saved: Partial<T>): Partial<T> {
  const left = Object.entries(changes).filter(([key, value]) => value !== saved[key as keyof T]);
  return Object.fromEntries(left) as Partial<T>;
}

/** Sets of ids compare without regard to their order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (Array.isArray(part)) return part.map((item) => JSON.stringify(item)).sort();
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
