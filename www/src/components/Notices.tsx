import { CircleAlert, CircleCheck, Siren, X } from "lucide-react";
import { t } from "../i18n";
import { dismiss, type Notice, useNotices } from "../state/notices";
import { IconButton } from "./Button";
import { RouteLink } from "./RouteLink";

/** What is said in passing, at the foot of the window. */
export function Notices() {
  const notices = useNotices();
  return (
    <div className="notices" role="status" aria-label={t("notices")}>
      {notices.map(({ id, tone, text, to }) => (
        <div key={id} className={`notice notice-${tone}`}>
          <Mark tone={tone} />
          <span>
            {text}{" "}
            {to !== undefined && (
              <RouteLink to={to} onClick={() => dismiss(id)}>
                {t("notice.open")}
              </RouteLink>
            )}
          </span>
          <IconButton label={t("dismiss")} onPress={() => dismiss(id)}>
            <X className="icon" aria-hidden="true" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}

const ICONS = { good: CircleCheck, bad: CircleAlert, loud: Siren } as const;

function Mark({ tone }: Pick<Notice, "tone">) {
  const Icon = ICONS[tone];
  return <Icon className="icon" aria-hidden="true" />;
}
