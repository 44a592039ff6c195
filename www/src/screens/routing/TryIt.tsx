import { CircleCheck, CircleMinus, CornerDownRight } from "lucide-react";
import { Label } from "react-aria-components/Label";
import { TextArea } from "react-aria-components/TextArea";
import { TextField } from "react-aria-components/TextField";
import type { Rule, Tried, Verdict } from "../../api/routing";
import { Choice } from "../../components/Choice";
import { ProblemNote } from "../../components/ProblemNote";
import { Segments } from "../../components/Segments";
import { Tags } from "../../components/Tags";
import { TextInput } from "../../components/TextInput";
import { list, t } from "../../i18n";
import { localMinute } from "../../i18n/time";
import { useForm, useNamesOf } from "./form";
import { conditionWords, goalWords, heldWords } from "./words";

const TEXT_MAX = 4_000;

/** A message that might come, the rule that it would hit, and what each rule says to it. */
export function TryIt() {
  const { company, trial, onTrial, check, edit, faults } = useForm();
  if (trial === null) return null;
  return (
    <section className="card routing-card routing-try" aria-label={t("tryRule.title")} data-testid="try-rule">
      <h2 className="card-title">{t("tryRule.title")}</h2>
      <TextField className="field" value={trial.text} onChange={(text) => onTrial({ text })} maxLength={TEXT_MAX} autoComplete="off">
        <Label className="field-label">{t("tryRule.text")}</Label>
        <TextArea className="input try-input" rows={3} spellCheck="false" placeholder={t("tryRule.example")} />
      </TextField>
      <div className="routing-pair">
        <Choice label={t("tryRule.channel")} options={company.channels} value={trial.channel} onChange={(channel) => onTrial({ channel })} />
        <div className="field">
          <span className="field-label">{t("condition.client")}</span>
          <Segments
            label={t("condition.client")}
            options={(["new", "known"] as const).map((id) => ({ id, name: t(`client.${id}`) }))}
            value={trial.known ? "known" : "new"}
            onChange={(client) => onTrial({ known: client === "known" })}
          />
        </div>
      </div>
      <details className="whatif-details">
        <summary>{t("tryRule.more")}</summary>
        <div className="routing-pair">
          <Tags label={t("condition.labels")} value={trial.labels} onChange={(labels) => onTrial({ labels })} />
          <TextInput
            label={t("tryRule.language")}
            writing="code"
            placeholder="tr"
            value={trial.language ?? ""}
            onChange={(language) => onTrial({ language: language.trim() === "" ? null : language.trim() })}
          />
          <Moment at={trial.at} onChange={(at) => onTrial({ at })} />
        </div>
      </details>
      <div className="try-outcome" role="status" aria-busy={check.isBusy} data-testid="try-outcome">
        {check.tried !== null && faults.length === 0 && <Outcome tried={check.tried} rules={edit.draft.rules} />}
        {faults.length > 0 && <p className="muted">{t("tryRule.mendFirst")}</p>}
      </div>
      {check.problem !== null && <ProblemNote problem={check.problem} />}
      <p className="field-hint">{t("tryRule.sent")}</p>
    </section>
  );
}

function Outcome({ tried, rules }: { tried: Tried; rules: readonly Rule[] }) {
  const names = useNamesOf();
  // The answer may be of a moment ago, when there was a rule more.
  const hit = tried.hit === null ? undefined : rules[tried.hit.place];
  return (
    <>
      <p className={tried.hit === null ? "try-hit try-none" : "try-hit"} data-testid="try-hit">
        {hit === undefined || tried.hit === null ? (
          <>
            <CornerDownRight className="icon" aria-hidden="true" />
            {t("tryRule.noHit")}
          </>
        ) : (
          <>
            <CircleCheck className="icon" aria-hidden="true" />
            <span>
              {t("tryRule.hits", { place: tried.hit.place + 1, name: hit.id })} <strong>{goalWords(hit.to, names)}</strong>
            </span>
          </>
        )}
      </p>
      {tried.rules.length > 0 && (
        <>
          <h3 className="field-label">{t("tryRule.each")}</h3>
          <ol className="verdicts">
            {tried.rules.map((verdict, place) => {
              const rule = rules[place];
              return rule === undefined ? null : <Said key={place} verdict={verdict} rule={rule} isLater={tried.hit !== null && place > tried.hit.place} />;
            })}
          </ol>
        </>
      )}
    </>
  );
}

/** What one rule says. */
function Said({ verdict, rule, isLater }: { verdict: Verdict; rule: Rule; isLater: boolean }) {
  const names = useNamesOf();
  const held = heldWords(rule, verdict.held, names);
  const failed = list(verdict.failed.flatMap((condition) => conditionWords(rule.when, condition, names) ?? []));
  const words = !verdict.holds
    ? t("tryRule.needs", { what: failed })
    : t(isLater ? "tryRule.later" : "tryRule.holds", { what: held === "" ? t("tryRule.anything") : held });
  const Icon = verdict.holds ? CircleCheck : CircleMinus;
  return (
    <li className={verdict.holds ? "verdict-row verdict-holds" : "verdict-row"} data-holds={verdict.holds}>
      <Icon className="icon" aria-hidden="true" />
      <span>
        <strong>{rule.id}</strong> <span className="muted">{words}</span>
      </span>
    </li>
  );
}

/** The moment at which it would come: now, or one that is picked. */
function Moment({ at, onChange }: { at: number | null; onChange: (at: number | null) => void }) {
  return (
    <label className="field">
      <span className="field-label">{t("tryRule.at")}</span>
      <input
        className="input"
        type="datetime-local"
        value={at === null ? "" : localMinute(at)}
        onChange={({ target }) => onChange(target.value === "" ? null : new Date(target.value).getTime())}
      />
      <span className="field-hint">{t("tryRule.atHint")}</span>
    </label>
  );
}
