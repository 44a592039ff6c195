import { Siren } from "lucide-react";
import { useState } from "react";
import { type Problem, toProblem } from "../../api/problem";
import { Button } from "../../components/Button";
import { Choice } from "../../components/Choice";
import { ProblemNote } from "../../components/ProblemNote";
import { Sheet } from "../../components/Sheet";
import { TextInput } from "../../components/TextInput";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { setAsking, take, useAsking, useTakeable } from "../../state/emergency";
import { minutesWords } from "../people/EmergencyChoice";

const LENGTHS = [15, 30, 60, 120, 240, 480, 1_440];
/** What the edge takes for a reason, in characters. */
const REASON_MIN = 10;
const REASON_MAX = 500;

/** Takes a role that is kept for emergencies: which, for how long, and why. */
export function TakeEmergency() {
  const isOpen = useAsking();
  const roles = useTakeable(useAccess());
  const [picked, setPicked] = useState<string | null>(null);
  const [wanted, setWanted] = useState(30);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const role = roles.find((one) => one.id === picked) ?? roles[0];
  const lengths = lengthsOf(role?.maxMinutes ?? 0);
  const minutes = lengths.includes(wanted) ? wanted : (lengths.at(-1) ?? 0);
  const close = () => {
    setAsking(false);
    setProblem(null);
    setReason("");
  };
  const confirm = async () => {
    if (role === undefined) return;
    setBusy(true);
    setProblem(null);
    try {
      await take(role.id, minutes, reason.trim());
      close();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      title={t("emergency.title")}
      isOpen={isOpen}
      onClose={close}
      testId="take-emergency"
      foot={
        <>
          <Button look="quiet" onPress={close}>
            {t("cancel")}
          </Button>
          <Button look="alarm" isPending={busy} isDisabled={reason.trim().length < REASON_MIN || role === undefined} onPress={() => void confirm()}>
            <Siren className="icon" aria-hidden="true" />
            {t("emergency.take")}
          </Button>
        </>
      }
    >
      <p className="verdict verdict-warn">{t("emergency.lead")}</p>
      {problem !== null && <ProblemNote problem={problem} />}
      <div className="sheet-form">
        <Choice
          label={t("emergency.role")}
          options={roles.map(({ id, name, maxMinutes }) => ({
            id,
            name,
            hint: t("emergency.atMost", { time: minutesWords(maxMinutes) }),
          }))}
          value={role?.id ?? null}
          onChange={setPicked}
        />
        <Choice
          label={t("emergency.minutes")}
          options={lengths.map((length) => ({ id: String(length), name: minutesWords(length) }))}
          value={String(minutes)}
          onChange={(id) => setWanted(Number(id))}
        />
        <TextInput
          label={t("emergency.reason")}
          hint={t("emergency.reasonHint", { count: REASON_MIN })}
          isRequired
          maxLength={REASON_MAX}
          value={reason}
          onChange={setReason}
        />
      </div>
    </Sheet>
  );
}

/** The usual lengths up to the longest allowed, and that one. */
function lengthsOf(most: number): number[] {
  const usual = LENGTHS.filter((length) => length < most);
  return most > 0 ? [...usual, most] : usual;
}
