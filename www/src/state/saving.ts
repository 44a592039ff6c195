import { useState } from "react";
import { type Problem, toProblem } from "../api/problem";
import { t } from "../i18n";
import { notify } from "./notices";

/** What a form shows while its changes are on the way, and where they were refused. */
export interface Saving {
  busy: boolean;
  problem: Problem | null;
  forget: (which?: (problem: Problem) => boolean) => void;
  /** Runs a call that saves, and says that it did, or why not. */
  save: (call: () => Promise<void>) => Promise<void>;
  /** Runs a call that reads what is stored by now: what was wrong may be so no more. */
  again: (call: () => Promise<unknown>) => Promise<void>;
}

/** The state of saving one form. */
export function useSaving(): Saving {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    busy,
    problem,
    forget: (which = () => true) => setProblem((before) => (before !== null && which(before) ? null : before)),
    save: async (call) => {
      setBusy(true);
      setProblem(null);
      try {
        await call();
        notify("good", t("saved"));
      } catch (error) {
        setProblem(toProblem(error));
      } finally {
        setBusy(false);
      }
    },
    again: async (call) => {
      setBusy(true);
      await call();
      setProblem(null);
      setBusy(false);
    },
  };
}
