import { Choice } from "../../components/Choice";
import { t } from "../../i18n";

const NEVER = "never";
const LENGTHS = [15, 30, 60, 120, 240, 480, 1_440];

export interface EmergencyChoiceProps {
  /** `null`: never. */
  minutes: number | null;
  onChange: (minutes: number | null) => void;
}

/** Whether a role may be taken in an emergency, and for how long at most. */
export function EmergencyChoice({ minutes, onChange }: EmergencyChoiceProps) {
  const lengths = minutes === null || LENGTHS.includes(minutes) ? LENGTHS : [...LENGTHS, minutes].sort((a, b) => a - b);
  return (
    <Choice
      label={t("role.emergency")}
      hint={t("role.emergencyHint")}
      options={[
        { id: NEVER, name: emergencyWords(null) },
        ...lengths.map((length) => ({ id: String(length), name: emergencyWords(length) })),
      ]}
      value={minutes === null ? NEVER : String(minutes)}
      onChange={(id) => onChange(id === NEVER ? null : Number(id))}
    />
  );
}

export function emergencyWords(minutes: number | null | undefined): string {
  return minutes === null || minutes === undefined ? t("role.emergencyNever") : t("role.emergencyFor", { time: minutesWords(minutes) });
}

/** `30 minutes`, `2 hours`. */
export function minutesWords(minutes: number): string {
  return minutes % 60 === 0 ? t("time.longHours", { count: minutes / 60 }) : t("time.longMinutes", { count: minutes });
}
