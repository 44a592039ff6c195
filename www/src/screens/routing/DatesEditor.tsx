import { X } from "lucide-react";
import { useId, useState } from "react";
import type { Hours } from "../../api/routing";
import { Button, IconButton } from "../../components/Button";
import { t } from "../../i18n";
import { dayWords } from "../../i18n/time";
import { pointerTo } from "../../state/routing/pointer";
import { Spot } from "./Spot";
import { Intervals } from "./WeekEditor";

export interface DatesEditorProps {
  at: string;
  hours: Hours;
  onChange: (part: Partial<Hours>) => void;
}

/** Days that are not as their weekday: closed, or with hours of their own. */
export function DatesEditor({ at, hours: { closed, dates }, onChange }: DatesEditorProps) {
  const days = [...closed.map((day) => ({ day, isClosed: true })), ...Object.keys(dates).map((day) => ({ day, isClosed: false }))];
  days.sort((a, b) => (a.day < b.day ? -1 : 1));
  const put = (day: string, intervals: Hours["dates"][string] | null) => {
    const { [day]: _, ...rest } = dates;
    onChange({ dates: intervals === null ? rest : { ...rest, [day]: intervals } });
  };
  return (
    <div className="dates">
      <h4 className="field-label">{t("hours.dates")}</h4>
      <Spot at={`${at}/closed`} />
      <ul className="date-rows">
        {days.map(({ day, isClosed }) => (
          <li key={day} className="date-row">
            <span className="week-name">{dayWords(Date.parse(`${day}T12:00:00`))}</span>
            {isClosed ? (
              <span className="muted">{t("hours.closed")}</span>
            ) : (
              <Spot at={`${at}${pointerTo("dates", day)}`}>
                <Intervals of={day} value={dates[day] ?? []} onChange={(intervals) => put(day, intervals)} />
              </Spot>
            )}
            <IconButton
              label={t("hours.removeDate", { day: dayWords(Date.parse(`${day}T12:00:00`)) })}
              onPress={() => (isClosed ? onChange({ closed: closed.filter((one) => one !== day) }) : put(day, null))}
            >
              <X className="icon" aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      <NewDate
        taken={days.map(({ day }) => day)}
        onClosed={(day) => onChange({ closed: [...closed, day].sort() })}
        onOwn={(day) => put(day, [["10:00", "14:00"]])}
      />
    </div>
  );
}

interface NewDateProps {
  taken: readonly string[];
  onClosed: (day: string) => void;
  onOwn: (day: string) => void;
}

function NewDate({ taken, onClosed, onOwn }: NewDateProps) {
  const id = useId();
  const [day, setDay] = useState("");
  const isGood = /^20\d\d-\d\d-\d\d$/.test(day) && !taken.includes(day);
  const add = (put: (day: string) => void) => () => {
    put(day);
    setDay("");
  };
  return (
    <div className="date-new">
      <label className="sr-only" htmlFor={id}>
        {t("hours.newDate")}
      </label>
      <input id={id} className="input" type="date" value={day} onChange={({ target }) => setDay(target.value)} />
      <Button isDisabled={!isGood} onPress={add(onClosed)}>
        {t("hours.addClosed")}
      </Button>
      <Button isDisabled={!isGood} onPress={add(onOwn)}>
        {t("hours.addOwn")}
      </Button>
    </div>
  );
}
