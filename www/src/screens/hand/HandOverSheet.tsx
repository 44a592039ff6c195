import { UsersRound } from "lucide-react";
import { useState } from "react";
import type { Chat } from "../../api/model";
import { type Problem, toProblem } from "../../api/problem";
import { Avatar } from "../../components/Avatar";
import { Button } from "../../components/Button";
import { PresenceDot } from "../../components/PresenceDot";
import { ProblemNote } from "../../components/ProblemNote";
import { Segments } from "../../components/Segments";
import { Sheet } from "../../components/Sheet";
import { TextInput } from "../../components/TextInput";
import { Loading } from "../../components/Loading";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { assign, transfer } from "../../state/details";
import { ALL, groups as groupList } from "../../state/directory";
import { notify } from "../../state/notices";
import { byRoom, team } from "../../state/queue/team";
import { useResource } from "../../state/resource";
import { useMe } from "../../state/session";
import { LoadOf } from "../queue/TeamCard";

/** More than these nobody reads; who is not among them is looked for. */
const SHOWN_MAX = 40;
const FEW = 8;

export interface HandOverSheetProps {
  chat: Chat;
  onClose: () => void;
}

type To = "person" | "group";

/** To whom a chat is handed over: a person, with how much they have in hand, or a group, which gives it to one of its own. */
export function HandOverSheet({ chat, onClose }: HandOverSheetProps) {
  const access = useAccess();
  const maySee = access.can("users.view");
  const toGroups = access.can("chats.transfer", chat.facts) && maySee;
  const [to, setTo] = useState<To>(maySee ? "person" : "group");
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = async (id: string, what: () => Promise<void>) => {
    setBusy(id);
    setProblem(null);
    try {
      await what();
      notify("good", t("chat.handedOver"));
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(null);
    }
  };
  const toUser = (user: string) =>
    act(user, () => (access.can("chats.assign", chat.facts) ? assign(chat.id, user) : transfer(chat.id, { user })));
  return (
    <Sheet
      title={t("handOver.title", { name: chat.contact.name ?? t("contact.nameHidden") })}
      isOpen
      onClose={onClose}
      testId="hand-over"
      foot={<Button onPress={onClose}>{t("cancel")}</Button>}
    >
      <div className="hand-over">
        {toGroups && (
          <Segments
            label={t("handOver.to")}
            options={(["person", "group"] as const).map((id) => ({ id, name: t(`handOver.${id}`) }))}
            value={to}
            onChange={setTo}
          />
        )}
        {problem !== null && <ProblemNote problem={problem} />}
        {to === "person" && maySee && <People chat={chat} busy={busy} onPick={(user) => void toUser(user)} />}
        {to === "group" && toGroups && (
          <Groups chat={chat} busy={busy} onPick={(group) => void act(group, () => transfer(chat.id, { group }))} />
        )}
        {!maySee && <p className="muted">{t("handOver.unknown")}</p>}
      </div>
    </Sheet>
  );
}

interface PicksProps {
  chat: Chat;
  /** What was picked and is on its way. */
  busy: string | null;
  onPick: (id: string) => void;
}

function People({ chat, busy, onPick }: PicksProps) {
  const me = useMe().user.id;
  const { value, problem } = useResource(team, ALL);
  const [query, setQuery] = useState("");
  if (problem !== null) return <ProblemNote problem={problem} onRetry={() => void team.load(ALL)} />;
  if (value === null) return <Loading rows={5} />;
  const wanted = query.trim().toLocaleLowerCase();
  const others = value.filter(({ id }) => id !== chat.assignee?.id && id !== me);
  const found = byRoom(others, chat.group?.id ?? null).filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  return (
    <>
      {others.length >= FEW && <TextInput label={t("routing.findPerson")} labelled="hidden" type="search" value={query} onChange={setQuery} />}
      <ul className="pick-rows">
        {found.slice(0, SHOWN_MAX).map((person) => (
          <li key={person.id}>
            <button type="button" className="pick-row" disabled={busy !== null} data-user={person.id} onClick={() => onPick(person.id)}>
              <Avatar id={person.id} name={person.name} size="small" />
              <span className="team-words">
                <span>{person.name}</span>
                <PresenceDot presence={person.presence} />
              </span>
              <LoadOf load={chat.channel.kind === "voip" ? person.calls : person.text} kind={chat.channel.kind === "voip" ? "calls" : "text"} />
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="muted">{t("routing.noneFound")}</p>}
    </>
  );
}

function Groups({ chat, busy, onPick }: PicksProps) {
  const { value, problem } = useResource(groupList, ALL);
  if (problem !== null) return <ProblemNote problem={problem} onRetry={() => void groupList.load(ALL)} />;
  if (value === null) return <Loading rows={3} />;
  return (
    <>
      <p className="field-hint">{t("handOver.groupHint")}</p>
      <ul className="pick-rows">
        {value.map((group) => (
          <li key={group.id}>
            <button
              type="button"
              className="pick-row"
              disabled={busy !== null || (group.id === chat.group?.id && chat.assignee === null)}
              data-group={group.id}
              onClick={() => onPick(group.id)}
            >
              <span className="avatar avatar-small avatar-queue" aria-hidden="true">
                <UsersRound className="icon" />
              </span>
              <span>{group.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
