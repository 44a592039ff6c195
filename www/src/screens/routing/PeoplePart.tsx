import type { User } from "../../api/model";
import { type PersonSettings, type Settings } from "../../api/routing";
import { Avatar } from "../../components/Avatar";
import { Fold } from "../../components/Fold";
import { Tags } from "../../components/Tags";
import { list, t } from "../../i18n";
import { skillsOf, USUAL_PERSON } from "../../state/routing/document";
import { pointerTo } from "../../state/routing/pointer";
import { Found } from "./Found";
import { useForm, useNamesOf } from "./form";
import { HoursChoice } from "./HoursChoice";
import { OwnCapacityFields } from "./OwnCapacityFields";
import { RowMark, Spot } from "./Spot";

/** What people have of their own. */
export function PeoplePart() {
  const { users } = useForm().company;
  return (
    <>
      <p className="muted routing-lead">{t("routing.peopleLead")}</p>
      <Found label={t("routing.findPerson")} all={users} wordsOf={({ name, username }) => `${name} ${username}`}>
        {(user) => <PersonRow key={user.id} user={user} />}
      </Found>
    </>
  );
}

function PersonRow({ user }: { user: User }) {
  const { edit, open, onOpen } = useForm();
  const at = pointerTo("people", user.id);
  const said = edit.draft.people[user.id] ?? USUAL_PERSON;
  const usual = usualOf(edit.draft, user);
  const change = (part: Partial<PersonSettings>) => edit.changePerson(user.id, part);
  return (
    <Spot at={at} shows="own">
      <Fold
        title={
          <>
            <Avatar id={user.id} name={user.name} size="small" />
            {user.name}
          </>
        }
        summary={<Summary user={user} said={said} usual={usual} />}
        aside={<RowMark at={at} />}
        isOpen={open.has(at)}
        onToggle={(isOpen) => onOpen(at, isOpen)}
        testId={`routing-person-${user.id}`}
      >
        <div className="routing-fields">
          <OwnCapacityFields at={at} value={said.capacity} usual={usual} onChange={(capacity) => change({ capacity })} />
          <Spot at={`${at}/hours`}>
            <HoursChoice label={t("person.hours")} value={said.hours} none={t("hours.asGroups")} onChange={(hours) => change({ hours })} />
          </Spot>
          <Spot at={`${at}/skills`}>
            <Tags label={t("person.skills")} hint={t("person.skillsHint")} value={said.skills} known={skillsOf(edit.draft)} onChange={(skills) => change({ skills })} />
          </Spot>
        </div>
      </Fold>
    </Spot>
  );
}

interface SummaryProps {
  user: User;
  said: PersonSettings;
  usual: { text: number; calls: number };
}

function Summary({ user, said, usual }: SummaryProps) {
  const names = useNamesOf();
  const parts = [
    ...(user.groups.length > 0 ? [list(user.groups.map(({ id }) => names.group(id)))] : [t("person.noGroup")]),
    t("capacity.both", { text: said.capacity.text ?? usual.text, calls: said.capacity.calls ?? usual.calls }),
    ...(said.skills.length > 0 ? [list(said.skills)] : []),
    ...(said.hours === null ? [] : [said.hours]),
  ];
  return parts.join(" · ");
}

/** What holds for somebody who says nothing: the least that one of the groups says, else the company. */
function usualOf({ capacity, groups }: Settings, user: User) {
  const of = (kind: "text" | "calls") => {
    const said = user.groups.flatMap(({ id }) => groups[id]?.capacity[kind] ?? []);
    return said.length > 0 ? Math.min(...said) : capacity[kind];
  };
  return { text: of("text"), calls: of("calls") };
}
