import type { Group } from "../../api/model";
import type { GroupSettings, Sticky } from "../../api/routing";
import { Choice } from "../../components/Choice";
import { Fold } from "../../components/Fold";
import { NumberInput } from "../../components/NumberInput";
import { Picks } from "../../components/Picks";
import { RouteLink } from "../../components/RouteLink";
import { Tags } from "../../components/Tags";
import { Toggle } from "../../components/Toggle";
import { list, t, words } from "../../i18n";
import { BOUNDS, skillsOf, USUAL_GROUP } from "../../state/routing/document";
import { pointerTo } from "../../state/routing/pointer";
import { Found } from "./Found";
import { useForm, useNamesOf } from "./form";
import { HoursChoice } from "./HoursChoice";
import { Ladder } from "./Ladder";
import { OwnCapacityFields } from "./OwnCapacityFields";
import { RowMark, Spot } from "./Spot";

const NONE = "none:";
const STICKIES: readonly Sticky[] = ["last_agent", "responsible", "none"];

/** What groups have of their own. */
export function GroupsPart() {
  const { groups } = useForm().company;
  return (
    <>
      <p className="muted routing-lead">{t("routing.groupsLead")}</p>
      <Found label={t("routing.findGroup")} all={groups} wordsOf={({ name }) => name}>
        {(group) => <GroupRow key={group.id} group={group} />}
      </Found>
    </>
  );
}

function GroupRow({ group }: { group: Group }) {
  const { edit, open, onOpen } = useForm();
  const at = pointerTo("groups", group.id);
  const said = edit.draft.groups[group.id] ?? USUAL_GROUP;
  return (
    <Spot at={at} shows="own">
      <Fold
        title={group.name}
        summary={<Summary said={said} />}
        aside={<RowMark at={at} />}
        isOpen={open.has(at)}
        onToggle={(isOpen) => onOpen(at, isOpen)}
        testId={`routing-group-${group.id}`}
      >
        <GroupFields group={group} said={said} at={at} />
      </Fold>
    </Spot>
  );
}

function Summary({ said }: { said: GroupSettings }) {
  const names = useNamesOf();
  const helpers = [...said.backupUsers.map(names.user), ...(said.backupGroup === null ? [] : [names.group(said.backupGroup)])];
  const parts = [
    ...(said.skills.length > 0 ? [t("group.asksFor", { skills: list(said.skills) })] : []),
    ...(helpers.length > 0 ? [t("group.helpedBy", { names: list(helpers) })] : []),
    ...(said.hours !== null ? [t("group.within", { hours: said.hours })] : []),
    ...(said.priority > 0 ? [t("rule.withPriority", { priority: said.priority })] : []),
    ...(said.capacity.text !== null ? [t("capacity.atMost", { count: said.capacity.text })] : []),
    ...(said.ladder !== null || said.missed !== null || said.sticky !== null ? [t("group.ownTimes")] : []),
  ];
  return parts.length === 0 ? t("routing.asCompany") : parts.join(" · ");
}

interface FieldsProps {
  group: Group;
  said: GroupSettings;
  at: string;
}

function GroupFields({ group, said, at }: FieldsProps) {
  const { edit, company } = useForm();
  const change = (part: Partial<GroupSettings>) => edit.changeGroup(group.id, part);
  const people = company.users.filter(({ status }) => status === "active");
  const others = company.groups.filter(({ id }) => id !== group.id);
  return (
    <>
      <div className="routing-fields">
        <div className="field">
          <span className="field-label">{t("group.picksBy")}</span>
          <span>
            {words("algorithm", group.algorithm)}{" "}
            <RouteLink className="quiet-link" to={{ screen: "group", group: group.id }}>
              {t("group.openGroup")}
            </RouteLink>
          </span>
        </div>
        <Spot at={`${at}/priority`}>
          <NumberInput label={t("group.priority")} hint={t("group.priorityHint")} value={said.priority} bounds={BOUNDS.priority} onChange={(priority) => change({ priority })} />
        </Spot>
        <Spot at={`${at}/hours`}>
          <HoursChoice label={t("group.hours")} hint={t("group.hoursHint")} value={said.hours} none={asCompany(edit.draft.defaultHours)} onChange={(hours) => change({ hours })} />
        </Spot>
        <OwnCapacityFields at={at} value={said.capacity} usual={edit.draft.capacity} onChange={(capacity) => change({ capacity })} />
        <Spot at={`${at}/skills`}>
          <Tags label={t("group.skills")} hint={t("group.skillsHint")} value={said.skills} known={skillsOf(edit.draft)} onChange={(skills) => change({ skills })} />
        </Spot>
        <Spot at={`${at}/backupUsers`}>
          <Picks label={t("group.backupUsers")} hint={t("group.backupUsersHint")} options={people} value={said.backupUsers} onChange={(backupUsers) => change({ backupUsers })} />
        </Spot>
        <Spot at={`${at}/backupGroup`}>
          <Choice
            label={t("group.backupGroup")}
            hint={t("group.backupGroupHint")}
            options={[{ id: NONE, name: t("group.noBackup") }, ...others]}
            value={said.backupGroup ?? NONE}
            onChange={(id) => change({ backupGroup: id === NONE ? null : id })}
          />
        </Spot>
      </div>
      <GroupTimes group={group} said={said} at={at} />
    </>
  );
}

/** The ladder of the group: its own, or the company's, which is shown and not changed here. */
function GroupTimes({ group, said, at }: FieldsProps) {
  const { edit } = useForm();
  const { ladder, missed, sticky } = edit.draft;
  const change = (part: Partial<GroupSettings>) => edit.changeGroup(group.id, part);
  const own = said.ladder !== null || said.missed !== null || said.sticky !== null;
  return (
    <div className="routing-times">
      <h3 className="card-title">{t("ladder.title")}</h3>
      <div className="routing-toggles">
        <Choice
          label={t("ladder.sticky")}
          options={[{ id: NONE, name: t("group.stickyAsCompany", { which: t(`ladder.stickyChoice.${sticky}`) }) }, ...STICKIES.map((id) => ({ id, name: t(`ladder.stickyChoice.${id}`) }))]}
          value={said.sticky ?? NONE}
          onChange={(id) => change({ sticky: id === NONE ? null : (id as Sticky) })}
        />
        <Toggle label={t("group.ownLadder")} hint={t("group.ownHint")} selected={said.ladder !== null} onChange={(on) => change({ ladder: on ? ladder : null })} />
        <Toggle label={t("group.ownMissed")} hint={t("group.ownHint")} selected={said.missed !== null} onChange={(on) => change({ missed: on ? missed : null })} />
      </div>
      <Ladder
        at={own ? at : `${at}/company`}
        group={{ name: group.name, skills: said.skills, backupUsers: said.backupUsers, backupGroup: said.backupGroup }}
        sticky={said.sticky ?? sticky}
        ladder={said.ladder ?? ladder}
        missed={said.missed ?? missed}
        {...(said.ladder === null ? {} : { onLadder: (next) => change({ ladder: next }) })}
        {...(said.missed === null ? {} : { onMissed: (next) => change({ missed: next }) })}
      />
    </div>
  );
}

const asCompany = (hours: string | null) => t("hours.asCompany", { hours: hours ?? t("hours.always") });
