import { Dices } from "lucide-react";
import { Button } from "../../components/Button";
import { Choice } from "../../components/Choice";
import { Loading } from "../../components/Loading";
import { NumberInput } from "../../components/NumberInput";
import { ProblemNote } from "../../components/ProblemNote";
import { Segments } from "../../components/Segments";
import { Toggle } from "../../components/Toggle";
import { t } from "../../i18n";
import { dayWords } from "../../i18n/time";
import { useResource } from "../../state/resource";
import { BOUNDS, type Form, fromSource, type Profile, type Source } from "../../state/whatif/form";
import { recordedTraffic } from "../../state/whatif/recorded";

const PROFILES: readonly Profile[] = ["office", "long", "always"];
const TEXTS = ["days", "perDay", "textMinutes"] as const;
const CALLS = ["callsPercent", "callMinutes", "patienceSeconds"] as const;

export interface FormProps {
  form: Form;
  onChange: (part: Partial<Form>) => void;
}

const SOURCES: readonly Source[] = ["generated", "recorded"];

/** Which chats come: made up, or those that came. */
export function TrafficCard({ form, onChange, hasCalls }: FormProps & { hasCalls: boolean }) {
  return (
    <section className="card whatif-card" aria-label={t("whatif.traffic")} data-testid="whatif-traffic">
      <h2 className="card-title">{t("whatif.traffic")}</h2>
      <Segments
        label={t("whatif.source")}
        options={SOURCES.map((id) => ({ id, name: t(`whatif.source.${id}`) }))}
        value={form.source}
        onChange={(source) => onChange(fromSource(form, source))}
      />
      {form.source === "generated" ? <Generated form={form} onChange={onChange} hasCalls={hasCalls} /> : <Recorded form={form} onChange={onChange} />}
      <NumberInput label={t("whatif.targetSeconds")} value={form.targetSeconds} bounds={BOUNDS.targetSeconds} onChange={(targetSeconds) => onChange({ targetSeconds })} />
      <Toggle
        label={t("whatif.dropOuts")}
        hint={t("whatif.dropOutsHint")}
        selected={form.dropOuts}
        onChange={(dropOuts) => onChange({ dropOuts })}
      />
      <div>
        <Button onPress={() => onChange({ seed: form.seed + 1 })}>
          <Dices className="icon" aria-hidden="true" />
          {t(form.source === "generated" ? "whatif.seed" : "whatif.seedRecorded")}
        </Button>
      </div>
    </section>
  );
}

function Generated({ form, onChange, hasCalls }: FormProps & { hasCalls: boolean }) {
  const numbers = hasCalls ? [...TEXTS, ...CALLS] : TEXTS;
  return (
    <>
      <Choice
        label={t("whatif.profile")}
        options={PROFILES.map((id) => ({ id, name: t(`whatif.profile.${id}`), hint: t(`whatif.profileHint.${id}`) }))}
        value={form.profile}
        onChange={(id) => onChange({ profile: id as Profile })}
      />
      <div className="whatif-numbers">
        {numbers.map((name) => (
          <NumberInput
            key={name}
            label={t(`whatif.${name}`)}
            value={form[name]}
            bounds={BOUNDS[name]}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
      </div>
    </>
  );
}

/** What came to the company, as far back as is asked. */
function Recorded({ form, onChange }: FormProps) {
  const key = String(form.lookBack);
  const { value, problem } = useResource(recordedTraffic, key);
  return (
    <>
      <div className="whatif-numbers">
        {(["lookBack", "mostMinutes"] as const).map((name) => (
          <NumberInput key={name} label={t(`whatif.${name}`)} value={form[name]} bounds={BOUNDS[name]} onChange={(value) => onChange({ [name]: value })} />
        ))}
      </div>
      {problem !== null && <ProblemNote problem={problem} onRetry={() => void recordedTraffic.load(key)} />}
      {value === null && problem === null && <Loading rows={1} />}
      {value !== null && (
        <p className="field-hint" data-testid="whatif-recorded">
          {t("whatif.recorded", { count: value.arrivals.length, from: dayWords(value.from), until: dayWords(value.until) })}
        </p>
      )}
    </>
  );
}
