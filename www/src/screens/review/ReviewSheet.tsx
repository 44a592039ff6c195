import type { ReactNode } from "react";
import type { Problem } from "../../api/problem";
import { Button } from "../../components/Button";
import { ProblemNote } from "../../components/ProblemNote";
import { Sheet } from "../../components/Sheet";
import { t } from "../../i18n";
import type { Previewed } from "../../state/preview";
import { PreviewView } from "./PreviewView";

export interface ReviewSheetProps {
  title: string;
  /** What confirms. */
  action: string;
  look?: "primary" | "danger";
  isOpen: boolean;
  previewed: Previewed;
  busy: boolean;
  problem: Problem | null;
  /** Fetches what others changed meanwhile, and looks again. */
  onAgain: () => void;
  /** With the revision of the policy that the changes were looked at with. */
  onConfirm: (revision: number) => void;
  onClose: () => void;
  /** What is to be filled in first. */
  children?: ReactNode;
}

/** The last look before something is stored; what a rule forbids cannot be confirmed. */
export function ReviewSheet(props: ReviewSheetProps) {
  const { title, action, look = "primary", isOpen, previewed, busy, problem, onAgain, onConfirm, onClose, children } = props;
  const preview = previewed.phase === "known" ? previewed.preview : null;
  return (
    <Sheet
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      testId="review"
      foot={
        <>
          <Button look="quiet" isDisabled={busy} onPress={onClose}>
            {t("cancel")}
          </Button>
          <Button
            look={look}
            isPending={busy}
            isDisabled={preview === null || !preview.allowed}
            onPress={() => preview !== null && onConfirm(preview.revision)}
          >
            {action}
          </Button>
        </>
      }
    >
      {children}
      {problem !== null && (
        <ProblemNote
          problem={problem}
          {...(problem.code === "policy_changed" ? { onRetry: onAgain, retry: t("review.again") } : {})}
        />
      )}
      <PreviewView previewed={previewed} onRetry={onAgain} />
    </Sheet>
  );
}
