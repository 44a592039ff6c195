import { useState } from "react";
import { type Problem, toProblem } from "../../api/problem";
import { t } from "../../i18n";
import { notify } from "../../state/notices";

export interface Edit<T> {
  /** What the form shows: the stored value with the changes not saved yet. */
  value: T;
  changed: "changed" | "unchanged";
  busy: boolean;
  problem: Problem | null;
  change: (part: Partial<T>) => void;
  discard: () => void;
  save: () => Promise<void>;
}

/** Changes that are kept apart from what is stored until they are saved; only what differs is sent. */
export function useEdit<T extends object>(stored: T, store: (change: Partial<T>) => Promise<void>): Edit<T> {
  const [changes, setChanges] = useState<Partial<T>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const differing = onlyDiffering(stored, changes);
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await store(differing);
      // What was changed again while this was under way is not saved yet.
      setChanges((now) => without(now, differing));
      notify("good", t("saved"));
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    value: { ...stored, ...changes },
    changed: Object.keys(differing).length > 0 ? "changed" : "unchanged",
    busy,
    problem,
    change: (part) => setChanges((before) => ({ ...before, ...part })),
    discard: () => {
      setChanges({});
      setProblem(null);
    },
    save,
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
