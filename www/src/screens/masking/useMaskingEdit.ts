import { useState } from "react";
import type { Revised } from "../../api/http";
import { changeMasking, type Masking } from "../../api/masking";
import type { Problem } from "../../api/problem";
import { ALL } from "../../state/directory";
import { maskingSettings } from "../../state/masking";
import { useSaving } from "../../state/saving";

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
  const saving = useSaving();
  const differing = onlyDiffering(stored, changes);
  const save = () =>
    saving.save(async () => {
      await changeMasking(differing, revision);
      await maskingSettings.load(ALL);
      // What was changed again while this was under way is not saved yet.
      setChanges((now) => (now === changes ? {} : now));
    });
  return {
    masking: { ...stored, ...changes, styles: { ...stored.styles, ...changes.styles } },
    changed: Object.keys(differing).length > 0 ? "changed" : "unchanged",
    busy: saving.busy,
    problem: saving.problem,
    change: (part) =>
      setChanges((now) => ({ ...now, ...part, ...(part.styles ? { styles: { ...now.styles, ...part.styles } } : {}) })),
    discard: () => {
      setChanges({});
      saving.forget();
    },
    save,
    again: () => saving.again(() => maskingSettings.load(ALL)),
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
