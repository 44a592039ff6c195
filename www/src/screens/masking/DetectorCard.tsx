import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import type { Masking, MaskPolicy } from "../../api/masking";
import { Choice } from "../../components/Choice";
import { t } from "../../i18n";
import { REGIONS } from "../../state/regions";

const POLICIES: readonly MaskPolicy[] = ["balanced", "strict"];
/** No country's code. */
const NO_REGION = "none";

export interface SettingsProps {
  masking: Masking;
  disabled: boolean;
  /** Of the styles, those named are changed. */
  onChange: (part: Partial<Masking>) => void;
}

/** What counts as a number or an address in a text. */
export function DetectorCard({ masking, disabled, onChange }: SettingsProps) {
  return (
    <section className="card masking-card" aria-label={t("masking.inTexts")}>
      <h2 className="card-title">{t("masking.inTexts")}</h2>
      <RadioGroup
        className="radios"
        value={masking.policy}
        isDisabled={disabled}
        onChange={(policy) => onChange({ policy: policy as MaskPolicy })}
      >
        <Label className="field-label">{t("masking.policy")}</Label>
        {POLICIES.map((policy) => (
          <Radio key={policy} value={policy} className="radio">
            <span className="radio-dot" aria-hidden="true" />
            <span className="check-words">
              {t(`masking.policy.${policy}`)}
              <span className="check-hint">{t(`masking.policyHint.${policy}`)}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      <Choice
        label={t("masking.region")}
        hint={t("masking.regionHint")}
        options={[{ id: NO_REGION, name: t("masking.noRegion") }, ...REGIONS]}
        value={masking.region ?? NO_REGION}
        disabled={disabled}
        onChange={(id) => onChange({ region: id === NO_REGION ? null : id })}
      />
    </section>
  );
}
