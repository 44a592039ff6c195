import { Check, CheckCheck, CircleAlert, Clock3 } from "lucide-react";
import type { Message } from "../../api/model";
import { describe } from "../../api/problem";
import { Button } from "../../components/Button";
import { Words } from "../../components/Words";
import { t, words } from "../../i18n";
import { fullTime, timeOfDay } from "../../i18n/time";
import { discard, type Draft, retry } from "../../state/conversation";
import { messageIcon, messageWords } from "./messageKind";

/** Messages of one author within this time stand together. */
const RUN_MS = 5 * 60_000;

export interface MessageBubbleProps {
  message: Message;
  before: Message | null;
}

export function MessageBubble({ message, before }: MessageBubbleProps) {
  const goesOn = before !== null && before.direction === message.direction
    && before.author?.id === message.author?.id && message.at - before.at < RUN_MS;
  if (message.kind === "system") return <SystemLine message={message} />;
  return (
    <li
      className={`message message-${message.direction}${goesOn ? " message-run" : ""}`}
      data-testid="message"
      data-direction={message.direction}
      data-kind={message.kind}
    >
      {!goesOn && message.author !== null && (
        <span className="message-author">{message.author.name ?? t("contact.nameHidden")}</span>
      )}
      <div className="bubble">
        <Content message={message} />
        <span className="message-foot">
          {message.edited && <span>{t("message.edited")}</span>}
          <time dateTime={new Date(message.at).toISOString()} title={fullTime(message.at)}>
            {timeOfDay(message.at)}
          </time>
          {message.direction === "out" && <Delivery status={message.status} />}
        </span>
      </div>
    </li>
  );
}

function Content({ message }: { message: Message }) {
  const { kind, text, attachment } = message;
  if (kind === "text") return <p className="message-text">{text === null ? t("message.hidden") : <Words text={text} />}</p>;
  const Icon = messageIcon(kind);
  return (
    <>
      <div className={`message-kind${kind === "unsupported" ? " message-unsupported" : ""}`}>
        {Icon !== null && <Icon className="icon" aria-hidden="true" />}
        <span className="message-kind-words">
          <span>{messageWords(kind)}</span>
          {attachment?.name && <span className="message-file">{attachment.name}</span>}
          {kind === "unsupported" && <span className="message-file">{t("message.unsupported")}</span>}
        </span>
      </div>
      {text !== null && text !== "" && (
        <p className="message-text">
          <Words text={text} />
        </p>
      )}
    </>
  );
}

function SystemLine({ message }: { message: Message }) {
  return (
    <li className="message-system" data-testid="message" data-kind="system">
      <span>{message.text ?? messageWords("system")}</span> <time>{timeOfDay(message.at)}</time>
    </li>
  );
}

function Delivery({ status }: { status: Message["status"] }) {
  const label = words("delivery", status);
  const look = { className: `icon delivery delivery-${status}`, role: "img", "aria-label": label } as const;
  if (status === "failed") return <CircleAlert {...look} />;
  return status === "sent" || status === "received" ? <Check {...look} /> : <CheckCheck {...look} />;
}

/** An own message that is on its way, or did not get there. */
export function DraftBubble({ draft }: { draft: Draft }) {
  const { problem } = draft;
  return (
    <li className={`message message-out message-draft${problem === null ? "" : " message-failed"}`} data-testid="draft">
      <div className="bubble">
        <p className="message-text">{draft.text}</p>
        <span className="message-foot">
          <time>{timeOfDay(draft.at)}</time>
          {problem === null ? (
            <Clock3 className="icon" role="img" aria-label={t("delivery.sending")} />
          ) : (
            <CircleAlert className="icon" aria-hidden="true" />
          )}
        </span>
      </div>
      {problem !== null && (
        <div className="draft-problem" role="alert">
          <span>{describe(problem)}</span>
          <Button look="quiet" onPress={() => void retry(draft)}>
            {t("tryAgain")}
          </Button>
          <Button look="quiet" onPress={() => discard(draft)}>
            {t("discard")}
          </Button>
        </div>
      )}
    </li>
  );
}
