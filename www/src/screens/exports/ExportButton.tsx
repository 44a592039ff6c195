import { FileDown } from "lucide-react";
import { useState } from "react";
import type { ChatDetail } from "../../api/model";
import { IconButton } from "../../components/Button";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { ExportSheet } from "./ExportSheet";

/** Contacts and chats as a file; only for those who may take them out. */
export function ExportButton() {
  const access = useAccess();
  const [open, setOpen] = useState(false);
  const chats = access.can("chats.export");
  const contacts = access.can("contacts.export");
  if (!chats && !contacts) return null;
  const kinds = [...(contacts ? (["contacts"] as const) : []), ...(chats ? (["chats"] as const) : [])];
  return (
    <>
      <IconButton label={t("export.open")} onPress={() => setOpen(true)}>
        <FileDown className="icon" aria-hidden="true" />
      </IconButton>
      {open && <ExportSheet kinds={kinds} chat={null} onClose={() => setOpen(false)} />}
    </>
  );
}

/** One chat as a file. */
export function ExportChatButton({ chat }: { chat: ChatDetail }) {
  const access = useAccess();
  const [open, setOpen] = useState(false);
  if (!access.can("chats.export", chat.facts)) return null;
  return (
    <>
      <IconButton label={t("export.openChat")} className="head-end" onPress={() => setOpen(true)}>
        <FileDown className="icon" aria-hidden="true" />
      </IconButton>
      {open && <ExportSheet kinds={["chat"]} chat={chat.id} onClose={() => setOpen(false)} />}
    </>
  );
}
