import { useState } from "react";
import type { Chat } from "../../api/model";
import { type Problem, toProblem } from "../../api/problem";
import { Button } from "../../components/Button";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { assign, take } from "../../state/details";
import { notify } from "../../state/notices";
import { useMe } from "../../state/session";
import { HandOverSheet } from "./HandOverSheet";

export interface HandActionsProps {
  chat: Chat;
  /** `row`: in a list, with little room. */
  look: "card" | "row";
}

/** What is done by hand with a chat: taking it, handing it over, giving it back. Each only for those who may. */
export function HandActions({ chat, look }: HandActionsProps) {
  const access = useAccess();
  const me = useMe().user.id;
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (chat.status !== "open") return null;
  const isMine = chat.assignee?.id === me;
  const mayAssign = access.can("chats.assign", chat.facts);
  const mayTransfer = access.can("chats.transfer", chat.facts);
  const isFree = chat.assignee === null;
  const mayTake = isFree ? access.can("chats.reply", chat.facts) : !isMine && mayAssign && access.can("chats.reply", { ...chat.facts, assignee: me });
  const mayRelease = !isFree && mayAssign && look === "card";
  if (!mayTake && !mayAssign && !mayTransfer) return null;
  const act = async (what: () => Promise<void>, done: string) => {
    setBusy(true);
    setProblem(null);
    try {
      await what();
      notify("good", done);
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={`hand hand-${look}`}>
      <div className="button-row">
        {mayTake && (
          <Button look={look === "row" ? "plain" : "primary"} isDisabled={busy} onPress={() => void act(() => (isFree ? take(chat.id) : assign(chat.id, me)), t("chat.taken"))}>
            {t(look === "row" ? "chat.takeShort" : "chat.take")}
          </Button>
        )}
        {(mayAssign || mayTransfer) && (
          <Button isDisabled={busy} onPress={() => setAsking(true)}>
            {t("chat.handOver")}
          </Button>
        )}
        {mayRelease && (
          <Button isDisabled={busy} onPress={() => void act(() => assign(chat.id, null), t("chat.released"))}>
            {t("chat.release")}
          </Button>
        )}
      </div>
      {problem !== null && <ProblemNote problem={problem} />}
      {asking && <HandOverSheet chat={chat} onClose={() => setAsking(false)} />}
    </div>
  );
}
