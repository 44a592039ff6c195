import { ArrowLeft, CircleCheckBig, PanelRight } from "lucide-react";
import { useState } from "react";
import type { ChatDetail } from "../../api/model";
import { describe, toProblem } from "../../api/problem";
import { Avatar } from "../../components/Avatar";
import { Badge } from "../../components/Badge";
import { Button } from "../../components/Button";
import { ChannelIcon } from "../../components/ChannelIcon";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { close } from "../../state/details";
import { notify } from "../../state/notices";
import { calledBy } from "./calledBy";
import { MessageLog } from "./MessageLog";
import { ReplyBox } from "./ReplyBox";

export function Conversation({ chat }: { chat: ChatDetail }) {
  return (
    <>
      <ConversationHead chat={chat} />
      <MessageLog chat={chat} />
      <ReplyBox chat={chat} />
    </>
  );
}

function ConversationHead({ chat }: { chat: ChatDetail }) {
  const { contact, channel } = chat;
  return (
    <header className="conversation-head">
      <RouteLink className="icon-button narrow-only" to={{ screen: "inbox" }} aria-label={t("inbox.back")}>
        <ArrowLeft className="icon" aria-hidden="true" />
      </RouteLink>
      <Avatar id={contact.id} name={contact.name} />
      <div className="conversation-who">
        <h2>{calledBy(contact)}</h2>
        <p>
          <ChannelIcon kind={channel.kind} label="named" />
          <span className="conversation-channel">{channel.name}</span>
          {chat.status === "closed" && <Badge>{t("status.closed")}</Badge>}
        </p>
      </div>
      <CloseButton chat={chat} />
      <RouteLink
        className="icon-button contact-link"
        to={{ screen: "chat", chat: chat.id, pane: "contact" }}
        aria-label={t("contact.open")}
      >
        <PanelRight className="icon" aria-hidden="true" />
      </RouteLink>
    </header>
  );
}

function CloseButton({ chat }: { chat: ChatDetail }) {
  const access = useAccess();
  const [busy, setBusy] = useState(false);
  if (chat.status !== "open" || !access.can("chats.close", chat.facts)) return null;
  const press = async () => {
    setBusy(true);
    try {
      await close(chat.id);
      notify("good", t("chat.closed"));
    } catch (error) {
      notify("bad", describe(toProblem(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button isPending={busy} onPress={() => void press()} aria-label={t("chat.close")}>
      <CircleCheckBig className="icon" aria-hidden="true" />
      <span className="wide-label">{t("chat.closeShort")}</span>
    </Button>
  );
}
