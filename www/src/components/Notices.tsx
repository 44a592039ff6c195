import { CircleAlert, CircleCheck, X } from "lucide-react";
import { t } from "../i18n";
import { dismiss, useNotices } from "../state/notices";
import { IconButton } from "./Button";

/** What is said in passing, at the foot of the window. */
export function Notices() {
  const notices = useNotices();
  return (
    <div className="notices" role="status" aria-label={t("notices")}>
      {notices.map(({ id, tone, text }) => (
        <div key={id} className={`notice notice-${tone}`}>
          {tone === "good" ? <CircleCheck className="icon" aria-hidden="true" /> : <CircleAlert className="icon" aria-hidden="true" />}
          <span>{text}</span>
          <IconButton label={t("dismiss")} onPress={() => dismiss(id)}>
            <X className="icon" aria-hidden="true" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
