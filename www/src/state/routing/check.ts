import { useEffect, useState } from "react";
import { type Finding, type Settings, type Trial, type Tried, tryRouting } from "../../api/routing";
import { type Problem, toProblem } from "../../api/problem";
import { sent } from "./document";

/** As long as somebody writes, nothing is asked. */
const PAUSE_MS = 350;

/** What the edge says of settings that are not stored, and of a message that would come. */
export interface Check {
  readonly tried: Tried | null;
  /** What is wrong with the settings. */
  readonly faults: readonly Finding[];
  readonly problem: Problem | null;
  readonly isBusy: boolean;
}

const NOTHING: Check = { tried: null, faults: [], problem: null, isBusy: false };

/** Asks anew whenever something changes, and keeps the last answer until the next is there. `null`: nothing is asked. */
export function useCheck(settings: Settings, trial: Trial | null): Check {
  const key = trial === null ? null : JSON.stringify([sent(settings), trial]);
  const [answer, setAnswer] = useState<{ of: string | null; check: Check }>({ of: null, check: NOTHING });
  useEffect(() => {
    if (key === null || trial === null) return setAnswer({ of: null, check: NOTHING });
    let current = true;
    const put = (check: Omit<Check, "isBusy">) => current && setAnswer({ of: key, check: { ...check, isBusy: false } });
    const timer = window.setTimeout(() => {
      tryRouting(trial, sent(settings)).then(
        (tried) => put({ tried, faults: [], problem: null }),
        (error: unknown) => {
          const problem = toProblem(error);
          const faults = faultsOf(problem);
          put({ tried: null, faults, problem: faults.length > 0 ? null : problem });
        },
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
    // Both are in the key.
  }, [key]);
  return { ...answer.check, isBusy: answer.of !== key };
}

/** The faults of a refused document, each with its place in it. */
export function faultsOf(problem: Problem): readonly Finding[] {
  if (problem.code !== "routing_invalid") return [];
  return (problem.document.errors ?? []).map(({ code, pointer = "", message }) => ({
    code,
    message,
    pointer: pointer.replace(/^\/settings/, ""),
  }));
}
