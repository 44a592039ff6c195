import type { ReactNode } from "react";
import type { Problem } from "../api/problem";
import { t } from "../i18n";
import { Button } from "./Button";
import { ProblemNote } from "./ProblemNote";

export interface SaveLineProps {
  /** What saving does. */
  words: ReactNode;
  busy: boolean;
  problem: Problem | null;
  /** The refusal that somebody else was faster, after which one looks again. */
  overtaken: string;
  onDiscard: () => void;
  onSave: () => void;
  onAgain: () => void;
}

/** Stays at the foot of settings that are changed and not saved. */
export function SaveLine({ words, busy, problem, overtaken, onDiscard, onSave, onAgain }: SaveLineProps) {
  const isOld = problem?.code === overtaken;
  return (
    <div className="save-bar" role="region" aria-label={t("unsaved")}>
      {problem !== null && <ProblemNote problem={problem} {...(isOld ? { onRetry: onAgain, retry: t("review.again") } : {})} />}
      <div className="save-line">
        <div className="save-words">{words}</div>
        <Button look="quiet" isDisabled={busy} onPress={onDiscard}>
          {t("discard")}
        </Button>
        <Button look="primary" isPending={busy} onPress={onSave}>
          {t("save")}
        </Button>
      </div>
    </div>
  );
}
