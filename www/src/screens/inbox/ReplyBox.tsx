import { LockKeyhole, SendHorizontal } from "lucide-react";
import type { KeyboardEvent } from "react";
import { TextArea } from "react-aria-components/TextArea";
import { TextField } from "react-aria-components/TextField";
import type { ChatDetail } from "../../api/model";
import { IconButton } from "../../components/Button";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { send } from "../../state/conversation";
import { explainInWords } from "../../state/explanation";
import { setUnsent, useUnsent } from "../../state/unsent";

const TEXT_MAX = 4096;
const LINES_MAX = 7;

/** Where replies are written; for those who may not, one quiet line says why. */
export function ReplyBox({ chat }: { chat: ChatDetail }) {
  const access = useAccess();
  if (!access.can("chats.reply", chat.facts)) {
    const why = explainInWords(access.explain("chats.reply", chat.facts));
    return (
      <p className="reply-closed" data-testid="reply-hidden">
        <LockKeyhole className="icon" aria-hidden="true" />
        <span>
          {t("reply.hidden")} {why}
        </span>
      </p>
    );
  }
  if (chat.status === "closed") {
    return (
      <p className="reply-closed" data-testid="reply-hidden">
        <span>{t("reply.chatClosed")}</span>
      </p>
    );
  }
  return <Writer chat={chat.id} />;
}

function Writer({ chat }: { chat: string }) {
  const text = useUnsent(chat);
  const setText = (next: string) => setUnsent(chat, next);
  // Where `field-sizing` is not known yet, the box grows with the lines at least.
  const rows = Math.min(LINES_MAX, text.split("\n").length);
  const ready = text.trim() !== "";
  const submit = () => {
    if (!ready) return;
    void send(chat, text.trim());
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      className="reply"
      data-testid="reply-box"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField className="reply-field" aria-label={t("reply.label")} value={text} onChange={setText} maxLength={TEXT_MAX}>
        <TextArea className="reply-input" rows={rows} placeholder={t("reply.placeholder")} onKeyDown={onKeyDown} />
      </TextField>
      <IconButton label={t("reply.send")} className="reply-send" type="submit" isDisabled={!ready}>
        <SendHorizontal className="icon" aria-hidden="true" />
      </IconButton>
      <p className="reply-hint" aria-hidden="true">
        {t("reply.hint")}
      </p>
    </form>
  );
}
