import { useState } from "react";
import type { Revised } from "../../api/http";
import { changeMasking, type Masking } from "../../api/masking";
import { type Problem, toProblem } from "../../api/problem";
import { t } from "../../i18n";
import { ALL } from "../../state/directory";
import { maskingSettings } from "../../state/masking";
import { notify } from "../../state/notices";

export interface MaskingEdit {
  /** What is stored with the changes not saved yet. */
  masking: Masking;
  changed: "changed" | "unchanged";
  busy: boolean;
  problem: Problem | null;
  /** Of the styles, those named are changed. */
  change: (part: Partial<Masking>) => void;
  discard: () => void;
  save: () => Promise<void>;
  /** What is changed here stays changed; the rest becomes what it is by now. */
  again: () => Promise<void>;
}

/** Changes that are kept apart from what is stored until they are saved; only what differs is sent. */
export function useMaskingEdit({ value: stored, revision }: Revised<Masking>): MaskingEdit {
  const [changes, setChanges] = useState<Partial<Masking>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const differing = onlyDiffering(stored, changes);
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await changeMasking(differing, revision);
      await maskingSettings.load(ALL);
      // What was changed again while this was under way is not saved yet.
      setChanges((now) => (now === changes ? {} : now));
      notify("good", t("saved"));
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const again = async () => {
    setBusy(true);
    await maskingSettings.load(ALL);
    setProblem(null);
    setBusy(false);
  };
  return {
    masking: { ...stored, ...changes, styles: { ...stored.styles, ...changes.styles } },
    changed: Object.keys(differing).length > 0 ? "changed" : "unchanged",
    busy,
    problem,
    change: (part) =>
      setChanges((now) => ({ ...now, ...part, ...(part.styles ? { styles: { ...now.styles, ...part.styles } } : {}) })),
    discard: () => {
      setChanges({});
      setProblem(null);
    },
    save,
    again,
  };
}

function onlyDiffering(stored: Masking, { policy, region, styles }: Partial<Masking>): Partial<Masking> {
  const kinds = Object.entries(styles ?? {}).filter(([kind, style]) => style !== (stored.styles[kind] ?? "partial"));
  return {
    ...(policy === undefined || policy === stored.policy ? {} : { policy }),
    ...(region === undefined || region === stored.region ? {} : { region }),
    ...(kinds.length === 0 ? {} : { styles: Object.fromEntries(kinds) }),
  };
}
