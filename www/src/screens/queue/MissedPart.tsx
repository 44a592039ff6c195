import { CircleCheckBig, MessageSquareText, PhoneMissed } from "lucide-react";
import { useState } from "react";
import type { MissedChat } from "../../api/queue";
import { Blank } from "../../components/Blank";
import { ChannelIcon } from "../../components/ChannelIcon";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { RouteLink } from "../../components/RouteLink";
import { Segments } from "../../components/Segments";
import { t } from "../../i18n";
import { fullTime, stopwatch } from "../../i18n/time";
import { useAccess } from "../../state/access";
import { ALL, groups, nameOf, users } from "../../state/directory";
import { keyOfMissed, missed } from "../../state/queue/queue";
import { useLasting } from "../../state/queue/lasting";
import { Resources, useResource } from "../../state/resource";

const SPANS = ["1", "7", "30"] as const;

/** What was not answered in time, each counted once. */
export function MissedPart() {
  const [days, setDays] = useState<(typeof SPANS)[number]>("1");
  const key = keyOfMissed(Number(days), null);
  const { value: fetched, problem } = useResource(missed, key);
  const value = useLasting(fetched);
  return (
    <>
      <div className="missed-head">
        <Segments label={t("missed.span")} options={SPANS.map((id) => ({ id, name: t(`missed.days.${id}`) }))} value={days} onChange={setDays} />
        {value !== null && (
          <strong data-testid="missed-count">{t("missed.count", { count: value.count })}</strong>
        )}
      </div>
      {value === null && problem === null && <Loading rows={5} />}
      {problem !== null && <ProblemNote problem={problem} onRetry={() => void missed.load(key)} />}
      {value !== null && value.items.length === 0 && (
        <Blank icon={CircleCheckBig} title={t("missed.none")}>
          <p>{t("missed.noneText")}</p>
        </Blank>
      )}
      {value !== null && value.items.length > 0 && <Rows items={value.items} />}
    </>
  );
}

const NOBODY = new Resources<never[]>(() => Promise.resolve([]));

function Rows({ items }: { items: readonly MissedChat[] }) {
  const mayName = useAccess().can("users.view");
  const people = useResource(mayName ? users : NOBODY, ALL).value;
  const all = useResource(mayName ? groups : NOBODY, ALL).value;
  return (
    <ol className="waiting-rows" aria-label={t("queue.part.missed")}>
      {items.map((chat) => (
        <li key={`${chat.id} ${chat.missed.at}`} className="waiting-row" data-testid="missed-row" data-chat={chat.id}>
          <span className="missed-kind">
            {chat.missed.kind === "call" ? <PhoneMissed className="icon" aria-hidden="true" /> : <MessageSquareText className="icon" aria-hidden="true" />}
            <span className="sr-only">{t(`missed.kind.${chat.missed.kind}`)}</span>
          </span>
          <ChannelIcon kind={chat.channel.kind} label="named" />
          <span className="waiting-words">
            <RouteLink className="waiting-name" to={{ screen: "chat", chat: chat.id, pane: "conversation" }}>
              {chat.contact.name ?? t("contact.nameHidden")}
            </RouteLink>
            <span className="waiting-meta">
              {chat.missed.user === null
                ? t("missed.inQueue", { group: chat.missed.group === null ? t("assignment.noGroup") : nameOf(all ?? named(chat), chat.missed.group) })
                : t("missed.with", { name: mayName ? nameOf(people, chat.missed.user) : t("someColleague") })}
            </span>
            {chat.missed.escalatedTo !== null && (
              <span className="waiting-meta">{t("missed.escalated", { group: nameOf(all ?? named(chat), chat.missed.escalatedTo) })}</span>
            )}
          </span>
          <span className="missed-when">
            <span>{t("missed.waited", { time: stopwatch(chat.missed.waited) })}</span>
            <span className="muted">{fullTime(chat.missed.at)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

const named = ({ group }: MissedChat) => (group === null ? [] : [group]);
