import { WifiOff } from "lucide-react";
import { t } from "../../i18n";
import { useConnection } from "../../live/live";

/** Always there and never loud: a dot with its meaning as text for those who cannot see it. */
export function ConnectionDot() {
  const state = useConnection();
  return (
    <span className={`connection connection-${state}`} role="status" data-testid="connection" data-state={state}>
      <span className="connection-dot" aria-hidden="true" />
      <span className="connection-words">{t(`connection.${state}`)}</span>
    </span>
  );
}

/** Only where live changes are missed for more than a moment. */
export function ConnectionBanner() {
  const state = useConnection();
  if (state !== "waiting") return null;
  return (
    <p className="banner">
      <WifiOff className="icon" aria-hidden="true" />
      {t("connection.banner")}
    </p>
  );
}
