import { X } from "lucide-react";
import type { ReactNode } from "react";
import type { ChannelKind } from "../../api/model";
import type { Condition, Conditions, Goal, Rule } from "../../api/routing";
import { IconButton } from "../../components/Button";
import { Choice } from "../../components/Choice";
import { OwnNumberInput } from "../../components/NumberInput";
import { Picks } from "../../components/Picks";
import { Segments } from "../../components/Segments";
import { Tags } from "../../components/Tags";
import { TextInput } from "../../components/TextInput";
import { t } from "../../i18n";
import { BOUNDS, skillsOf } from "../../state/routing/document";
import { useForm } from "./form";
import { Spot } from "./Spot";
import { CONDITIONS } from "./words";

export interface RuleFieldsProps {
  rule: Rule;
  at: string;
  onChange: (rule: Rule) => void;
}

/** What must hold, and where the chat goes then. */
export function RuleFields({ rule, at, onChange }: RuleFieldsProps) {
  const { draft } = useForm().edit;
  const asked = CONDITIONS.filter((condition) => rule.when[condition] !== null);
  const ids = Object.keys(draft.hours);
  const rest = CONDITIONS.filter((condition) => rule.when[condition] === null && (condition !== "hours" || ids.length > 0));
  const put = (part: Partial<Conditions>) => onChange({ ...rule, when: { ...rule.when, ...part } });
  return (
    <>
      <div className="rule-part">
        <h4 className="rule-word">{t("rule.ifWord")}</h4>
        <div className="rule-conditions">
          {asked.length === 0 && <p className="muted">{t("rule.anything")}</p>}
          {asked.map((condition) => (
            <Spot key={condition} at={`${at}/when/${condition}`}>
              <div className="rule-condition">
                <ConditionField condition={condition} when={rule.when} onChange={put} />
                <IconButton label={t("rule.removeCondition", { what: t(`condition.${condition}`) })} onPress={() => put({ [condition]: null })}>
                  <X className="icon" aria-hidden="true" />
                </IconButton>
              </div>
            </Spot>
          ))}
          {rest.length > 0 && (
            <Choice
              label={t("rule.addCondition")}
              labelled="hidden"
              options={rest.map((id) => ({ id, name: t(`condition.${id}`) }))}
              value={null}
              placeholder={t("rule.addCondition")}
              onChange={(id) => put(START[id as Condition](ids))}
            />
          )}
        </div>
      </div>
      <div className="rule-part">
        <h4 className="rule-word">{t("rule.thenWord")}</h4>
        <div className="rule-conditions">
          <GoalFields at={`${at}/to`} to={rule.to} onChange={(to) => onChange({ ...rule, to })} />
          <div className="routing-pair">
            <Spot at={`${at}/priority`}>
              <OwnNumberInput
                label={t("group.priority")}
                hint={t("rule.priorityHint")}
                value={rule.priority}
                placeholder={t("rule.asGroup")}
                bounds={BOUNDS.priority}
                onChange={(priority) => onChange({ ...rule, priority })}
              />
            </Spot>
            <Spot at={`${at}/skills`}>
              <Tags label={t("rule.skills")} value={rule.skills} known={skillsOf(draft)} onChange={(skills) => onChange({ ...rule, skills })} />
            </Spot>
          </div>
          <Spot at={`${at}/id`}>
            <TextInput label={t("rule.name")} hint={t("rule.nameHint")} writing="code" maxLength={64} value={rule.id} onChange={(id) => onChange({ ...rule, id })} />
          </Spot>
        </div>
      </div>
    </>
  );
}

/** What a condition says when it is added. */
const START: Record<Condition, (hours: readonly string[]) => Partial<Conditions>> = {
  channels: () => ({ channels: [] }),
  kinds: () => ({ kinds: [] }),
  client: () => ({ client: "new" }),
  labels: () => ({ labels: [] }),
  languages: () => ({ languages: [] }),
  hours: ([first]) => ({ hours: { not: first ?? "" } }),
  text: () => ({ text: [] }),
};

interface ConditionFieldProps {
  condition: Condition;
  when: Conditions;
  onChange: (part: Partial<Conditions>) => void;
}

