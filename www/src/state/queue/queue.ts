import { fetchMissed, fetchQueue, type GroupQueue, type Queue } from "../../api/queue";
import { Resources } from "../resource";

/** Of all groups. */
const EVERY = "";
const DAY_MS = 86_400_000;

/** What waits, by what is looked at: of a group or of all, and how much of it. */
export interface Look {
  readonly group: string | null;
  readonly count: number;
}

export const keyOfLook = ({ group, count }: Look) => `${count}/${group ?? EVERY}`;

function lookOf(key: string): Look {
  const at = key.indexOf("/");
  const group = key.slice(at + 1);
  return { group: group === EVERY ? null : group, count: Number(key.slice(0, at)) };
}

export const queues = new Resources(fetchAsMany);

/** As many as are looked at, however many pages that is. */
async function fetchAsMany(key: string): Promise<Queue> {
  const { group, count } = lookOf(key);
  let queue = await fetchQueue(group, null);
  while (queue.items.length < count && queue.cursor !== null) {
    const { items, cursor } = await fetchQueue(group, queue.cursor);
    queue = { ...queue, items: [...queue.items, ...items], cursor };
  }
  return queue;
}

/** Something about what waits is another: the counts are known at once, the rest is fetched where it is on screen. */
export function hearQueue(groups: readonly GroupQueue[]): void {
  for (const key of Object.keys(queues.store.get())) {
    if (lookOf(key).group === null) queues.change(key, (queue) => ({ ...queue, groups }));
    queues.refresh(key);
  }
  missed.reloadAll();
}

/** What was missed, by the days that are looked at and the group. */
export const missed = new Resources((key: string) => {
  const [days = "1", group = EVERY] = key.split("/");
  return fetchMissed(Date.now() - Number(days) * DAY_MS, group === EVERY ? null : group);
});

export const keyOfMissed = (days: number, group: string | null) => `${days}/${group ?? EVERY}`;
