import { Clock3, CornerUpLeft, UsersRound } from "lucide-react";
import { memo } from "react";
import type { Chat } from "../../api/model";
import { Avatar } from "../../components/Avatar";
import { Badge } from "../../components/Badge";
import { ChannelIcon } from "../../components/ChannelIcon";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { fullTime, shortTime, waited } from "../../i18n/time";
import { useNow } from "../../state/clock";
import { messageIcon, messageWords } from "./messageKind";

export interface ChatRowProps {
  chat: Chat;
  current: boolean;
  mine: boolean;
}

export const ChatRow = memo(function ChatRow({ chat, current, mine }: ChatRowProps) {
  const now = useNow();
  const { contact, channel, lastMessage } = chat;
  return (
    <RouteLink
      className="chat-row"
      to={{ screen: "chat", chat: chat.id, pane: "conversation" }}
      aria-current={current ? "page" : undefined}
      data-testid="chat-row"
      data-chat={chat.id}
      data-channel={channel.kind}
    >
      <span className="chat-face">
        <Avatar id={contact.id} name={contact.name} />
        <ChannelIcon kind={channel.kind} label="named" />
      </span>
      <span className="chat-words">
        <span className="chat-line">
          <span className="chat-name">{contact.name ?? t("contact.nameHidden")}</span>
          <time className="chat-time" dateTime={new Date(chat.updatedAt).toISOString()} title={fullTime(chat.updatedAt)}>
            {shortTime(lastMessage?.at ?? chat.updatedAt, now)}
          </time>
        </span>
        <span className="chat-line">
          <LastWords chat={chat} />
          {chat.waitingSince !== null && (
            <Badge tone="warn">
              <Clock3 className="icon" aria-hidden="true" />
              <span className="sr-only">{t("inbox.waiting")} </span>
              {waited(chat.waitingSince, now)}
            </Badge>
          )}
        </span>
        <span className="chat-meta">
          <span className="chat-channel">{channel.name}</span>
          <Holder chat={chat} mine={mine} />
        </span>
      </span>
    </RouteLink>
  );
});

function LastWords({ chat: { lastMessage } }: { chat: Chat }) {
  if (lastMessage === null) return <span className="chat-last muted">{t("inbox.noMessages")}</span>;
  const Icon = lastMessage.direction === "out" ? CornerUpLeft : messageIcon(lastMessage.kind);
  return (
    <span className="chat-last">
      {Icon !== null && <Icon className="icon" aria-hidden="true" />}
      {lastMessage.direction === "out" && <span className="sr-only">{t("message.out")}: </span>}
      {lastMessage.text ?? messageWords(lastMessage.kind)}
    </span>
  );
}

/** Who has the chat: a person, the viewer, or the queue of a group. */
function Holder({ chat, mine }: { chat: Chat; mine: boolean }) {
  if (mine) return <span className="chat-holder">{t("inbox.you")}</span>;
  if (chat.assignee !== null) return <span className="chat-holder">{chat.assignee.name}</span>;
  return (
    <span className="chat-holder chat-queued">
      <UsersRound className="icon" aria-hidden="true" />
      {chat.group === null ? t("inbox.queue") : t("inbox.queueOf", { group: chat.group.name })}
    </span>
  );
}
