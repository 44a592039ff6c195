import { MessageSquareDashed } from "lucide-react";
import { useEffect, useLayoutEffect, useRef } from "react";
import type { ChatDetail, Message } from "../../api/model";
import { Blank } from "../../components/Blank";
import { Button } from "../../components/Button";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import { dayKey, dayName } from "../../i18n/time";
import { useNow } from "../../state/clock";
import { conversations, type Draft, drafts, loadEarlier, pagingStore } from "../../state/conversation";
import { useResource } from "../../state/resource";
import { useStore } from "../../state/store";
import { DraftBubble, MessageBubble } from "./MessageBubble";

/** Further up than this the reader is reading, and is not pulled down by what arrives. */
const NEAR_END_PX = 120;

export function MessageLog({ chat }: { chat: ChatDetail }) {
  const { value, problem } = useResource(conversations, chat.id);
  const own = useStore(drafts).filter((draft) => draft.chat === chat.id);
  const log = useRef<HTMLDivElement>(null);
  useStayAtEnd(log, value?.messages ?? null, own.length);
  if (value === null) {
    return (
      <div className="log">
        {problem === null ? (
          <Loading rows={5} />
        ) : (
          <ProblemNote problem={problem} onRetry={() => void conversations.load(chat.id)} />
        )}
      </div>
    );
  }
  return (
    <div className="log" ref={log} tabIndex={0} role="log" aria-label={t("message.log")} data-testid="messages">
      {value.cursor !== null && <Earlier chat={chat.id} />}
      {value.messages.length === 0 && own.length === 0 && (
        <Blank icon={MessageSquareDashed} title={t("message.none")} />
      )}
      <Days messages={value.messages} drafts={own} />
    </div>
  );
}

function Earlier({ chat }: { chat: string }) {
  const busy = useStore(pagingStore).has(chat);
  return (
    <div className="log-earlier">
      <Button look="quiet" isPending={busy} onPress={() => void loadEarlier(chat)}>
        {t(busy ? "loading" : "message.earlier")}
      </Button>
    </div>
  );
}

function Days({ messages, drafts: own }: { messages: readonly Message[]; drafts: readonly Draft[] }) {
  const now = useNow();
  const days = Map.groupBy(messages, (message) => dayKey(message.at));
  return (
    <>
      {[...days].map(([day, ofDay]) => (
        <section key={day} className="day" aria-label={dayName(day, now)}>
          <h3 className="day-name">
            <span>{dayName(day, now)}</span>
          </h3>
          <ol>
            {ofDay.map((message, place) => (
              <MessageBubble key={message.id} message={message} before={ofDay[place - 1] ?? null} />
            ))}
          </ol>
        </section>
      ))}
      {own.length > 0 && (
        <ol className="drafts">
          {own.map((draft) => (
            <DraftBubble key={draft.key} draft={draft} />
          ))}
        </ol>
      )}
    </>
  );
}

/** The newest message is in sight, unless the reader has gone up; what is added above moves nothing. */
function useStayAtEnd(log: React.RefObject<HTMLDivElement | null>, messages: readonly Message[] | null, own: number): void {
  const fromEnd = useRef(0);
  const first = messages?.[0]?.id;
  const shownFirst = useRef<string | undefined>(undefined);
  useEffect(() => {
    const element = log.current;
    if (element === null) return;
    const remember = () => {
      fromEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight;
    };
    // A keyboard that comes up, or a reply box that grows, takes room away at the end.
    const resized = new ResizeObserver(() => {
      if (fromEnd.current <= NEAR_END_PX) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener("scroll", remember, { passive: true });
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", remember);
      resized.disconnect();
    };
  }, [log, messages === null]);
  useLayoutEffect(() => {
    const element = log.current;
    if (element === null) return;
    const grewAbove = shownFirst.current !== undefined && first !== shownFirst.current;
    shownFirst.current = first;
    if (fromEnd.current > NEAR_END_PX && !grewAbove) return;
    element.scrollTop = element.scrollHeight - element.clientHeight - (grewAbove ? fromEnd.current : 0);
  }, [log, messages, first, own]);
}
