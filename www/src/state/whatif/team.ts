import type { Channel, Channels, Group, User } from "../../api/model";

/** Somebody of the team, with what they may take. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly takes: readonly { readonly group: string; readonly channels: readonly string[] }[];
}

/** The team as the policy has it. */
export interface Team {
  readonly groups: readonly (Pick<Group, "id" | "name" | "algorithm"> & { readonly channels: readonly string[] })[];
  readonly channels: readonly Channel[];
  readonly members: readonly Member[];
}

/** Whom the policy puts into which groups, and on which channels. Who is not active, or in no group, gets no chats. */
export function teamOf(groups: readonly Group[], users: readonly User[], channels: readonly Channel[]): Team {
  const all = channels.map(({ id }) => id);
  const within = (some: Channels | null) => (some === null || some === "all" ? all : some.filter((id) => all.includes(id)));
  const members = users
    .filter(({ status }) => status === "active")
    .map((user) => ({
      id: user.id,
      name: user.name,
      takes: user.groups.flatMap(({ id }) => {
        const group = groups.find((one) => one.id === id);
        if (group === undefined) return [];
        const ceiling = within(user.channels);
        return [{ group: id, channels: within(group.channels).filter((channel) => ceiling.includes(channel)) }];
      }),
    }))
    .filter(({ takes }) => takes.length > 0);
  const staffed = groups.filter(({ id }) => members.some(({ takes }) => takes.some(({ group }) => group === id)));
  const own = staffed.map(({ id, name, algorithm, channels: some }) => ({ id, name, algorithm, channels: within(some) }));
  return { groups: own, channels, members };
}
