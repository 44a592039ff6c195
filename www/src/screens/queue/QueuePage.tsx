import { NoAccess } from "../../components/NoAccess";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { explainBeyondName } from "../../state/explanation";
import { QUEUE_PARTS, type QueuePart } from "../../state/route";
import { ScreenHead } from "../shell/ScreenHead";
import { MissedPart } from "./MissedPart";
import { TeamCard } from "./TeamCard";
import { WaitingPart } from "./WaitingPart";

/** What waits, in the order in which it is served, beside those who may serve it; and what waited too long. */
export function QueuePage({ part }: { part: QueuePart }) {
  const access = useAccess();
  if (!access.can("chats.view")) {
    return (
      <div className="screen">
        <ScreenHead title={t("noAccess.head")} />
        <NoAccess permission="chats.view" reason={explainBeyondName(access.explain("chats.view"))} />
      </div>
    );
  }
  return (
    <div className="screen">
      <ScreenHead title={t("title.queue")} />
      <nav className="tabs" aria-label={t("queue.parts")}>
        {QUEUE_PARTS.map((one) => (
          <RouteLink key={one} className="tab" to={{ screen: "queue", part: one }} aria-current={one === part ? "page" : undefined}>
            {t(`queue.part.${one}`)}
          </RouteLink>
        ))}
      </nav>
      <div className="screen-body">
        <div className={access.can("users.view") ? "queue queue-teamed" : "queue"} data-testid="queue">
          <div className="queue-main">{part === "waiting" ? <WaitingPart /> : <MissedPart />}</div>
          {access.can("users.view") && <TeamCard />}
        </div>
      </div>
    </div>
  );
}
