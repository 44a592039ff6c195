import { MessagesSquare } from "lucide-react";
import { Blank } from "../../components/Blank";
import { NoAccess } from "../../components/NoAccess";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { useWidth } from "../../state/width";
import { ScreenHead } from "../shell/ScreenHead";
import { ChatList } from "./ChatList";
import { ChatScreen } from "./ChatScreen";

export interface InboxProps {
  chat: string | null;
  /** In a narrow window one of list, conversation and contact is shown; a wide one has all three. */
  pane: "conversation" | "contact";
}

export function Inbox({ chat, pane }: InboxProps) {
  const access = useAccess();
  const narrow = useWidth() === "narrow";
  if (!access.can("chats.view")) {
    return (
      <div className="screen">
        <ScreenHead title={t("nav.inbox")} />
        <NoAccess permission="chats.view" />
      </div>
    );
  }
  const shown = chat === null ? "list" : pane;
  return (
    <div className="inbox" data-shown={shown}>
      {narrow && shown !== "list" && <h1 className="sr-only">{t("nav.inbox")}</h1>}
      <section className="pane pane-list" aria-label={t("inbox.chats")}>
        <ChatList current={chat} />
      </section>
      {chat === null ? (
        <section className="pane pane-conversation" aria-label={t("inbox.conversation")}>
          <Blank icon={MessagesSquare} title={t("inbox.pickTitle")}>
            <p>{t("inbox.pickText")}</p>
          </Blank>
        </section>
      ) : (
        <ChatScreen key={chat} id={chat} />
      )}
    </div>
  );
}
