import { Ban, Check, Clock, Minus } from "lucide-react";
import type { ChannelKind } from "../../api/model";
import { ChannelIcon } from "../../components/ChannelIcon";
import { list, t } from "../../i18n";
import { periodWords } from "../../i18n/period";
import { useNow } from "../../state/clock";
import { ALL, channels as channelList, nameOf } from "../../state/directory";
import { useResource } from "../../state/resource";
import { permissionName } from "../review/differenceWords";
import type { Cell, Column } from "./column";

const ICONS = { held: Check, missing: Minus, denied: Ban } as const;

export interface MatrixCellProps {
  column: Column;
  permission: string;
  place: string;
  /** Whether the tab key stops here. */
  reached: boolean;
  open: boolean;
  onOpen: (cell: HTMLElement) => void;
}

export function MatrixCell({ column, permission, place, reached, open, onOpen }: MatrixCellProps) {
  const cellWords = useCellWords();
  const cell = column.cell?.(permission) ?? null;
  if (cell === null) return <td className="cell cell-unknown" aria-busy="true" />;
  return (
    <td className={`cell cell-${cell.state}`}>
      <button
        type="button"
        tabIndex={reached ? 0 : -1}
        data-place={place}
        data-permission={permission}
        data-state={cell.state}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={(event) => onOpen(event.currentTarget)}
      >
        <span className="sr-only">
          {t("matrix.cell", { who: column.name, permission: permissionName(permission), how: cellWords(cell) })}
        </span>
        <Marks cell={cell} />
      </button>
    </td>
  );
}

function Marks({ cell }: { cell: Cell }) {
  const Icon = ICONS[cell.state];
  const { value } = useResource(channelList, ALL);
  const kinds = new Set(cell.channels?.map((id): ChannelKind => value?.find((one) => one.id === id)?.kind ?? "other"));
  return (
    <>
      <Icon className="icon" aria-hidden="true" />
      {cell.scope !== undefined && <span className="cell-scope" aria-hidden="true">{t(`matrix.scope.${cell.scope}`)}</span>}
      {(kinds.size > 0 || cell.endsAt !== undefined) && (
        <span className="cell-marks">
          {[...kinds].map((kind) => (
            <ChannelIcon key={kind} kind={kind} />
          ))}
          {cell.endsAt !== undefined && <Clock className="icon cell-clock" aria-hidden="true" />}
        </span>
      )}
    </>
  );
}

/** A cell for those who hear it. */
function useCellWords(): (cell: Cell) => string {
  const now = useNow();
  const { value } = useResource(channelList, ALL);
  return ({ state, scope, channels, endsAt }) => {
    if (state !== "held") return t(`matrix.state.${state}`);
    const parts = [t("matrix.state.held")];
    if (scope !== undefined) parts.push(t(`scope.${scope}`));
    if (channels !== undefined) parts.push(t("matrix.on", { channels: list(channels.map((id) => nameOf(value, id))) }));
    if (endsAt !== undefined) parts.push(periodWords({ endsAt }, now));
    return parts.join(", ");
  };
}
