import { EyeOff } from "lucide-react";
import { Choice } from "../../components/Choice";
import type { MaskStyle } from "../../api/masking";
import { t } from "../../i18n";
import { EXAMPLES, MASKED_KINDS, STYLES, styled } from "../../state/masking";
import type { SettingsProps } from "./DetectorCard";

/** What "masked" looks like, kind by kind, with an example made as the edge makes it. */
export function StylesCard({ masking, disabled, onChange }: SettingsProps) {
  return (
    <section className="card masking-card" aria-label={t("masking.styles")}>
      <h2 className="card-title">{t("masking.styles")}</h2>
      <p className="muted">{t("masking.stylesLead")}</p>
      <ul className="style-rows">
        {MASKED_KINDS.map((kind) => {
          const style = masking.styles[kind] ?? "partial";
          return (
            <li key={kind} className="style-row" data-testid={`style-${kind}`}>
              <Choice
                label={t(`field.${kind}`)}
                options={STYLES.map((id) => ({ id, name: t(`style.${id}`), hint: t(`styleHint.${id}`) }))}
                value={style}
                disabled={disabled}
                onChange={(id) => onChange({ styles: { [kind]: id as MaskStyle } })}
              />
              <Example clear={EXAMPLES[kind]} masked={styled(kind, EXAMPLES[kind], style)} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Example({ clear, masked }: { clear: string; masked: string | null }) {
  return (
    <p className="style-example">
      <span className="style-clear">
        <span className="sr-only">{t("masking.exampleOf")} </span>
        {clear}
      </span>
      <span className="style-masked" data-testid="example">
        <span className="sr-only">{t("masking.shownAs")} </span>
        {masked ?? (
          <span className="value value-hidden">
            <EyeOff className="icon" aria-hidden="true" />
            {t("visibility.hidden")}
          </span>
        )}
      </span>
    </p>
  );
}
