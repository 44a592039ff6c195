import type { ChatScope, Grant, Role, User } from "../../api/model";
import { isOfRecords } from "../../state/catalogue";
import { periodOf, phaseOf } from "../../state/period";
import type { PersonAccess } from "../../state/person";

/** What one role or person has of one permission. */
export interface Cell {
  state: "held" | "missing" | "denied";
  /** How far, where it is about chats. */
  scope?: ChatScope;
  /** On which channels alone. */
  channels?: readonly string[];
  /** When what gives it this far ends. */
  endsAt?: number;
}

/** A role or a person, beside others. */
export interface Column {
  kind: "role" | "user";
  id: string;
  name: string;
  /** `null` while it is not known yet. */
  cell: ((permission: string) => Cell) | null;
}

const SCOPES: readonly ChatScope[] = ["none", "assigned", "group", "all"];

export function roleColumn({ id, name, rights }: Role): Column {
  const cell = (permission: string): Cell => {
    if (!rights.permissions.includes(permission)) return { state: "missing" };
    return isOfRecords(permission) ? { state: "held", scope: rights.scope } : { state: "held" };
  };
  return { kind: "role", id, name, cell };
}

export function userColumn({ id, name }: User, person: PersonAccess | undefined, now: number): Column {
  return { kind: "user", id, name, cell: person === undefined ? null : (permission) => userCell(person, permission, now) };
}

function userCell({ document, usher }: PersonAccess, permission: string, now: number): Cell {
  if (!usher.knows(permission) || !usher.can(permission)) {
    return { state: document.denied.some((one) => one === permission) ? "denied" : "missing" };
  }
  const grants = document.grants.filter(
    (grant) => grant.permissions.some((one) => one === permission) && phaseOf(periodOf(grant), now) === "current",
  );
  if (!isOfRecords(permission)) return { state: "held", ...ending(grants) };
  const scope = widest(grants);
  const everywhere = grants.some(({ channels }) => channels === "all");
  const channels = new Set(grants.flatMap((grant) => (grant.channels === "all" ? [] : grant.channels)));
  const furthest = grants.filter((grant) => grant.scope === scope);
  return { state: "held", scope, ...(everywhere ? {} : { channels: [...channels] }), ...ending(furthest) };
}

/** When the last of these ends, if all of them do. */
function ending(grants: readonly Grant[]): { endsAt?: number } {
  const ends = grants.flatMap((grant) => periodOf(grant).endsAt ?? []);
  return ends.length > 0 && ends.length === grants.length ? { endsAt: Math.max(...ends) } : {};
}

function widest(grants: readonly { scope: ChatScope }[]): ChatScope {
  return SCOPES[Math.max(0, ...grants.map(({ scope }) => SCOPES.indexOf(scope)))] ?? "none";
}
