import { fetchAnalysis } from "../api/analysis";
import { fetchChannels } from "../api/inbox";
import { fetchGroup, fetchGroups, fetchRoles, fetchUser, fetchUsers } from "../api/people";
import type { Channel, Group, Named, Role, User } from "../api/model";
import { Resources } from "./resource";

/** Lists are things with a single id. */
export const ALL = "all";

export const users = new Resources<User[]>(fetchUsers);
export const groups = new Resources<Group[]>(fetchGroups);
export const roles = new Resources<Role[]>(fetchRoles);
export const channels = new Resources<Channel[]>(fetchChannels);
export const userDetails = new Resources(fetchUser);
export const groupDetails = new Resources(fetchGroup);

/** Findings about the access of the whole company. */
export const analysis = new Resources(fetchAnalysis);

/** Everything about people again, as far as it was fetched before. */
export function reloadPeople(): void {
  users.reloadAll();
  groups.reloadAll();
  roles.reloadAll();
  channels.reloadAll();
  userDetails.reloadAll();
  groupDetails.reloadAll();
  analysis.reloadAll();
}

/** The name of an id, or the id itself where the name is not known. */
export function nameOf(all: readonly Named[] | null, id: string): string {
  return all?.find((one) => one.id === id)?.name ?? id;
}
