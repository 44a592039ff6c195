import { useEffect, useState } from "react";
import type { Interval } from "../../api/routing";
import { t } from "../../i18n";
import { minutesOf, timeOf } from "../../state/routing/interval";

export interface IntervalFieldsProps {
  of: string;
  value: Interval;
  onChange: (value: Interval) => void;
}

/** Two times. */
export function IntervalFields({ of, value: [from, to], onChange }: IntervalFieldsProps) {
  return (
    <>
      <Time label={t("hours.from", { day: of })} value={from} onChange={(time) => onChange([time, to])} />
      <span aria-hidden="true">–</span>
      <Time label={t("hours.to", { day: of })} value={to} onChange={(time) => onChange([from, time])} />
    </>
  );
}

interface TimeProps {
  label: string;
  value: string;
  onChange: (time: string) => void;
}

/** A time of the day as text: unlike the browser's own field it knows `24:00`, and is written the same everywhere. */
function Time({ label, value, onChange }: TimeProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <input
      className="input time-input"
      aria-label={label}
      aria-invalid={minutesOf(timeOf(typed)) === null}
      inputMode="numeric"
      autoComplete="off"
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => {
        const time = timeOf(typed);
        setTyped(time);
        if (time !== value) onChange(time);
      }}
    />
  );
}