function ConditionField({ condition, when, onChange }: ConditionFieldProps): ReactNode {
  const { channels } = useForm().company;
  const label = t(`condition.${condition}`);
  switch (condition) {
    case "channels":
      return <Picks label={label} options={channels} value={when.channels ?? []} onChange={(ids) => onChange({ channels: ids })} />;
    case "kinds": {
      const kinds = [...new Set(channels.map(({ kind }) => kind))];
      const options = kinds.map((id) => ({ id, name: t(`channel.${id}`) }));
      return <Picks label={label} options={options} value={when.kinds ?? []} onChange={(ids) => onChange({ kinds: ids as ChannelKind[] })} />;
    }
    case "client":
      return (
        <div className="field">
          <span className="field-label">{label}</span>
          <Segments
            label={label}
            options={(["new", "known"] as const).map((id) => ({ id, name: t(`client.${id}`) }))}
            value={when.client ?? "new"}
            onChange={(client) => onChange({ client })}
          />
        </div>
      );
    case "labels":
      return <Tags label={label} hint={t("condition.labelsHint")} value={when.labels ?? []} onChange={(labels) => onChange({ labels })} />;
    case "languages":
      return <Tags label={label} hint={t("condition.languagesHint")} placeholder="tr, de" value={when.languages ?? []} onChange={(languages) => onChange({ languages })} />;
    case "hours":
      return <HoursCondition hours={when.hours} onChange={(hours) => onChange({ hours })} />;
    case "text":
      return <Tags label={label} hint={t("condition.textHint")} placeholder={t("condition.textExample")} value={when.text ?? []} onChange={(text) => onChange({ text })} />;
  }
}

function HoursCondition({ hours, onChange }: { hours: Conditions["hours"]; onChange: (hours: Conditions["hours"]) => void }) {
  const ids = Object.keys(useForm().edit.draft.hours);
  const isOutside = typeof hours === "object" && hours !== null;
  const id = typeof hours === "string" ? hours : (hours?.not ?? "");
  const options = [...new Set([...ids, ...(id === "" ? [] : [id])])].map((one) => ({ id: one, name: one }));
  return (
    <div className="field">
      <span className="field-label">{t("condition.hours")}</span>
      <div className="routing-pair">
        <Segments
          label={t("condition.hours")}
          options={(["outside", "within"] as const).map((one) => ({ id: one, name: t(`within.${one}`) }))}
          value={isOutside ? "outside" : "within"}
          onChange={(side) => onChange(side === "outside" ? { not: id } : id)}
        />
        <Choice
          label={t("condition.whichHours")}
          labelled="hidden"
          options={options}
          value={id === "" ? null : id}
          placeholder={t("condition.pickHours")}
          onChange={(next) => onChange(isOutside ? { not: next } : next)}
        />
      </div>
    </div>
  );
}

type GoalKind = "group" | "user" | "queue";
const ANY = "any:";

function GoalFields({ at, to, onChange }: { at: string; to: Goal; onChange: (to: Goal) => void }) {
  const { groups, users } = useForm().company;
  const kind: GoalKind = "group" in to ? "group" : "user" in to ? "user" : "queue";
  const id = "group" in to ? to.group : "user" in to ? to.user : (to.queue ?? ANY);
  const people = users.filter(({ status }) => status === "active");
  const options = kind === "group" ? groups : kind === "user" ? people : [{ id: ANY, name: t("goal.noGroup") }, ...groups];
  const make = (next: GoalKind, picked: string | undefined): Goal => {
    if (next === "group") return { group: picked ?? groups[0]?.id ?? "" };
    if (next === "user") return { user: picked ?? people[0]?.id ?? "" };
    return { queue: picked === undefined || picked === ANY ? null : picked };
  };
  return (
    <Spot at={at}>
      <div className="field">
        <span className="field-label">{t("goal.title")}</span>
        <div className="routing-pair">
          <Segments
            label={t("goal.title")}
            options={(["group", "user", "queue"] as const).map((one) => ({ id: one, name: t(`goal.${one}`) }))}
            value={kind}
            onChange={(next) => onChange(make(next, undefined))}
          />
          <Choice label={t(`goal.which.${kind}`)} labelled="hidden" options={options} value={id} onChange={(picked) => onChange(make(kind, picked))} />
        </div>
        <span className="field-hint">{t(`goal.hint.${kind}`)}</span>
      </div>
    </Spot>
  );
}
