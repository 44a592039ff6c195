import { type KeyboardEvent, useRef, useState } from "react";
import { RouteLink } from "../../components/RouteLink";
import { words } from "../../i18n";
import { useAccess } from "../../state/access";
import { catalogue } from "../../state/catalogue";
import { permissionWords } from "../people/permissionWords";
import type { Column } from "./column";
import { MatrixCell } from "./MatrixCell";
import { WhyPopover } from "./WhyPopover";

/** Where somebody is in the table. */
interface Place {
  row: number;
  column: number;
}

export interface MatrixTableProps {
  label: string;
  columns: readonly Column[];
}

/** Permissions down, roles or people across. One stop of the tab key; arrows go from cell to cell, Enter says why. */
export function MatrixTable({ label, columns }: MatrixTableProps) {
  const { document } = useAccess();
  const sections = catalogue(document.hostPermissions);
  const permissions = sections.flatMap((section) => section.permissions);
  const table = useRef<HTMLTableElement>(null);
  const trigger = useRef<HTMLElement | null>(null);
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const [asked, setAsked] = useState<Place | null>(null);
  const here = { row: Math.min(place.row, permissions.length - 1), column: Math.min(place.column, columns.length - 1) };
  const move = (event: KeyboardEvent) => {
    const next = after(event, here, { row: permissions.length - 1, column: columns.length - 1 });
    if (next === null) return;
    event.preventDefault();
    setPlace(next);
    table.current?.querySelector<HTMLElement>(`[data-place="${next.row} ${next.column}"]`)?.focus();
  };
  const open = (at: Place, cell: HTMLElement) => {
    trigger.current = cell;
    setPlace(at);
    setAsked(at);
  };
  const askedColumn = asked === null ? undefined : columns[asked.column];
  const askedPermission = asked === null ? undefined : permissions[asked.row];
  return (
    <div className="matrix-scroll" data-scrolls="sideways">
      <table className="matrix" role="grid" aria-label={label} ref={table} onKeyDown={move} data-testid="matrix">
        <thead>
          <tr>
            <td className="matrix-corner" />
            {columns.map(({ kind, id, name }) => (
              <th key={id} scope="col">
                <RouteLink to={kind === "role" ? { screen: "role", role: id } : { screen: "user", user: id }}>{name}</RouteLink>
              </th>
            ))}
          </tr>
        </thead>
        {sections.map((section) => (
          <tbody key={section.section}>
            <tr className="matrix-section">
              <th scope="rowgroup" colSpan={columns.length + 1}>
                <span>{words("section", section.section)}</span>
              </th>
            </tr>
            {section.permissions.map((permission) => {
              const at = permissions.indexOf(permission);
              return (
                <tr key={permission}>
                  <th scope="row" title={permission}>
                    {permissionWords(permission)}
                  </th>
                  {columns.map((column, place) => (
                    <MatrixCell
                      key={column.id}
                      column={column}
                      permission={permission}
                      place={`${at} ${place}`}
                      reached={at === here.row && place === here.column}
                      open={asked?.row === at && asked.column === place}
                      onOpen={(cell) => open({ row: at, column: place }, cell)}
                    />
                  ))}
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
      {askedColumn !== undefined && askedPermission !== undefined && (
        <WhyPopover trigger={trigger} column={askedColumn} permission={askedPermission} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}

/** Where a key leads from here; `null` for keys that lead nowhere. */
function after({ key, ctrlKey }: KeyboardEvent, { row, column }: Place, last: Place): Place | null {
  switch (key) {
    case "ArrowRight":
      return { row, column: Math.min(column + 1, last.column) };
    case "ArrowLeft":
      return { row, column: Math.max(column - 1, 0) };
    case "ArrowDown":
      return { row: Math.min(row + 1, last.row), column };
    case "ArrowUp":
      return { row: Math.max(row - 1, 0), column };
    case "Home":
      return { row: ctrlKey ? 0 : row, column: 0 };
    case "End":
      return { row: ctrlKey ? last.row : row, column: last.column };
    default:
      return null;
  }
}
