import { Siren } from "lucide-react";
import { useState } from "react";
import type { Emergency } from "../../api/emergency";
import { describe, toProblem } from "../../api/problem";
import { Avatar } from "../../components/Avatar";
import { Blank } from "../../components/Blank";
import { Button } from "../../components/Button";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { countdown, momentWords } from "../../i18n/time";
import { useAccess } from "../../state/access";
import { useSecond } from "../../state/clock";
import { emergencies, endOf } from "../../state/emergency";
import { notify } from "../../state/notices";
import { phaseOf } from "../../state/period";
import { ListFrame } from "../people/ListFrame";

/** Who holds what by an emergency, until when and why; and the way to end it. */
export function EmergencyList() {
  const now = useSecond();
  return (
    <ListFrame current="emergency" resources={emergencies}>
      {(all) => {
        const current = all.filter((one) => phaseOf(one, now) === "current");
        if (current.length === 0) {
          return (
            <Blank icon={Siren} title={t("emergency.none")}>
              <p>{t("emergency.noneText")}</p>
            </Blank>
          );
        }
        return (
          <table className="table" aria-label={t("emergency.title")}>
            <thead>
              <tr>
                <th scope="col">{t("emergency.who")}</th>
                <th scope="col">{t("emergency.role")}</th>
                <th scope="col">{t("emergency.until")}</th>
                <th scope="col">{t("emergency.reason")}</th>
                <th scope="col">
                  <span className="sr-only">{t("emergency.end")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {current.map((one) => (
                <Row key={`${one.user.id} ${one.role.id}`} one={one} now={now} />
              ))}
            </tbody>
          </table>
        );
      }}
    </ListFrame>
  );
}

function Row({ one, now }: { one: Emergency; now: number }) {
  const access = useAccess();
  const [busy, setBusy] = useState(false);
  const end = async () => {
    setBusy(true);
    try {
      await endOf(one);
    } catch (error) {
      notify("bad", describe(toProblem(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <tr data-testid="emergency-row">
      <th scope="row">
        <span className="person">
          <Avatar id={one.user.id} name={one.user.name} />
          <RouteLink className="person-name" to={{ screen: "user", user: one.user.id }}>
            {one.user.name}
          </RouteLink>
        </span>
      </th>
      <td data-label={t("emergency.role")}>
        <RouteLink className="chip" to={{ screen: "role", role: one.role.id }}>
          {one.role.name}
        </RouteLink>
      </td>
      <td data-label={t("emergency.until")}>
        <span>
          {momentWords(one.endsAt, now)} <span className="muted">({countdown(one.endsAt - now)})</span>
        </span>
      </td>
      <td data-label={t("emergency.reason")} className="emergency-reason">
        {one.reason}
      </td>
      <td>
        {access.can("users.manage") && (
          <Button look="danger" isPending={busy} onPress={() => void end()} aria-label={t("emergency.endOf", { user: one.user.name })}>
            {t("emergency.end")}
          </Button>
        )}
      </td>
    </tr>
  );
}
