import { Clock3, History, UsersRound } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Disclosure, DisclosurePanel } from "react-aria-components/Disclosure";
import { Heading } from "react-aria-components/Heading";
import type { Assignment, ChatDetail } from "../../api/model";
import { Avatar } from "../../components/Avatar";
import { t } from "../../i18n";
import { fullTime, isToday, timeOfDay } from "../../i18n/time";
import { useNow } from "../../state/clock";
import { nameIn, useNames } from "../../state/names";
import { HandActions } from "../hand/HandActions";
import { AssignmentReason } from "./AssignmentReason";

/** Who has the chat, since when, and why. */
export function AssignmentCard({ chat }: { chat: ChatDetail }) {
  const nameOf = useNames(chat);
  const [current, ...earlier] = chat.assignment;
  const ended = current !== undefined && current.until !== null;
  return (
    <section className="card assignment" aria-label={t("assignment.title")} data-testid="assignment">
      <h3 className="card-title">{t("assignment.title")}</h3>
      <Holder chat={chat} />
      {current !== undefined && !ended && (
        <p className="assignment-since">
          <Clock3 className="icon" aria-hidden="true" />
          <Since at={current.from} />
        </p>
      )}
      {current?.reason && !ended && <AssignmentReason reason={current.reason} by={current.by} from={current.from} chat={chat} nameOf={nameOf} />}
      <HandActions chat={chat} look="card" />
      <Earlier assignments={ended ? chat.assignment : earlier} nameOf={nameOf} chat={chat} />
    </section>
  );
}

function Since({ at }: { at: number }) {
  const now = useNow();
  return isToday(at, now)
    ? t("assignment.sinceToday", { time: timeOfDay(at) })
    : t("assignment.since", { time: fullTime(at) });
}

function Holder({ chat }: { chat: ChatDetail }) {
  if (chat.assignee === null) {
    return (
      <div className="holder" data-testid="assignee">
        <span className="avatar avatar-medium avatar-queue" aria-hidden="true">
          <UsersRound className="icon" />
        </span>
        <span className="holder-words">
          <strong>{t("assignment.queued")}</strong>
          <span>{chat.group === null ? t("assignment.noGroup") : t("assignment.inGroup", { group: chat.group.name })}</span>
        </span>
      </div>
    );
  }
  return (
    <div className="holder" data-testid="assignee">
      <Avatar id={chat.assignee.id} name={chat.assignee.name} />
      <span className="holder-words">
        <strong>{chat.assignee.name}</strong>
        {chat.group !== null && <span>{t("assignment.inGroup", { group: chat.group.name })}</span>}
      </span>
    </div>
  );
}

interface EarlierProps {
  assignments: readonly Assignment[];
  nameOf: (id: string) => string;
  chat: ChatDetail;
}

function Earlier({ assignments, nameOf, chat }: EarlierProps) {
  const [isOpen, setOpen] = useState(false);
  if (assignments.length === 0) return null;
  return (
    <Disclosure className="disclosure" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading level={4}>
        <AriaButton slot="trigger" className="disclosure-button">
          <History className="icon" aria-hidden="true" />
          {t("assignment.earlier", { count: assignments.length })}
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <ol className="history">
          {isOpen && assignments.map((one) => (
            <li key={`${one.from}-${one.until ?? ""}`}>
              <strong>{one.user === null ? t("assignment.queued") : nameIn(one.user, nameOf)}</strong>
              <span className="muted">
                {fullTime(one.from)}
                {one.until !== null && ` – ${fullTime(one.until)}`}
              </span>
              {one.reason !== null && <AssignmentReason reason={one.reason} by={one.by} from={one.from} chat={chat} nameOf={nameOf} />}
            </li>
          ))}
        </ol>
      </DisclosurePanel>
    </Disclosure>
  );
}
