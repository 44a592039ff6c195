import { LockKeyhole } from "lucide-react";
import type { Revised } from "../../api/http";
import type { Masking } from "../../api/masking";
import { Button } from "../../components/Button";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { DetectorCard } from "./DetectorCard";
import { StylesCard } from "./StylesCard";
import { TryIt } from "./TryIt";
import { type MaskingEdit, useMaskingEdit } from "./useMaskingEdit";

/** The settings, what they make of examples, and a box to try them out before they are stored. */
export function MaskingForm({ stored }: { stored: Revised<Masking> }) {
  const edit = useMaskingEdit(stored);
  const may = useAccess().can("settings.edit");
  const settings = { masking: edit.masking, disabled: !may, onChange: edit.change };
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
          <DetectorCard {...settings} />
          <TryIt masking={edit.masking} />
        </div>
        <StylesCard {...settings} />
      </div>
      {edit.changed === "changed" && <SaveLine edit={edit} />}
    </div>
  );
}

function SaveLine({ edit: { busy, problem, discard, save, again } }: { edit: MaskingEdit }) {
  const isOld = problem?.code === "policy_changed";
  return (
    <div className="save-bar" role="region" aria-label={t("unsaved")}>
      {problem !== null && (
        <ProblemNote problem={problem} {...(isOld ? { onRetry: () => void again(), retry: t("review.again") } : {})} />
      )}
      <div className="save-line">
        <div className="save-words">{t("masking.unsaved")}</div>
        <Button look="quiet" isDisabled={busy} onPress={discard}>
          {t("discard")}
        </Button>
        <Button look="primary" isPending={busy} onPress={() => void save()}>
          {t("save")}
        </Button>
      </div>
    </div>
  );
}
