import { PartyPopper } from "lucide-react";
import { useState } from "react";
import type { GroupQueue } from "../../api/queue";
import { Blank } from "../../components/Blank";
import { Button } from "../../components/Button";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import { keyOfLook, queues } from "../../state/queue/queue";
import { useLasting } from "../../state/queue/lasting";
import { useResource } from "../../state/resource";
import { GroupTiles } from "./GroupTiles";
import { WaitingRow } from "./WaitingRow";

const PAGE = 100;
const EVERYTHING = keyOfLook({ group: null, count: PAGE });

/** The chats that wait, the next to be served first. */
export function WaitingPart() {
  const [group, setGroup] = useState<GroupQueue | null>(null);
  const [count, setCount] = useState(PAGE);
  const key = keyOfLook({ group: group?.id ?? null, count });
  const { value: fetched, problem } = useResource(queues, key);
  // Another group, or more of this one, does not blank the screen while it is on its way.
  const value = useLasting(fetched);
  // What waits in the others is seen also while one is looked at.
  const groups = useLasting(useResource(queues, EVERYTHING).value)?.groups ?? [];
  if (value === null) {
    return problem === null ? <Loading rows={6} /> : <ProblemNote problem={problem} onRetry={() => void queues.load(key)} />;
  }
  const { items, cursor } = value;
  return (
    <>
      <GroupTiles groups={groups} current={group} onPick={setGroup} />
      {problem !== null && <ProblemNote problem={problem} onRetry={() => void queues.load(key)} />}
      {items.length === 0 ? (
        <Blank icon={PartyPopper} title={t("queue.nobody")} testId="queue-empty">
          <p>{t("queue.nobodyText")}</p>
        </Blank>
      ) : (
        <ol className="waiting-rows" aria-label={t("queue.part.waiting")} data-testid="waiting">
          {items.map((chat, place) => (
            <WaitingRow key={chat.id} chat={chat} place={place} />
          ))}
        </ol>
      )}
      {cursor !== null && (
        <div>
          <Button onPress={() => setCount(count + PAGE)}>{t("inbox.more")}</Button>
        </div>
      )}
    </>
  );
}
