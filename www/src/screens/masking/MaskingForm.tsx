import { LockKeyhole } from "lucide-react";
import type { Revised } from "../../api/http";
import type { Masking } from "../../api/masking";
import { SaveLine } from "../../components/SaveLine";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { DetectorCard } from "./DetectorCard";
import { StylesCard } from "./StylesCard";
import { TryIt } from "./TryIt";
import { useMaskingEdit } from "./useMaskingEdit";

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
      {edit.changed === "changed" && (
        <SaveLine
          words={t("masking.unsaved")}
          busy={edit.busy}
          problem={edit.problem}
          overtaken="policy_changed"
          onDiscard={edit.discard}
          onSave={() => void edit.save()}
          onAgain={() => void edit.again()}
        />
      )}
    </div>
  );
}
