import { Check, Minus } from "lucide-react";
import { t } from "../../i18n";

/** What the marks mean. */
export function Legend({ subject }: { subject: "roles" | "users" }) {
  return (
    <p className="legend">
      <span>
        <Check className="icon legend-held" aria-hidden="true" /> {t("matrix.held")}
      </span>
      <span>
        <Minus className="icon legend-missing" aria-hidden="true" /> {t("matrix.missing")}
      </span>
      <span>
        <b>{t("matrix.scope.assigned")}</b> {t("scope.assigned")}
      </span>
      <span>
        <b>{t("matrix.scope.group")}</b> {t("scope.group")}
      </span>
      <span className="legend-hint">{t(subject === "roles" ? "matrix.hintRoles" : "matrix.hintUsers")}</span>
    </p>
  );
}
