import { useState } from "react";
import { t } from "../i18n";
import { Choice } from "./Choice";
import { NumberInput } from "./NumberInput";

const UNITS = { seconds: 1, minutes: 60, hours: 3_600 } as const;
type Unit = keyof typeof UNITS;
const NEVER = "never";

export interface DurationInputProps {
  /** What it is the time of. */
  label: string;
  seconds: number | null;
  /** The longest, in seconds. */
  most: number;
  /** Whether it may be never, and what that is called. */
  never?: string;
  onChange: (seconds: number | null) => void;
}

/** A time in the unit that suits it, or never. */
export function DurationInput({ label, seconds, most, never, onChange }: DurationInputProps) {
  // A unit that was picked stays, also where another would suit the number better.
  const [picked, setPicked] = useState<Unit | null>(null);
  const unit = picked !== null && (seconds ?? 0) % UNITS[picked] === 0 ? picked : suiting(seconds ?? 0);
  const options = (Object.keys(UNITS) as Unit[]).map((id) => ({ id: id as string, name: t(`unit.${id}`) }));
  return (
    <div className="duration" role="group" aria-label={label}>
      {seconds !== null && (
        <NumberInput
          label={t("duration.number", { what: label })}
          labelled="hidden"
          value={seconds / UNITS[unit]}
          bounds={[0, Math.floor(most / UNITS[unit])]}
          onChange={(number) => {
            // Sixty minutes on the way to six hundred are no hour yet.
            setPicked(unit);
            onChange(number * UNITS[unit]);
          }}
        />
      )}
      <Choice
        label={t("duration.unit", { what: label })}
        labelled="hidden"
        options={never === undefined ? options : [...options, { id: NEVER, name: never }]}
        value={seconds === null ? NEVER : unit}
        onChange={(id) => {
          if (id === NEVER) return onChange(null);
          const next = id as Unit;
          setPicked(next);
          const number = seconds === null ? 1 : Math.round(seconds / UNITS[unit]);
          onChange(Math.min(number * UNITS[next], most));
        }}
      />
    </div>
  );
}

/** The largest unit in which it is a whole number. */
function suiting(seconds: number): Unit {
  if (seconds > 0 && seconds % 3_600 === 0) return "hours";
  return seconds > 0 && seconds % 60 === 0 ? "minutes" : "seconds";
}
