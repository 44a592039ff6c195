import { path, request } from "./http";
import type { Group, Named, Role, Visibility } from "./model";
import { type GroupChange, type New, type RoleChange, type UserChange, writeChange } from "./people";

/** One change of who may do what, not stored yet. What is to be made has any id that nothing has. */
export type PolicyChange =
  | { user: string; patch: UserChange }
  | { role: string; patch: RoleChange }
  | { role: string; create: New<Role> }
  | { role: string; delete: true }
  | { group: string; patch: GroupChange }
  | { group: string; create: New<Group> }
  | { group: string; delete: true };

/** Somebody named by the edge, or by id alone. */
export type Someone = Named | string;

/** A rule that saving would break. */
export interface Refusal {
  code: string;
  message?: string;
  permission?: string;
  user?: Someone;
  members?: Someone[];
  groups?: Someone[];
}

/** Something to think about before saving. */
export interface Warning {
  code: string;
  message?: string;
  permission?: string;
  holders?: Someone[];
}

/** How a kind of personal data is shown at its best, and in how many chats more or less is shown. */
export interface FieldChange {
  kind: string;
  before: Visibility;
  after: Visibility;
  chatsWidened: number;
  chatsNarrowed: number;
}

/** What changes for one user. */
export interface UserDifference extends Named {
  gained: string[];
  lost: string[];
  /** Held before on some chats, and now on all; and the other way round. */
  widened: string[];
  narrowed: string[];
  chatsOpened: number;
  chatsClosed: number;
  repliesOpened: number;
  repliesClosed: number;
  fields: FieldChange[];
}

export interface Difference {
  users: UserDifference[];
  permissions: { permission: string; gained: number; lost: number }[];
  usersAffected: number;
  /** Whether more users are affected than are listed; none are listed for who may not see users. */
  truncated: boolean;
}

/** What changes would open and close, were they stored on the policy of `revision`. */
export interface Preview {
  revision: number;
  allowed: boolean;
  refusals: Refusal[];
  warnings: Warning[];
  /** `null` where the changes do not even make a policy; the refusals then say why. */
  difference: Difference | null;
}

export const previewChanges = (changes: readonly PolicyChange[]) =>
  request<Preview>("POST", path(["policy", "preview"]), { changes: changes.map(written) });

function written(change: PolicyChange): object {
  if ("patch" in change && !("role" in change)) return { ...change, patch: writeChange(change.patch) };
  if ("create" in change && "group" in change) return { ...change, create: writeChange(change.create) };
  return change;
}
