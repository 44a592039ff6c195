import { Siren } from "lucide-react";
import { useState } from "react";
import { toProblem, describe } from "../../api/problem";
import { Button } from "../../components/Button";
import { t } from "../../i18n";
import { countdown } from "../../i18n/time";
import { useAccess } from "../../state/access";
import { useSecond } from "../../state/clock";
import { endOwn, useOwnEmergencies } from "../../state/emergency";
import { notify } from "../../state/notices";

/** As long as the viewer holds a role by an emergency: on every screen, with what is left of it and the way out. */
export function EmergencyBanner() {
  const { document } = useAccess();
  // Nobody else needs to look at the clock every second.
  return document.grants.some(({ source }) => source.kind === "emergency") ? <Banner /> : null;
}

function Banner() {
  const held = useOwnEmergencies(useAccess());
  if (held.length === 0) return null;
  return (
    <section className="emergency-banner" aria-label={t("emergency.title")} data-testid="emergency-banner">
      {held.map(({ role, endsAt }) => (
        <Held key={role.id} role={role.id} name={role.name} endsAt={endsAt} />
      ))}
    </section>
  );
}

interface HeldProps {
  role: string;
  name: string;
  endsAt: number;
}

function Held({ role, name, endsAt }: HeldProps) {
  const now = useSecond();
  const [busy, setBusy] = useState(false);
  const end = async () => {
    setBusy(true);
    try {
      await endOwn(role);
    } catch (error) {
      notify("bad", describe(toProblem(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="emergency-line">
      <Siren className="icon" aria-hidden="true" />
      <p>
        <strong>{t("emergency.holding", { role: name })}</strong> <span>{t("emergency.recorded")}</span>
      </p>
      <span className="emergency-clock" role="timer" aria-label={t("emergency.left")}>
        {countdown(endsAt - now)}
      </span>
      <Button look="plain" isPending={busy} onPress={() => void end()}>
        {t("emergency.endNow")}
      </Button>
    </div>
  );
}
