import { LockKeyhole } from "lucide-react";
import { useState } from "react";
import type { Revised } from "../../api/http";
import { changeMasking, type Masking } from "../../api/masking";
import { type Problem, toProblem } from "../../api/problem";
import { Button } from "../../components/Button";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { ALL } from "../../state/directory";
import { maskingSettings } from "../../state/masking";
import { notify } from "../../state/notices";
import { DetectorCard } from "./DetectorCard";
import { StylesCard } from "./StylesCard";
import { TryIt } from "./TryIt";

export interface MaskingFormProps {
  stored: Revised<Masking>;
}

/** The settings, what they make of examples, and a box to try them out before they are stored. */
export function MaskingForm({ stored }: MaskingFormProps) {
  const access = useAccess();
  const [changes, setChanges] = useState<Partial<Masking>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const may = access.can("settings.edit");
  const masking = { ...stored.value, ...changes };
  const differing = onlyDiffering(stored.value, changes);
  const change = (part: Partial<Masking>) => setChanges((before) => ({ ...before, ...part }));
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await changeMasking(differing, stored.revision);
      await maskingSettings.load(ALL);
      setChanges({});
      notify("good", t("saved"));
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  /** What is changed here stays changed; the rest becomes what it is by now. */
  const again = () => {
    setProblem(null);
    void maskingSettings.load(ALL);
  };
  const isOld = problem?.code === "policy_changed";
  return (
    <div className="form masking" data-testid="masking-form">
      <p className="muted">{t("masking.lead")}</p>
      {!may && (
        <p className="hint-line">
          <LockKeyhole className="icon" aria-hidden="true" />
          {t("masking.readOnly")}
        </p>
      )}
      <div className="masking-columns">
        <div className="masking-column">
          <DetectorCard masking={masking} disabled={!may} onChange={change} />
          <TryIt masking={masking} />
        </div>
        <StylesCard masking={masking} disabled={!may} onChange={change} />
      </div>
      {Object.keys(differing).length > 0 && (
        <div className="save-bar" role="region" aria-label={t("unsaved")}>
          {problem !== null && (
            <ProblemNote
              problem={problem}
              {...(isOld ? { onRetry: again, retry: t("review.again") } : {})}
            />
          )}
          <div className="save-line">
            <div className="save-words">{t("masking.unsaved")}</div>
            <Button
              look="quiet"
              isDisabled={busy}
              onPress={() => {
                setChanges({});
                setProblem(null);
              }}
            >
              {t("discard")}
            </Button>
            <Button look="primary" isPending={busy} onPress={() => void save()}>
              {t("save")}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

function onlyDiffering(stored: Masking, changes: Partial<Masking>): Partial<Masking> {
  const { policy, region, styles } = changes;
  const kinds = Object.entries(styles ?? {}).filter(([kind, style]) => style !== (stored.styles[kind] ?? "partial"));
  return {
    ...(policy === undefined || policy === stored.policy ? {} : { policy }),
    ...(region === undefined || region === stored.region ? {} : { region }),
    ...(kinds.length === 0 ? {} : { styles: Object.fromEntries(kinds) }),
  };
}
