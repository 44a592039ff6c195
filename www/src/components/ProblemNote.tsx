import { CircleAlert } from "lucide-react";
import { describe, faults, type Problem } from "../api/problem";
import { t } from "../i18n";
import { Button } from "./Button";

export interface ProblemNoteProps {
  problem: Problem;
  onRetry?: () => void;
  /** What trying again means here. */
  retry?: string;
}

/** A refusal or a failure in words, next to what it is about. */
export function ProblemNote({ problem, onRetry, retry }: ProblemNoteProps) {
  const single = faults(problem);
  return (
    <div className="problem" role="alert" data-testid="problem" data-code={problem.code}>
      <CircleAlert className="icon" aria-hidden="true" />
      <div className="problem-words">
        <p>{describe(problem)}</p>
        {single.length > 0 && (
          <ul>
            {single.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        )}
        {problem.permission !== null && (
          <p className="problem-detail">
            {t("problem.missingPermission")} <code>{problem.permission}</code>
          </p>
        )}
        {onRetry !== undefined && (
          <Button look="plain" onPress={onRetry}>
            {retry ?? t("tryAgain")}
          </Button>
        )}
      </div>
    </div>
  );
}
