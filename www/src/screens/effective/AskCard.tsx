import { useEffect, useState } from "react";
import type { Chat, UserDetail } from "../../api/model";
import { Choice } from "../../components/Choice";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { catalogue, isOfRecords } from "../../state/catalogue";
import { chatLists, ensureChats, type ListName, listOf } from "../../state/chats";
import { useSelected } from "../../state/store";
import { permissionName } from "../review/differenceWords";
import { WhyView } from "./WhyView";

const OPEN: ListName = { status: "open", holder: "anybody" };

/** "Can she answer this chat?" with the answer beneath. */
export function AskCard({ user }: { user: UserDetail }) {
  const { document } = useAccess();
  const [permission, setPermission] = useState("chats.reply");
  const [chat, setChat] = useState<string | null>(null);
  const { chats } = useSelected(chatLists, (lists) => listOf(lists, OPEN));
  useEffect(() => ensureChats(OPEN), []);
  const permissions = catalogue(document.hostPermissions).flatMap((section) => section.permissions.filter(isOfRecords));
  return (
    <section className="card ask" aria-label={t("ask.title")} data-testid="ask">
      <h2 className="card-title">{t("ask.title")}</h2>
      <Choice
        label={t("ask.may", { user: user.name })}
        options={permissions.map((id) => ({ id, name: permissionName(id) }))}
        value={permission}
        onChange={setPermission}
      />
      <Choice
        label={t("ask.chat")}
        placeholder={t(chats.length === 0 ? "ask.noChats" : "ask.pick")}
        options={chats.map((one) => ({ id: one.id, name: nameOfChat(one), hint: whose(one) }))}
        value={chat}
        disabled={chats.length === 0}
        onChange={setChat}
      />
      {chat !== null && <WhyView user={user.id} permission={permission} chat={chat} />}
    </section>
  );
}

const nameOfChat = ({ contact, channel }: Chat) =>
  t("ask.chatName", { client: contact.name ?? t("contact.nameHidden"), channel: channel.name });

function whose({ assignee, group }: Chat): string {
  if (assignee !== null) return t("ask.assignedTo", { user: assignee.name });
  return group === null ? t("inbox.queue") : t("inbox.queueOf", { group: group.name });
}
