import { Dices } from "lucide-react";
import { Button } from "../../components/Button";
import { Choice } from "../../components/Choice";
import { NumberInput } from "../../components/NumberInput";
import { Toggle } from "../../components/Toggle";
import { t } from "../../i18n";
import { BOUNDS, type Form, type Profile } from "../../state/whatif/form";

const PROFILES: readonly Profile[] = ["office", "long", "always"];
const TEXTS = ["days", "perDay", "textMinutes", "targetSeconds"] as const;
const CALLS = ["callsPercent", "callMinutes", "patienceSeconds"] as const;

export interface FormProps {
  form: Form;
  onChange: (part: Partial<Form>) => void;
}

/** Which chats come. */
export function TrafficCard({ form, onChange, hasCalls }: FormProps & { hasCalls: boolean }) {
  const numbers = hasCalls ? [...TEXTS, ...CALLS] : TEXTS;
  return (
    <section className="card whatif-card" aria-label={t("whatif.traffic")}>
      <h2 className="card-title">{t("whatif.traffic")}</h2>
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
      <Toggle
        label={t("whatif.dropOuts")}
        hint={t("whatif.dropOutsHint")}
        selected={form.dropOuts}
        onChange={(dropOuts) => onChange({ dropOuts })}
      />
      <div>
        <Button onPress={() => onChange({ seed: form.seed + 1 })}>
          <Dices className="icon" aria-hidden="true" />
          {t("whatif.seed")}
        </Button>
      </div>
    </section>
  );
}
