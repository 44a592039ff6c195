import type { Algorithm } from "../../api/model";
import { Choice } from "../../components/Choice";
import { NumberInput } from "../../components/NumberInput";
import { Toggle } from "../../components/Toggle";
import { t, words } from "../../i18n";
import { BOUNDS, type Hours, type Plan, type Source } from "../../state/whatif/form";
import type { Team } from "../../state/whatif/team";
import { ALGORITHMS } from "../people/GroupForm";

const HOURS: readonly Hours[] = ["office", "long", "shifts"];

export interface PlanCardProps {
  title: string;
  team: Team;
  source: Source;
  plan: Plan;
  testId: string;
  onChange: (part: Partial<Plan>) => void;
}

/** The rules of one run, its people and their hours. */
export function PlanCard({ title, team, source, plan, testId, onChange }: PlanCardProps) {
  const toggles = team.groups.length > 1 ? (["limits", "moves", "sticky", "helps"] as const) : (["limits", "moves", "sticky"] as const);
  return (
    <section className="card whatif-card" aria-label={title} data-testid={testId}>
      <h2 className="card-title">{title}</h2>
      {team.groups.map(({ id, name }) => (
        <div key={id} className="whatif-group">
          <Choice
            label={t("whatif.algorithm", { group: name })}
            options={ALGORITHMS.map((algorithm) => ({ id: algorithm, name: words("algorithm", algorithm) }))}
            value={plan.algorithms[id] ?? null}
            onChange={(algorithm) => onChange({ algorithms: { ...plan.algorithms, [id]: algorithm as Algorithm } })}
          />
          <NumberInput
            label={t("whatif.more", { group: name })}
            value={plan.more[id] ?? 0}
            bounds={BOUNDS.more}
            onChange={(more) => onChange({ more: { ...plan.more, [id]: more } })}
          />
        </div>
      ))}
      <Choice
        label={t("whatif.hours")}
        options={(source === "recorded" ? ["recorded" as const, ...HOURS] : HOURS).map((id) => ({ id, name: t(`whatif.hours.${id}`) }))}
        value={plan.hours}
        onChange={(id) => onChange({ hours: id as Hours })}
      />
      <NumberInput label={t("whatif.slots")} value={plan.slots} bounds={BOUNDS.slots} onChange={(slots) => onChange({ slots })} />
      {toggles.map((name) => (
        <Toggle
          key={name}
          label={t(`whatif.${name}`)}
          hint={t(`whatif.${name}Hint`)}
          selected={plan[name]}
          onChange={(on) => onChange({ [name]: on })}
        />
      ))}
    </section>
  );
}
