import { ArrowDown, ArrowUp, CornerDownRight, Plus, Trash2 } from "lucide-react";
import { useRef } from "react";
import type { Rule } from "../../api/routing";
import { Badge } from "../../components/Badge";
import { Button, IconButton } from "../../components/Button";
import { Fold } from "../../components/Fold";
import { t } from "../../i18n";
import { ANYTHING } from "../../state/routing/document";
import { numberedId } from "../../state/routing/ids";
import { pointerTo } from "../../state/routing/pointer";
import { useForm, useNamesOf } from "./form";
import { RuleFields } from "./RuleFields";
import { RowMark, Spot } from "./Spot";
import { TryIt } from "./TryIt";
import { besideWords, goalWords, whenWords } from "./words";

/** Which messages go where: asked in this order, and the first that holds decides. */
export function RulesPart() {
  const { edit } = useForm();
  return (
    <>
      <p className="muted routing-lead">{t("routing.rulesLead")}</p>
      <div className="routing-columns">
        <section className="routing-column" aria-label={t("routing.part.rules")}>
          <RuleList />
          <p className="rule-else">
            <CornerDownRight className="icon" aria-hidden="true" />
            {t(edit.draft.rules.length === 0 ? "rule.none" : "rule.else")}
          </p>
          <NewRule />
        </section>
        <TryIt />
      </div>
    </>
  );
}

function RuleList() {
  const { edit, check, open, onOpen } = useForm();
  const list = useRef<HTMLOListElement>(null);
  const { rules } = edit.draft;
  const change = (next: readonly Rule[]) => edit.change({ rules: next });
  const move = (place: number, step: -1 | 1) => {
    const [one, other] = [rules[place], rules[place + step]];
    if (one === undefined || other === undefined) return;
    change(rules.with(place, other).with(place + step, one));
    // Open is open, wherever it went.
    const [here, there] = [rowAt(place), rowAt(place + step)];
    const [isOpen, wasOpen] = [open.has(here), open.has(there)];
    onOpen(there, isOpen);
    onOpen(here, wasOpen);
    // The button that was pressed has gone with its rule; the focus follows it, or the other one at an end.
    requestAnimationFrame(() => {
      const row = list.current?.children[place + step];
      const buttons = [...(row?.querySelectorAll<HTMLButtonElement>("[data-move]") ?? [])];
      (buttons.find((button) => button.dataset["move"] === String(step) && !button.disabled) ?? buttons.find((button) => !button.disabled))?.focus();
    });
  };
  const remove = (place: number) => {
    for (let from = place; from < rules.length; from += 1) onOpen(rowAt(from), open.has(rowAt(from + 1)));
    change(rules.toSpliced(place, 1));
  };
  return (
    <Spot at="/rules" shows="own">
      <ol className="rule-rows" ref={list}>
        {rules.map((rule, place) => (
          <RuleRow
            key={place}
            rule={rule}
            place={place}
            isLast={place === rules.length - 1}
            isHit={check.tried?.hit?.place === place && !check.isBusy}
            onChange={(next) => change(rules.with(place, next))}
            onMove={(step) => move(place, step)}
            onRemove={() => remove(place)}
          />
        ))}
      </ol>
    </Spot>
  );
}

const rowAt = (place: number) => pointerTo("rules", place);

interface RuleRowProps {
  rule: Rule;
  place: number;
  isLast: boolean;
  isHit: boolean;
  onChange: (rule: Rule) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}

function RuleRow({ rule, place, isLast, isHit, onChange, onMove, onRemove }: RuleRowProps) {
  const { open, onOpen } = useForm();
  const at = rowAt(place);
  return (
    <li className={isHit ? "rule rule-hit" : "rule"} data-testid="routing-rule" data-rule={rule.id}>
      <Spot at={at} shows="own">
        <Fold
          title={
            <>
              <span className="rule-number">{place + 1}</span>
              {rule.id}
            </>
          }
          summary={<Sentence rule={rule} />}
          aside={
            <span className="rule-tools">
              <RowMark at={at} />
              {isHit && <Badge tone="good">{t("try.hit")}</Badge>}
              <IconButton label={t("rule.up", { name: rule.id })} isDisabled={place === 0} data-move="-1" onPress={() => onMove(-1)}>
                <ArrowUp className="icon" aria-hidden="true" />
              </IconButton>
              <IconButton label={t("rule.down", { name: rule.id })} isDisabled={isLast} data-move="1" onPress={() => onMove(1)}>
                <ArrowDown className="icon" aria-hidden="true" />
              </IconButton>
              <IconButton label={t("rule.remove", { name: rule.id })} onPress={onRemove}>
                <Trash2 className="icon" aria-hidden="true" />
              </IconButton>
            </span>
          }
          isOpen={open.has(at)}
          onToggle={(isOpen) => onOpen(at, isOpen)}
        >
          <RuleFields rule={rule} at={at} onChange={onChange} />
        </Fold>
      </Spot>
    </li>
  );
}

/** The rule as one would say it. */
function Sentence({ rule }: { rule: Rule }) {
  const names = useNamesOf();
  return (
    <>
      {whenWords(rule.when, names)} <strong>{goalWords(rule.to, names)}</strong>
      {besideWords(rule).map((words) => ` · ${words}`)}
    </>
  );
}

function NewRule() {
  const { edit, company, onOpen } = useForm();
  const { rules } = edit.draft;
  const add = () => {
    const [group] = company.groups;
    const to = group === undefined ? { queue: null } : { group: group.id };
    const id = numberedId("rule", rules.map((rule) => rule.id));
    edit.change({ rules: [...rules, { id, when: { ...ANYTHING, text: [] }, to, priority: null, skills: [] }] });
    onOpen(rowAt(rules.length), true);
  };
  return (
    <div>
      <Button onPress={add}>
        <Plus className="icon" aria-hidden="true" />
        {t("rule.add")}
      </Button>
    </div>
  );
}
