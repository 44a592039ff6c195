import { ArrowRight, CircleCheck, PhoneCall, UsersRound } from "lucide-react";
import type { RemovalPlan as Plan } from "../../api/removal";
import type { Chat } from "../../api/model";
import { RouteLink } from "../../components/RouteLink";
import { t, words } from "../../i18n";

/** More of them nobody reads one by one. */
const LISTED_MAX = 50;

/** What becomes of each chat of somebody who leaves, and what has to be completed before. */
export function RemovalPlan({ plan }: { plan: Plan }) {
  const { moves, pinned, blocked, unseen } = plan;
  if (moves.length + pinned.length + blocked.length + unseen === 0) {
    return (
      <p className="plan-note">
        <CircleCheck className="icon" aria-hidden="true" />
        {t("removal.nothing")}
      </p>
    );
  }
  return (
    <div className="plan" data-testid="removal-plan">
      {blocked.map((code) => (
        <p key={code} className="field-error" role="alert">
          {words("problem", code)}
        </p>
      ))}
      {pinned.length > 0 && (
        <section aria-label={t("removal.pinned")}>
          <h3 className="plan-title">{t("removal.pinned")}</h3>
          <ul className="plan-rows">
            {pinned.map((chat) => (
              <li key={chat.id} className="plan-row" data-testid="plan-pinned">
                <PhoneCall className="icon" aria-hidden="true" />
                <ChatName chat={chat} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {moves.length > 0 && (
        <section aria-label={t("removal.moves", { count: moves.length })}>
          <h3 className="plan-title">{t("removal.moves", { count: moves.length })}</h3>
          <ul className="plan-rows">
            {moves.slice(0, LISTED_MAX).map(({ chat, to, because }) => (
              <li key={chat.id} className="plan-row" data-testid="plan-move">
                <ChatName chat={chat} />
                <ArrowRight className="icon" aria-hidden="true" />
                {to === null ? (
                  <span className="plan-queue">
                    <UsersRound className="icon" aria-hidden="true" />
                    {t("removal.toQueue")}
                  </span>
                ) : (
                  <strong>{to.name}</strong>
                )}
                <span className="muted">{words("moves", because)}</span>
              </li>
            ))}
          </ul>
          {moves.length > LISTED_MAX && <p className="muted">{t("difference.more", { count: moves.length - LISTED_MAX })}</p>}
        </section>
      )}
      {unseen > 0 && <p className="muted">{t("removal.unseen", { count: unseen })}</p>}
    </div>
  );
}

function ChatName({ chat }: { chat: Chat }) {
  return (
    <RouteLink to={{ screen: "chat", chat: chat.id, pane: "conversation" }}>
      {chat.contact.name ?? t("contact.nameHidden")} · {chat.channel.name}
    </RouteLink>
  );
}
