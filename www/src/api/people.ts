import { path, request } from "./http";
import type { Group, GroupDetail, Role, Section, User, UserDetail } from "./model";

export type UserChange = Partial<Pick<User, "roles" | "groups" | "channels" | "denied" | "status">>;
export type RoleChange = Partial<Pick<Role, "name" | "rights">>;
export type GroupChange = Partial<Pick<Group, "name" | "roles" | "rights" | "channels" | "algorithm">>;

export const fetchUsers = () =>
  request<{ users: User[] }>("GET", path(["users"])).then((answer) => answer.users);
export const fetchRoles = () =>
  request<{ roles: Role[] }>("GET", path(["roles"])).then((answer) => answer.roles);
export const fetchGroups = () =>
  request<{ groups: Group[] }>("GET", path(["groups"])).then((answer) => answer.groups);

export const fetchUser = (id: string) => request<UserDetail>("GET", path(["users", id]));
export const fetchGroup = (id: string) => request<GroupDetail>("GET", path(["groups", id]));
export const fetchSection = (id: string) => request<Section>("GET", path(["sections", id]));

export const changeUser = (id: string, change: UserChange) =>
  request<UserDetail>("PATCH", path(["users", id]), change);
export const changeRole = (id: string, change: RoleChange) =>
  request<Role>("PATCH", path(["roles", id]), change);
export const changeGroup = (id: string, change: GroupChange) =>
  request<GroupDetail>("PATCH", path(["groups", id]), change);
