import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button";
import { Fold } from "../../components/Fold";
import { TextInput } from "../../components/TextInput";
import type { Hours } from "../../api/routing";
import { list, t } from "../../i18n";
import { usersOf, wholeHours } from "../../state/routing/document";
import { freeId } from "../../state/routing/ids";
import { pointerTo } from "../../state/routing/pointer";
import { DatesEditor } from "./DatesEditor";
import { useForm, useNamesOf } from "./form";
import { HoursChoice } from "./HoursChoice";
import { RowMark, Spot } from "./Spot";
import { weekWords } from "./weekWords";
import { WeekEditor } from "./WeekEditor";

/** When people work: hours that have a name, for people, groups and rules to refer to. */
export function HoursPart() {
  const { edit } = useForm();
  const { hours, defaultHours } = edit.draft;
  return (
    <>
      <p className="muted routing-lead">{t("routing.hoursLead")}</p>
      <div className="routing-default">
        <Spot at="/defaultHours">
          <HoursChoice
            label={t("hours.default")}
            hint={t("hours.defaultHint")}
            value={defaultHours}
            none={t("hours.always")}
            onChange={(next) => edit.change({ defaultHours: next })}
          />
        </Spot>
      </div>
      <Spot at="/hours" shows="own">
        <div className="folds">
          {Object.entries(hours).map(([id, one]) => (
            <HoursRow key={id} id={id} hours={one} />
          ))}
        </div>
      </Spot>
      <NewHours />
    </>
  );
}

const OFFICE: readonly [string, string] = ["09:00", "18:00"];
const OFFICE_WEEK = { mon: [OFFICE], tue: [OFFICE], wed: [OFFICE], thu: [OFFICE], fri: [OFFICE] };

function NewHours() {
  const { edit, onOpen } = useForm();
  const [name, setName] = useState("");
  const id = freeId(name, Object.keys(edit.draft.hours));
  const add = () => {
    if (id === null) return;
    edit.change({ hours: { ...edit.draft.hours, [id]: wholeHours({ weekly: OFFICE_WEEK }) } });
    onOpen(pointerTo("hours", id), true);
    setName("");
  };
  return (
    <form
      className="routing-add"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextInput label={t("hours.newName")} placeholder={t("hours.newExample")} value={name} onChange={setName} maxLength={64} autoComplete="off" />
      <Button type="submit" isDisabled={id === null}>
        <Plus className="icon" aria-hidden="true" />
        {t("hours.add")}
      </Button>
    </form>
  );
}

function HoursRow({ id, hours }: { id: string; hours: Hours }) {
  const { edit, open, onOpen } = useForm();
  const at = pointerTo("hours", id);
  const used = useUsedBy(id);
  const change = (part: Partial<Hours>) => edit.change({ hours: { ...edit.draft.hours, [id]: { ...hours, ...part } } });
  const remove = () => {
    const { [id]: _, ...rest } = edit.draft.hours;
    edit.change({ hours: rest });
  };
  return (
    <Spot at={at} shows="own">
      <Fold
        title={id}
        summary={weekWords(hours)}
        aside={<RowMark at={at} />}
        isOpen={open.has(at)}
        onToggle={(isOpen) => onOpen(at, isOpen)}
        testId={`routing-hours-${id}`}
      >
        <WeekEditor at={at} weekly={hours.weekly} onChange={(weekly) => change({ weekly })} />
        <DatesEditor at={at} hours={hours} onChange={change} />
        <div className="routing-fields">
          <Spot at={`${at}/zone`}>
            <TextInput
              label={t("hours.zone")}
              hint={t("hours.zoneHint")}
              writing="code"
              value={hours.zone ?? ""}
              onChange={(zone) => change({ zone: zone.trim() === "" ? null : zone.trim() })}
            />
          </Spot>
        </div>
        <div className="routing-remove">
          <span className="muted">{used === null ? t("hours.unused") : t("hours.usedBy", { who: used })}</span>
          <Button look="danger" isDisabled={used !== null} onPress={remove}>
            {t("hours.remove")}
          </Button>
        </div>
      </Fold>
    </Spot>
  );
}

/** Who refers to these hours, in words; `null`: nobody. */
function useUsedBy(id: string): string | null {
  const { edit } = useForm();
  const names = useNamesOf();
  const { isDefault, people, groups, rules } = usersOf(edit.draft, id);
  const all = [
    ...(isDefault ? [t("hours.usedByCompany")] : []),
    ...groups.map(names.group),
    ...people.map(names.user),
    ...rules.map((rule) => t("rule.quoted", { text: rule })),
  ];
  return all.length === 0 ? null : list(all.length > 5 ? [...all.slice(0, 5), t("hours.others", { count: all.length - 5 })] : all);
}
