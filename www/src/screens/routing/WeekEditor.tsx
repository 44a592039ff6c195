import { Copy, Plus, X } from "lucide-react";
import { type Day, DAYS, type Hours, type Interval } from "../../api/routing";
import { Button, IconButton } from "../../components/Button";
import { t } from "../../i18n";
import { partsOf, restOf } from "../../state/routing/interval";
import { IntervalFields } from "./IntervalFields";
import { Spot } from "./Spot";

export interface WeekEditorProps {
  at: string;
  weekly: Hours["weekly"];
  onChange: (weekly: Hours["weekly"]) => void;
}

const WORKDAYS: readonly Day[] = ["tue", "wed", "thu", "fri"];
const USUAL: Interval = ["09:00", "18:00"];

/** The hours of a week, each day a row with a strip of its twenty-four hours. */
export function WeekEditor({ at, weekly, onChange }: WeekEditorProps) {
  const put = (day: Day, intervals: readonly Interval[]) => onChange({ ...weekly, [day]: intervals });
  return (
    <div className="week">
      {DAYS.map((day, place) => (
        <div key={day} className="week-day" role="group" aria-label={t(`longDay.${day}`)}>
          <span className="week-name">{t(`longDay.${day}`)}</span>
          <Strip own={weekly[day]} before={weekly[DAYS[(place + 6) % 7] ?? "sun"]} />
          <Spot at={`${at}/weekly/${day}`}>
            <Intervals of={t(`longDay.${day}`)} value={weekly[day]} onChange={(intervals) => put(day, intervals)} />
          </Spot>
        </div>
      ))}
      <div>
        <Button onPress={() => onChange({ ...weekly, ...Object.fromEntries(WORKDAYS.map((day) => [day, weekly.mon])) })}>
          <Copy className="icon" aria-hidden="true" />
          {t("hours.copyMonday")}
        </Button>
      </div>
    </div>
  );
}

export interface IntervalsProps {
  /** Which day it is. */
  of: string;
  value: readonly Interval[];
  onChange: (intervals: readonly Interval[]) => void;
}

/** From when to when, as often as there is a break. */
export function Intervals({ of, value, onChange }: IntervalsProps) {
  return (
    <div className="intervals">
      {value.length === 0 && <span className="muted">{t("hours.closed")}</span>}
      {value.map((interval, place) => (
        <span key={place} className="interval">
          <IntervalFields of={of} value={interval} onChange={(next) => onChange(value.with(place, next))} />
          <IconButton label={t("hours.removeInterval", { day: of })} onPress={() => onChange(value.toSpliced(place, 1))}>
            <X className="icon" aria-hidden="true" />
          </IconButton>
        </span>
      ))}
      <IconButton label={t("hours.addInterval", { day: of })} onPress={() => onChange([...value, after(value)])}>
        <Plus className="icon" aria-hidden="true" />
      </IconButton>
    </div>
  );
}

/** The next of a day: after a break, if there is something before. */
function after(value: readonly Interval[]): Interval {
  const last = value.at(-1)?.[1];
  const hour = last === undefined ? null : Number(last.slice(0, 2)) + 1;
  if (hour === null || Number.isNaN(hour) || hour > 22) return USUAL;
  const two = (number: number) => String(number).padStart(2, "0");
  return [`${two(hour)}:00`, `${two(Math.min(hour + 4, 24))}:00`];
}

const WIDTH = 1_440;

/** The day as a strip, with what goes on from the night before. */
function Strip({ own, before }: { own: readonly Interval[]; before: readonly Interval[] }) {
  const parts = [...own.flatMap(partsOf), ...before.flatMap(restOf)];
  return (
    <svg className="week-strip" viewBox={`0 0 ${WIDTH} 60`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="bar-ground" width={WIDTH} height="60" />
      {parts.map(([from, to]) => (
        <rect key={`${from}-${to}`} className="week-open" x={from} width={to - from} height="60" />
      ))}
      {[360, 720, 1_080].map((minute) => (
        <line key={minute} className="week-mark" x1={minute} x2={minute} y1="0" y2="60" />
      ))}
    </svg>
  );
}
