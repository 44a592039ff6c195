import { CalendarClock } from "lucide-react";
import { useId, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Popover } from "react-aria-components/Popover";
import { period as periodOf } from "../api/holding";
import type { Period } from "../api/model";
import { t } from "../i18n";
import { periodWords } from "../i18n/period";
import { localMinute } from "../i18n/time";
import { present, useNow } from "../state/clock";
import { isLasting } from "../state/period";
import { Button } from "./Button";

export interface PeriodEditorProps {
  /** What it is the period of. */
  name: string;
  period: Period;
  onChange: (period: Period) => void;
}

/** From when until when somebody holds something, behind a button that says it. */
export function PeriodEditor({ name, period, onChange }: PeriodEditorProps) {
  const now = useNow();
  const words = isLasting(period) ? t("period.always") : periodWords(period, now) || t("period.always");
  return (
    <DialogTrigger>
      <AriaButton
        className={`period-button${isLasting(period) ? "" : " period-set"}`}
        aria-label={t("period.button", { name, period: words })}
      >
        <CalendarClock className="icon" aria-hidden="true" />
        <span>{words}</span>
      </AriaButton>
      <Popover className="popover period-popover" placement="bottom end">
        <Dialog className="period-dialog">
          {({ close }) => (
            <>
              <Heading slot="title" className="card-title">
                {t("period.title", { name })}
              </Heading>
              <PeriodFields period={period} onChange={onChange} onDone={close} />
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

type End = "startsAt" | "endsAt";

function PeriodFields({ period, onChange, onDone }: Omit<PeriodEditorProps, "name"> & { onDone: () => void }) {
  // What is being typed may make no sense yet; only what does is passed on.
  const [typed, setTyped] = useState<Period>(period);
  const wrong = typed.startsAt !== undefined && typed.endsAt !== undefined && typed.endsAt <= typed.startsAt;
  const take = (next: Period) => {
    setTyped(next);
    const { startsAt, endsAt } = next;
    if (startsAt === undefined || endsAt === undefined || startsAt < endsAt) onChange(next);
  };
  const set = (end: End, at: number | undefined) => {
    const next = { ...typed, [end]: at };
    take(periodOf(next.startsAt, next.endsAt));
  };
  const error = useId();
  return (
    <div className="period-fields">
      <Moment label={t("period.start")} hint={t("period.startHint")} at={typed.startsAt} onChange={(at) => set("startsAt", at)} />
      <Moment
        label={t("period.end")}
        hint={t("period.endHint")}
        at={typed.endsAt}
        {...(wrong ? { error } : {})}
        onChange={(at) => set("endsAt", at)}
      />
      {wrong && (
        <p id={error} className="field-error" role="alert">
          {t("period.wrong")}
        </p>
      )}
      <div className="presets" role="group" aria-label={t("period.presets")}>
        {PRESETS.map((preset) => (
          <Button key={preset} look="plain" onPress={() => set("endsAt", ends(preset, typed.startsAt ?? present()))}>
            {t(`period.preset.${preset}`)}
          </Button>
        ))}
      </div>
      <div className="period-foot">
        <Button look="quiet" isDisabled={isLasting(typed)} onPress={() => take({})}>
          {t("period.preset.always")}
        </Button>
        <Button look="plain" onPress={onDone}>
          {t("period.done")}
        </Button>
      </div>
    </div>
  );
}

interface MomentProps {
  label: string;
  hint: string;
  at: number | undefined;
  /** The id of what says why it is wrong. */
  error?: string;
  onChange: (at: number | undefined) => void;
}

/** Date and time where the viewer is, by the browser's own field: it speaks the viewer's habits, and to screen readers. */
function Moment({ label, hint, at, error, onChange }: MomentProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        type="datetime-local"
        value={at === undefined ? "" : localMinute(at)}
        aria-describedby={error ?? `${id}-hint`}
        aria-invalid={error !== undefined}
        onChange={({ target }) => onChange(target.value === "" ? undefined : new Date(target.value).getTime())}
      />
      <span id={`${id}-hint`} className="field-hint">
        {hint}
      </span>
    </div>
  );
}

const PRESETS = ["hour", "today", "week", "month"] as const;

function ends(preset: (typeof PRESETS)[number], from: number): number {
  const day = new Date(from);
  switch (preset) {
    case "hour":
      return from + 3_600_000;
    case "today":
      return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
    case "week":
      return day.setDate(day.getDate() + 7);
    case "month":
      return day.setMonth(day.getMonth() + 1);
  }
}
