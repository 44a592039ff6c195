import { Eye } from "lucide-react";
import { type FormEvent, useState } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import type { Contact, ContactField } from "../../api/model";
import { type Problem, toProblem } from "../../api/problem";
import { Button } from "../../components/Button";
import { ProblemNote } from "../../components/ProblemNote";
import { Sheet } from "../../components/Sheet";
import { TextInput } from "../../components/TextInput";
import { t } from "../../i18n";
import { reveal } from "../../state/reveal";

/** What the edge takes for a reason, in characters. */
const REASON_MIN = 3;
const REASON_MAX = 500;

const REASONS = ["reveal.reason.call", "reveal.reason.order", "reveal.reason.identity", "reveal.reason.complaint"] as const;

export interface RevealSheetProps {
  contact: Contact;
  field: ContactField;
  onClose: () => void;
}

/** Asks why somebody needs to see a value, before it is shown. */
export function RevealSheet({ contact, field, onClose }: RevealSheetProps) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ready = reason.trim().length >= REASON_MIN;
  const confirm = async () => {
    if (!ready || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await reveal(contact.id, field, reason.trim());
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void confirm();
  };
  return (
    <Sheet
      title={t(`reveal.title.${field}`)}
      isOpen
      onClose={onClose}
      testId="reveal"
      foot={
        <>
          <Button look="quiet" onPress={onClose}>
            {t("cancel")}
          </Button>
          <Button look="primary" isPending={busy} isDisabled={!ready} onPress={() => void confirm()}>
            <Eye className="icon" aria-hidden="true" />
            {t("reveal.confirm")}
          </Button>
        </>
      }
    >
      <p>{t("reveal.lead")}</p>
      {problem !== null && <ProblemNote problem={problem} />}
      <form className="sheet-form" onSubmit={submit}>
        <Reasons reason={reason} onPick={setReason} />
        <TextInput
          label={t("reveal.reason")}
          hint={t("reveal.reasonHint")}
          isRequired
          autoComplete="off"
          maxLength={REASON_MAX}
          value={reason}
          onChange={setReason}
        />
      </form>
    </Sheet>
  );
}

/** Reasons to pick: they are written into the field, and may be added to there. */
function Reasons({ reason, onPick }: { reason: string; onPick: (reason: string) => void }) {
  return (
    <ToggleButtonGroup
      className="picks"
      aria-label={t("reveal.reasons")}
      selectionMode="single"
      selectedKeys={REASONS.filter((key) => t(key) === reason)}
      onSelectionChange={(keys) => {
        const picked = REASONS.find((key) => keys.has(key));
        onPick(picked === undefined ? "" : t(picked));
      }}
    >
      {REASONS.map((key) => (
        <ToggleButton key={key} id={key} className="pick">
          {t(key)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
