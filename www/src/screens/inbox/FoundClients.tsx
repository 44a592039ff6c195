import { AtSign, Mail, MapPin, Phone, SearchX } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { FoundChat, FoundContact } from "../../api/contacts";
import type { ContactField } from "../../api/model";
import { Avatar } from "../../components/Avatar";
import { Badge } from "../../components/Badge";
import { Blank } from "../../components/Blank";
import { Button } from "../../components/Button";
import { ChannelIcon } from "../../components/ChannelIcon";
import { FieldValue } from "../../components/FieldValue";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { fullTime, shortTime } from "../../i18n/time";
import { useNow } from "../../state/clock";
import { forgetSearch, QUERY_MIN, search, type Search } from "../../state/search";
import { calledBy } from "./calledBy";

const LINES: readonly { field: ContactField; icon: LucideIcon }[] = [
  { field: "phone", icon: Phone },
  { field: "email", icon: Mail },
  { field: "handle", icon: AtSign },
  { field: "address", icon: MapPin },
];

export interface FoundClientsProps {
  found: Exclude<Search, { phase: "off" }>;
  /** The chat on screen. */
  current: string | null;
}

/** What came of looking for a client, in the place of the list of chats. */
export function FoundClients({ found, current }: FoundClientsProps) {
  return (
    <div className="scroll" data-testid="found" onKeyDown={moveFocus}>
      <div className="found-head">
        <p role="status">
          <span className={isNobody(found) ? "sr-only" : ""}>{outcomeWords(found)}</span>
        </p>
        <Button look="quiet" onPress={forgetSearch}>
          {t("find.back")}
        </Button>
      </div>
      {found.phase === "asking" && <Loading rows={2} />}
      {found.phase === "refused" && <ProblemNote problem={found.problem} onRetry={() => void search()} />}
      {isNobody(found) && (
        <Blank icon={SearchX} title={t("find.noneTitle")} testId="found-none">
          <p>{t("find.noneText")}</p>
        </Blank>
      )}
      {found.phase === "found" && (
        <ul className="found-cards" aria-label={t("find.results")}>
          {found.found.items.map((contact) => (
            <li key={contact.id}>
              <FoundCard contact={contact} current={current} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const isNobody = (found: Search) => found.phase === "found" && found.found.items.length === 0;

function outcomeWords(found: FoundClientsProps["found"]): string {
  if (found.phase === "refused") return "";
  if (found.phase === "short") return t("find.short", { count: QUERY_MIN });
  if (found.phase === "asking") return t("find.asking");
  const { items, match } = found.found;
  if (items.length === 0) return t("find.noneText");
  return t(match === "partial" ? "find.countPart" : "find.count", { count: items.length });
}

function FoundCard({ contact, current }: { contact: FoundContact; current: string | null }) {
  const [latest, ...others] = contact.chats ?? [];
  return (
    <article className="found-card" data-testid="found-card" data-contact={contact.id}>
      <Avatar id={contact.id} name={contact.name} />
      <div className="found-words">
        <h2 className="found-name">
          {latest === undefined ? (
            calledBy(contact)
          ) : (
            <ChatLink chat={latest} current={current} className="found-main">
              {calledBy(contact)}
            </ChatLink>
          )}
          {!contact.known && <Badge tone="accent">{t("contact.new")}</Badge>}
        </h2>
        <ul className="found-lines">
          {LINES.filter(({ field }) => contact[field] !== null).map(({ field, icon: Icon }) => (
            <li key={field} data-field={field}>
              <Icon className="icon" aria-hidden="true" />
              <span className="sr-only">{t(`field.${field}`)} </span>
              <FieldValue value={contact[field]} visibility={contact.visibility[field] ?? "hidden"} />
            </li>
          ))}
        </ul>
        {latest === undefined ? <p className="muted">{t("find.noChat")}</p> : <ChatLine chat={latest} />}
        {others.length > 0 && (
          <ul className="found-others" aria-label={t("find.otherChats")}>
            {others.map((chat) => (
              <li key={chat.id}>
                <ChatLink chat={chat} current={current} className="found-other">
                  <ChatLine chat={chat} />
                </ChatLink>
              </li>
            ))}
          </ul>
        )}
      </div>
    </article>
  );
}

interface ChatLinkProps {
  chat: FoundChat;
  current: string | null;
  className: string;
  children: React.ReactNode;
}

function ChatLink({ chat, current, className, children }: ChatLinkProps) {
  return (
    <RouteLink
      className={className}
      to={{ screen: "chat", chat: chat.id, pane: "conversation" }}
      aria-current={chat.id === current ? "page" : undefined}
    >
      {children}
    </RouteLink>
  );
}

function ChatLine({ chat }: { chat: FoundChat }) {
  const now = useNow();
  return (
    <span className="found-chat">
      <ChannelIcon kind={chat.channel.kind} label="named" />
      <span className="found-channel">{chat.channel.name}</span>
      {chat.status === "closed" && <Badge>{t("status.closed")}</Badge>}
      <time dateTime={new Date(chat.updatedAt).toISOString()} title={fullTime(chat.updatedAt)}>
        {shortTime(chat.updatedAt, now)}
      </time>
    </span>
  );
}

/** Arrow keys walk from card to card, and up from the first one back into the box. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>(".found-cards a")];
  const at = links.findIndex((link) => link === document.activeElement);
  if (at === -1) return;
  const box = event.currentTarget.closest(".pane")?.querySelector<HTMLInputElement>(".find-input");
  const next = at + step < 0 ? box : links[at + step];
  if (next == null) return;
  event.preventDefault();
  next.focus();
}
