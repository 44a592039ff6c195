import { path, request } from "./http";
import type { Algorithm, Named } from "./model";

/** Somebody who could have had the chat, with what was compared. */
export interface Candidate {
  user: string;
  name?: string | null;
  /** As what they were asked: one of the group, a backup user, … */
  circle?: string | null;
  /** Open chats, or calls, at that moment. */
  open?: number;
}

/** Somebody who could not, and the first rule that says why. */
export interface LeftOut {
  user: string;
  name?: string | null;
  circle?: string | null;
  rule: string;
}

/** Who had a chat, or where it waited, with everything that was looked at. */
export interface Stretch {
  user?: Named | string | null;
  group?: Named | string | null;
  from: number;
  until?: number | null;
  by?: Named | string | null;
  because: string;
  algorithm?: Algorithm | null;
  /** The smart rule that decided where it went. */
  rule?: string | null;
  outcome?: string;
  seed?: string | null;
  /** Whether several were equally good, so that the lot decided. */
  tied?: boolean | null;
  /** How many could have had it. */
  eligible?: number;
  /** The best first. */
  ranking?: readonly Candidate[];
  leftOut?: readonly LeftOut[];
  /** Those who are not named, by rule. */
  leftOutCounts?: Readonly<Record<string, number>>;
}

/** The latest first. */
export const fetchStretches = (chat: string) =>
  request<{ items: Stretch[] }>("GET", path(["chats", chat, "assignments"])).then(({ items }) => items as readonly Stretch[]);
