import { useEffect, useState } from "react";
import type { ChatDetail } from "../../api/model";
import { type Problem, toProblem } from "../../api/problem";
import { Button } from "../../components/Button";
import { Choice } from "../../components/Choice";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { assign } from "../../state/details";
import { ALL, users } from "../../state/directory";
import { notify } from "../../state/notices";
import { usePeek } from "../../state/resource";
import { useMe } from "../../state/session";

/** Giving the chat to somebody, taking it, giving it back: each only for those who may. */
export function AssignmentActions({ chat }: { chat: ChatDetail }) {
  const access = useAccess();
  const me = useMe().user.id;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (chat.status !== "open" || !access.can("chats.assign", chat.facts)) return null;

  const give = async (user: string | null) => {
    setBusy(true);
    setProblem(null);
    try {
      await assign(chat.id, user);
      notify("good", t(user === null ? "chat.released" : "chat.assigned"));
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const mayTake = chat.assignee?.id !== me && access.can("chats.reply", { ...chat.facts, assignee: me });
  return (
    <div className="assignment-actions">
      {access.can("users.view") && <UserChoice chat={chat} busy={busy} onPick={(user) => void give(user)} />}
      <div className="button-row">
        {mayTake && (
          <Button isDisabled={busy} onPress={() => void give(me)}>
            {t("chat.take")}
          </Button>
        )}
        {chat.assignee !== null && (
          <Button isDisabled={busy} onPress={() => void give(null)}>
            {t("chat.release")}
          </Button>
        )}
      </div>
      {problem !== null && <ProblemNote problem={problem} />}
    </div>
  );
}

interface UserChoiceProps {
  chat: ChatDetail;
  busy: boolean;
  onPick: (user: string) => void;
}

function UserChoice({ chat, busy, onPick }: UserChoiceProps) {
  const { value, problem } = usePeek(users, ALL);
  useEffect(() => users.follow(ALL), []);
  if (problem !== null) return <ProblemNote problem={problem} onRetry={() => void users.load(ALL)} />;
  const options = (value ?? [])
    .filter((user) => user.status === "active")
    .map((user) => ({ id: user.id, name: user.name, hint: `@${user.username}` }));
  return (
    <Choice
      label={t("chat.assignTo")}
      options={options}
      value={chat.assignee?.id ?? null}
      placeholder={t("chat.assignPick")}
      disabled={busy || value === null}
      onChange={(user) => {
        if (user !== chat.assignee?.id) onPick(user);
      }}
    />
  );
}
