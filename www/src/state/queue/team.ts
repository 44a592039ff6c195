import { fetchTeam, type Load, type Presence, type TeamMember } from "../../api/queue";
import { currentAccess } from "../access";
import { ALL } from "../directory";
import { hearOwnPresence } from "../presence";
import { Resources } from "../resource";

/** Everybody with presence and load. */
export const team = new Resources(fetchTeam);

/** Some of the team are, or have, something else by now. */
export function hearTeam(people: readonly TeamMember[]): void {
  const changed = new Map(people.map((one) => [one.id, one]));
  team.change(ALL, (all) => {
    const known = new Set(all.map(({ id }) => id));
    return [...all.map((one) => changed.get(one.id) ?? one), ...people.filter(({ id }) => !known.has(id))];
  });
  const own = changed.get(currentAccess()?.document.user ?? "");
  if (own !== undefined) hearOwnPresence(own.presence);
}

export const PRESENCES: readonly Presence[] = ["online", "finishing", "away", "lost"];

/** Who is there comes first; whether others are away or disconnected makes no difference to a chat. */
const RANKS: Readonly<Record<Presence, number>> = { online: 0, finishing: 1, away: 2, lost: 2 };

/** Those first who are there, then who are in the group, if one is named, then who have the most room. */
export function byRoom(people: readonly TeamMember[], group: string | null = null): TeamMember[] {
  const presence = (one: TeamMember) => RANKS[one.presence];
  const apart = (one: TeamMember) => (group !== null && !one.groups.includes(group) ? 1 : 0);
  const order = [presence, apart, (one: TeamMember) => fullness(one.text)];
  return [...people].sort((a, b) => order.map((of) => of(a) - of(b)).find((by) => by !== 0) ?? a.name.localeCompare(b.name));
}

/** From 0, nothing in hand, to 1, no room. */
const fullness = ({ used, capacity }: Load) => (capacity === 0 ? 1 : Math.min(1, used / capacity));
