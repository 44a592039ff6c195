import type { ReactNode } from "react";
import type { Ladder as Times, Missed, Sticky } from "../../api/routing";
import { Choice } from "../../components/Choice";
import { DurationInput } from "../../components/DurationInput";
import { list, t } from "../../i18n";
import { durationWords } from "../../i18n/time";
import { SECONDS_MAX } from "../../state/routing/document";
import { useForm, useNamesOf } from "./form";
import { Spot } from "./Spot";

/** What a group brings to the steps; without it they are told in general. */
export interface OfGroup {
  name: string;
  skills: readonly string[];
  backupUsers: readonly string[];
  backupGroup: string | null;
}

export interface LadderProps {
  /** The pointer to what holds `ladder` and `missed`. */
  at: string;
  group?: OfGroup;
  sticky: Sticky;
  ladder: Times;
  missed: Missed;
  /** Without them it is shown, and not changed. */
  onSticky?: (sticky: Sticky) => void;
  onLadder?: (ladder: Times) => void;
  onMissed?: (missed: Missed) => void;
}

const STICKIES: readonly Sticky[] = ["last_agent", "responsible", "none"];
const NOBODY = "nobody:";

/** Who is asked when, while a client waits: a line of time with a step for each. */
export function Ladder({ at, group, sticky, ladder, missed, onSticky, onLadder, onMissed }: LadderProps) {
  const names = useNamesOf();
  const helpers = group === undefined ? t("ladder.backupUsersHint") : namesOf(group.backupUsers.map(names.user));
  const helping = group === undefined ? t("ladder.backupGroupHint") : namesOf(group.backupGroup === null ? [] : [names.group(group.backupGroup)]);
  const skills = group === undefined ? t("ladder.relaxHint") : namesOf(group.skills, "ladder.noSkills");
  const time = (key: keyof Times, label: string) => (
    <Spot at={`${at}/ladder/${key}`}>
      {onLadder !== undefined && (
        <DurationInput
          label={label}
          seconds={ladder[key]}
          most={SECONDS_MAX}
          {...(key === "responsibleFor" ? {} : { never: t("never") })}
          onChange={(seconds) => onLadder({ ...ladder, [key]: seconds })}
        />
      )}
    </Spot>
  );
  const steps = [ladder.responsibleFor, ladder.relaxSkillAfter, ladder.backupUsersAfter, ladder.backupGroupAfter];
  const isEarly = (place: number) => {
    const after = steps[place] ?? null;
    return after !== null && steps.slice(0, place).some((before) => before !== null && before > after);
  };
  return (
    <Spot at={`${at}/ladder`} shows="own">
      <ol className="ladder">
        <Step after={0} title={t(`ladder.sticky.${sticky}`)} hint={t("ladder.stickyHint")} look={sticky === "none" ? "off" : "on"}>
          {onSticky !== undefined && (
            <Choice
              label={t("ladder.sticky")}
              labelled="hidden"
              options={STICKIES.map((id) => ({ id, name: t(`ladder.stickyChoice.${id}`) }))}
              value={sticky}
              onChange={(id) => onSticky(id as Sticky)}
            />
          )}
        </Step>
        <Step after={ladder.responsibleFor} title={group === undefined ? t("ladder.group") : t("ladder.groupOf", { name: group.name })} hint={t("ladder.groupHint")}>
          {sticky !== "none" && time("responsibleFor", t("ladder.responsibleFor"))}
        </Step>
        <Step after={ladder.relaxSkillAfter} look={isEarly(1) ? "early" : "on"} title={t("ladder.relax")} hint={skills}>
          {time("relaxSkillAfter", t("ladder.relax"))}
        </Step>
        <Step after={ladder.backupUsersAfter} look={isEarly(2) ? "early" : "on"} title={t("ladder.backupUsers")} hint={helpers}>
          {time("backupUsersAfter", t("ladder.backupUsers"))}
        </Step>
        <Step after={ladder.backupGroupAfter} look={isEarly(3) ? "early" : "on"} title={t("ladder.backupGroup")} hint={helping}>
          {time("backupGroupAfter", t("ladder.backupGroup"))}
        </Step>
        <Step after={missed.answerWithin} title={t("ladder.missed")} hint={t("ladder.missedHint")} look="end">
          <Spot at={`${at}/missed`}>
            {onMissed !== undefined && (
              <>
                <DurationInput
                  label={t("ladder.missed")}
                  seconds={missed.answerWithin}
                  most={SECONDS_MAX}
                  never={t("never")}
                  onChange={(answerWithin) => onMissed({ ...missed, answerWithin })}
                />
                <Escalation missed={missed} onMissed={onMissed} />
              </>
            )}
            {onMissed === undefined && missed.escalateTo !== null && <p className="field-hint">{t("ladder.escalated", { name: names.group(missed.escalateTo) })}</p>}
          </Spot>
        </Step>
      </ol>
    </Spot>
  );
}

function Escalation({ missed, onMissed }: { missed: Missed; onMissed: (missed: Missed) => void }) {
  const { groups } = useForm().company;
  return (
    <Choice
      label={t("ladder.escalateTo")}
      options={[{ id: NOBODY, name: t("ladder.escalateToNobody") }, ...groups.map(({ id, name }) => ({ id, name }))]}
      value={missed.escalateTo ?? NOBODY}
      disabled={missed.answerWithin === null}
      onChange={(id) => onMissed({ ...missed, escalateTo: id === NOBODY ? null : id })}
    />
  );
}

interface StepProps {
  /** Seconds since the client began to wait; `null`: never. */
  after: number | null;
  title: string;
  hint: string;
  look?: "on" | "off" | "early" | "end";
  children?: ReactNode;
}

function Step({ after, title, hint, look = "on", children }: StepProps) {
  return (
    <li className={`step step-${after === null ? "off" : look}`}>
      <span className="step-time">{after === null ? t("never") : after === 0 ? t("atOnce") : durationWords(after)}</span>
      <span className="step-dot" aria-hidden="true" />
      <div className="step-words">
        <span className="step-title">{title}</span>
        <span className="field-hint">{hint}</span>
      </div>
      <div className="step-field">{children}</div>
    </li>
  );
}

function namesOf(all: readonly string[], none: "ladder.nobodySet" | "ladder.noSkills" = "ladder.nobodySet"): string {
  return all.length === 0 ? t(none) : list(all);
}
