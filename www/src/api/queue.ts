import { path, request } from "./http";
import type { Chat, Named } from "./model";

/** How far a waiting chat has come on the ladder. */
export type Reached = "own" | "group" | "relaxed" | "backup_users" | "backup_group";

export interface Waiting {
  since: number;
  priority: number;
  reached: Reached;
  missed: boolean;
  because: string;
}

/** A chat that waits, as its list has it. */
export interface WaitingChat extends Chat {
  waiting: Waiting;
}

/** What waits in a group, of what the viewer may see. */
export interface GroupQueue {
  /** `null`: of no group. */
  id: string | null;
  name: string | null;
  waiting: number;
  oldestAt: number | null;
  missed: number;
}

export interface Queue {
  groups: readonly GroupQueue[];
  /** In the order in which they are served. */
  items: readonly WaitingChat[];
  cursor: string | null;
}

const PAGE = "100";

export const fetchQueue = (group: string | null, cursor: string | null) =>
  request<Queue>("GET", path(["queue"], { group, cursor, limit: PAGE }));

/** A chat that was not answered in time, or a call that nobody took. */
export interface MissedChat extends Chat {
  missed: {
    at: number;
    /** For how long the client had waited, in milliseconds. */
    waited: number;
    group: string | null;
    user: string | null;
    kind: "text" | "call";
    escalatedTo: string | null;
  };
}

export interface MissedPage {
  count: number;
  items: readonly MissedChat[];
}

export const fetchMissed = (from: number, group: string | null) =>
  request<MissedPage>("GET", path(["missed"], { from: String(from), group }));

export type Presence = "online" | "finishing" | "away" | "lost";
/** What somebody may choose to be. */
export type ChosenPresence = Exclude<Presence, "lost">;

export interface Load {
  open: number;
  /** What these weigh together. */
  used: number;
  capacity: number;
}

export interface TeamMember extends Named {
  presence: Presence;
  since: number;
  groups: readonly string[];
  text: Load;
  calls: Load;
}

export const fetchTeam = () =>
  request<{ people: TeamMember[] }>("GET", path(["team"])).then(({ people }) => people as readonly TeamMember[]);

/** How the viewer is seen, and what the viewer chose: a connection may be gone, or a shift over. */
export interface OwnPresence {
  presence: Presence;
  chosenPresence: ChosenPresence;
}

export const setPresence = (presence: ChosenPresence) =>
  request<OwnPresence>("POST", path(["me", "presence"]), { presence });

export const takeChat = (chat: string) => request<Chat>("POST", path(["chats", chat, "take"]), {});

/** To a group, or to somebody. */
export const transferChat = (chat: string, to: { group: string } | { user: string }) =>
  request<Chat>("POST", path(["chats", chat, "transfer"]), to);
