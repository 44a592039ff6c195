import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import type { GroupQueue } from "../../api/queue";
import { Badge } from "../../components/Badge";
import { t } from "../../i18n";
import { waited } from "../../i18n/time";
import { useSecond } from "../../state/clock";

export interface GroupTilesProps {
  groups: readonly GroupQueue[];
  /** `null`: all of them. */
  current: GroupQueue | null;
  onPick: (group: GroupQueue | null) => void;
}

const ALL = "all:";

/** What waits in each group; picking one shows that one alone. */
export function GroupTiles({ groups, current, onPick }: GroupTilesProps) {
  const waiting = groups.reduce((sum, group) => sum + group.waiting, 0);
  const missed = groups.reduce((sum, group) => sum + group.missed, 0);
  const oldest = groups.flatMap(({ oldestAt }) => oldestAt ?? []);
  const all = { id: null, name: t("queue.allGroups"), waiting, missed, oldestAt: oldest.length === 0 ? null : Math.min(...oldest) };
  // The edge names those in which something waits; the one that is looked at stays when it is empty.
  const isListed = groups.some(({ id }) => id === current?.id);
  const tiles = current === null || isListed ? groups : [...groups, { ...current, waiting: 0, missed: 0, oldestAt: null }];
  return (
    <ToggleButtonGroup
      className="tiles"
      aria-label={t("queue.groups")}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[current?.id ?? ALL]}
      onSelectionChange={(keys) => {
        const [picked] = [...keys];
        onPick(tiles.find(({ id }) => id === picked) ?? null);
      }}
    >
      {[all, ...tiles.filter(({ id }) => id !== null)].map((group) => (
        <Tile key={group.id ?? ALL} group={group} />
      ))}
    </ToggleButtonGroup>
  );
}

function Tile({ group: { id, name, waiting, missed, oldestAt } }: { group: GroupQueue }) {
  const now = useSecond();
  return (
    <ToggleButton id={id ?? ALL} className="tile" data-testid="queue-group" data-group={id ?? "all"}>
      <span className="tile-name">{name ?? t("assignment.noGroup")}</span>
      <span className="tile-count">{waiting}</span>
      <span className="tile-more">
        <span className="muted">{oldestAt === null ? t("queue.noneWaits") : t("queue.oldest", { time: waited(oldestAt, now) })}</span>
        {missed > 0 && <Badge tone="bad">{t("queue.missedCount", { count: missed })}</Badge>}
      </span>
    </ToggleButton>
  );
}
