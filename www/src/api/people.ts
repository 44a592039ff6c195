import { path, request } from "./http";
import { readHoldings, type StoredHolding, writeHoldings } from "./holding";
import type { Group, GroupDetail, Holding, Named, Role, Section, User, UserDetail, Why } from "./model";

export type UserChange = Partial<Pick<User, "roles" | "groups" | "channels" | "denied" | "status">>;
export type RoleChange = Partial<Pick<Role, "name" | "rights" | "emergencyMaxMinutes">>;
export type GroupChange = Partial<Pick<Group, "name" | "roles" | "rights" | "channels" | "algorithm">>;

type StoredUser = Omit<User, "roles" | "groups" | "emergency"> & {
  roles: StoredHolding[];
  groups: StoredHolding[];
  emergency?: StoredHolding[];
};
type StoredUserDetail = StoredUser & Pick<UserDetail, "access">;
type StoredGroup = Omit<Group, "roles"> & { roles: StoredHolding[] };
type StoredGroupDetail = Omit<GroupDetail, "roles"> & { roles: StoredHolding[] };

export const fetchUsers = () =>
  request<{ users: StoredUser[] }>("GET", path(["users"])).then((answer) => answer.users.map(readUser));
export const fetchRoles = () =>
  request<{ roles: Role[] }>("GET", path(["roles"])).then((answer) => answer.roles);
export const fetchGroups = () =>
  request<{ groups: StoredGroup[] }>("GET", path(["groups"])).then((answer) => answer.groups.map(readGroup));

export const fetchUser = (id: string) => request<StoredUserDetail>("GET", path(["users", id])).then(readUser);
export const fetchGroup = (id: string) => request<StoredGroupDetail>("GET", path(["groups", id])).then(readGroup);
export const fetchSection = (id: string) => request<Section>("GET", path(["sections", id]));

/** Why a user may or may not do something, in general or with one chat. */
export const fetchWhy = (user: string, permission: string, chat: string | null) =>
  request<Why>("GET", path(["users", user, "explain"], { permission, chat }));

/** Each of these is refused with `policy_changed` where the policy is no longer the one of `revision`. */
export const changeUser = (id: string, change: UserChange, revision: number) =>
  request<void>("PATCH", path(["users", id]), writeChange(change), revision);
export const changeRole = (id: string, change: RoleChange, revision: number) =>
  request<void>("PATCH", path(["roles", id]), change, revision);
export const changeGroup = (id: string, change: GroupChange, revision: number) =>
  request<void>("PATCH", path(["groups", id]), writeChange(change), revision);

/** Something to be made: its id comes with the answer. */
export type New<T> = Omit<T, "id">;

export const createRole = (role: New<Role>, revision: number) => request<Role>("POST", path(["roles"]), role, revision);
export const createGroup = (group: New<Group>, revision: number) =>
  request<Named>("POST", path(["groups"]), writeChange(group), revision);

export const deleteRole = (id: string, revision: number) =>
  request<void>("DELETE", path(["roles", id]), undefined, revision);
export const deleteGroup = (id: string, revision: number) =>
  request<void>("DELETE", path(["groups", id]), undefined, revision);

/** The change as the edge reads it. */
export function writeChange<T extends { roles?: Holding[]; groups?: Holding[] }>(change: T): object {
  const { roles, groups, ...rest } = change;
  return {
    ...rest,
    ...(roles === undefined ? {} : { roles: writeHoldings(roles) }),
    ...(groups === undefined ? {} : { groups: writeHoldings(groups) }),
  };
}

function readUser<T extends StoredUser>(user: T) {
  const { roles, groups, emergency } = user;
  return { ...user, roles: readHoldings(roles), groups: readHoldings(groups), emergency: readHoldings(emergency) };
}

function readGroup<T extends { roles: StoredHolding[] }>(group: T) {
  return { ...group, roles: readHoldings(group.roles) };
}
