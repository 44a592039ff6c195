import { Clock3, Flag } from "lucide-react";
import type { WaitingChat } from "../../api/queue";
import { Badge } from "../../components/Badge";
import { ChannelIcon } from "../../components/ChannelIcon";
import { RouteLink } from "../../components/RouteLink";
import { t, words } from "../../i18n";
import { stopwatch } from "../../i18n/time";
import { useSecond } from "../../state/clock";
import { HandActions } from "../hand/HandActions";

/** One that waits: since when, how far it has come, and what can be done by hand. */
export function WaitingRow({ chat, place }: { chat: WaitingChat; place: number }) {
  const { contact, channel, group, waiting } = chat;
  return (
    <li className={waiting.missed ? "waiting-row waiting-missed" : "waiting-row"} data-testid="waiting-row" data-chat={chat.id}>
      <span className="waiting-place">{place + 1}</span>
      <ChannelIcon kind={channel.kind} label="named" />
      <span className="waiting-words">
        <span className="waiting-line">
          <RouteLink className="waiting-name" to={{ screen: "chat", chat: chat.id, pane: "conversation" }}>
            {contact.name ?? t("contact.nameHidden")}
          </RouteLink>
          {waiting.missed && <Badge tone="bad">{t("queue.missed")}</Badge>}
          {waiting.priority > 0 && (
            <Badge tone="accent">
              <Flag className="icon" aria-hidden="true" />
              {t("queue.priority", { priority: waiting.priority })}
            </Badge>
          )}
        </span>
        <span className="waiting-meta">
          {[group?.name ?? t("assignment.noGroup"), words("reached", waiting.reached)].join(" · ")}
        </span>
        <span className="waiting-meta muted">{words("waits", waiting.because)}</span>
      </span>
      <Age since={waiting.since} isMissed={waiting.missed} />
      <HandActions chat={chat} look="row" />
    </li>
  );
}

function Age({ since, isMissed }: { since: number; isMissed: boolean }) {
  const now = useSecond();
  return (
    <span className={isMissed ? "waiting-age waiting-late" : "waiting-age"}>
      <Clock3 className="icon" aria-hidden="true" />
      <span className="sr-only">{t("queue.waitsFor")} </span>
      {stopwatch(now - since)}
    </span>
  );
}
