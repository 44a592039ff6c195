import { useState } from "react";
import type { PolicyChange } from "../../api/policy";
import { type Problem, toProblem } from "../../api/problem";
import { reloadPeople } from "../../state/directory";
import { type Previewed, usePreview } from "../../state/preview";

export interface Proposal {
  isOpen: boolean;
  open: () => void;
  close: () => void;
  busy: boolean;
  problem: Problem | null;
  previewed: Previewed;
  again: () => void;
  confirm: (revision: number) => void;
}

/** Something that is made or deleted as a whole, looked at in a dialog of its own. `change` is `null` while it lacks something. */
export function useProposal(change: PolicyChange | null, store: (revision: number) => Promise<void>): Proposal {
  const [isOpen, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { previewed, again } = usePreview(isOpen && change !== null ? [change] : []);
  const confirm = async (revision: number) => {
    setBusy(true);
    setProblem(null);
    try {
      await store(revision);
      setOpen(false);
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    isOpen,
    open: () => {
      setProblem(null);
      setOpen(true);
    },
    close: () => setOpen(false),
    busy,
    problem,
    previewed,
    again: () => {
      setProblem(null);
      reloadPeople();
      again();
    },
    confirm: (revision) => void confirm(revision),
  };
}

/** What a sheet shows of a proposal. */
export function sheetOf({ isOpen, previewed, busy, problem, again, confirm, close }: Proposal) {
  return { isOpen, previewed, busy, problem, onAgain: again, onConfirm: confirm, onClose: close };
}

/** An id that nothing has, for looking at what is not made yet. */
export const provisionalId = () => `new-${crypto.randomUUID()}`;
