import { EyeOff, Lock } from "lucide-react";
import type { Visibility } from "../api/model";
import { t } from "../i18n";

export interface FieldValueProps {
  value: string | null;
  visibility: Visibility;
}

/** A piece of personal data as the edge sent it: clear, masked, or not at all. */
export function FieldValue({ value, visibility }: FieldValueProps) {
  if (visibility === "hidden") {
    return (
      <span className="value value-hidden">
        <EyeOff className="icon" aria-hidden="true" />
        {t("contact.hidden")}
      </span>
    );
  }
  if (value === null || value === "") return <span className="value value-none">{t("contact.none")}</span>;
  if (visibility === "masked") {
    return (
      <span className="value value-masked">
        <span>{value}</span>
        <Lock className="icon" role="img" aria-label={t("contact.masked")} />
      </span>
    );
  }
  return <span className="value">{value}</span>;
}
