import { UserRoundX } from "lucide-react";
import { useState } from "react";
import { fetchRemoval, removeUser } from "../../api/removal";
import type { UserDetail } from "../../api/model";
import { type Problem, toProblem } from "../../api/problem";
import { Button } from "../../components/Button";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { Sheet } from "../../components/Sheet";
import { t } from "../../i18n";
import { useAnswer } from "../../state/answer";
import { reloadPeople } from "../../state/directory";
import { notify } from "../../state/notices";
import { RemovalPlan } from "./RemovalPlan";

/** Removing somebody for good: what becomes of the chats is seen before, and done in the same step. */
export function Leaving({ user }: { user: UserDetail }) {
  const [asking, setAsking] = useState(false);
  if (user.status === "removed") return null;
  return (
    <div className="delete">
      <span className="muted">{t("removal.lead")}</span>
      <Button look="danger" onPress={() => setAsking(true)}>
        <UserRoundX className="icon" aria-hidden="true" />
        {t("removal.title", { name: user.name })}
      </Button>
      {asking && <RemovalSheet user={user} onClose={() => setAsking(false)} />}
    </div>
  );
}

function RemovalSheet({ user, onClose }: { user: UserDetail; onClose: () => void }) {
  const { value, problem, again } = useAnswer(`removal ${user.id}`, () => fetchRemoval(user.id, "removed"));
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const remove = async (revision: number) => {
    setBusy(true);
    setRefused(null);
    try {
      await removeUser(user.id, revision);
      notify("good", t("removal.done", { name: user.name }));
      reloadPeople();
      onClose();
    } catch (error) {
      setRefused(toProblem(error));
      again();
    } finally {
      setBusy(false);
    }
  };
  const isOpen = value !== null && value.value.blocked.length === 0;
  return (
    <Sheet
      title={t("removal.title", { name: user.name })}
      isOpen
      onClose={onClose}
      testId="removal"
      foot={
        <>
          <Button onPress={onClose}>{t("cancel")}</Button>
          <Button look="alarm" isPending={busy} isDisabled={!isOpen} onPress={() => value !== null && void remove(value.revision)}>
            {t("removal.confirm", { count: value === null ? 0 : value.value.moves.length + value.value.unseen })}
          </Button>
        </>
      }
    >
      <div className="plan">
        <p>{t("removal.warning")}</p>
        {refused !== null && <ProblemNote problem={refused} />}
        {problem !== null && <ProblemNote problem={problem} onRetry={again} />}
        {value === null && problem === null && <Loading rows={3} />}
        {value !== null && <RemovalPlan plan={value.value} />}
      </div>
    </Sheet>
  );
}

/** What becomes of the chats of somebody who is about to be deactivated. */
export function DeactivationPlan({ user }: { user: UserDetail }) {
  const { value, problem, again } = useAnswer(`deactivation ${user.id}`, () => fetchRemoval(user.id, "deactivated"));
  if (problem !== null) return <ProblemNote problem={problem} onRetry={again} />;
  return value === null ? <Loading rows={2} /> : <RemovalPlan plan={value.value} />;
}
