import { path, readRevised, request, requestRevised, type Revised } from "./http";
import type { ChannelKind } from "./model";

/** The settings of routing as the edge keeps them. Times are whole seconds; ids are those of the policy. */

/** What a group or a person says of its own about capacity; `null`: nothing. */
export interface OwnCapacity {
  text: number | null;
  calls: number | null;
}

export interface Capacity {
  text: number;
  calls: number;
  weights: { kinds: Readonly<Record<string, number>>; channels: Readonly<Record<string, number>> };
}

export type Sticky = "none" | "responsible" | "last_agent";
export type GivingBack = "never" | "unless_answered" | "always";

/** Who else is asked after how long; `null`: never. */
export interface Ladder {
  responsibleFor: number;
  relaxSkillAfter: number | null;
  backupUsersAfter: number | null;
  backupGroupAfter: number | null;
}

export interface Missed {
  answerWithin: number | null;
  escalateTo: string | null;
}

export interface Lost {
  grace: number | null;
  giveBack: GivingBack;
}

export interface PersonSettings {
  capacity: OwnCapacity;
  skills: readonly string[];
  hours: string | null;
}

export interface GroupSettings {
  capacity: OwnCapacity;
  skills: readonly string[];
  backupUsers: readonly string[];
  backupGroup: string | null;
  hours: string | null;
  priority: number;
  ladder: Ladder | null;
  missed: Missed | null;
  sticky: Sticky | null;
}

/** Two times of a day, `09:00` and `18:00`; it ends on the day after where the second is not later. */
export type Interval = readonly [string, string];

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];

export interface Hours {
  /** `null`: that of the company. */
  zone: string | null;
  weekly: Readonly<Record<Day, readonly Interval[]>>;
  closed: readonly string[];
  /** Days with hours of their own. */
  dates: Readonly<Record<string, readonly Interval[]>>;
}

export type Goal = { group: string } | { user: string } | { queue: string | null };

/** What must hold for a rule. `null`: not asked; of alternatives one must hold. */
export interface Conditions {
  channels: readonly string[] | null;
  kinds: readonly ChannelKind[] | null;
  client: "new" | "known" | null;
  labels: readonly string[] | null;
  languages: readonly string[] | null;
  hours: string | { not: string } | null;
  text: readonly string[] | null;
}

export type Condition = keyof Conditions;

export interface Rule {
  id: string;
  when: Conditions;
  to: Goal;
  priority: number | null;
  skills: readonly string[];
}

export interface Settings {
  version: 1;
  capacity: Capacity;
  defaultHours: string | null;
  people: Readonly<Record<string, PersonSettings>>;
  groups: Readonly<Record<string, GroupSettings>>;
  sticky: Sticky;
  ladder: Ladder;
  lost: Lost;
  missed: Missed;
  hours: Readonly<Record<string, Hours>>;
  rules: readonly Rule[];
}

/** A document in which what is usual is not written down. */
export type Sparse<T> = T extends readonly unknown[] | string | number | null ? T : { [K in keyof T]?: Sparse<T[K]> };

/** Something that is wrong, or can hardly be meant, with its place in the document. */
export interface Finding {
  code: string;
  pointer: string;
  message: string;
}

export interface StoredSettings {
  settings: Sparse<Settings>;
  warnings: readonly Finding[];
}

export const fetchRouting = (): Promise<Revised<StoredSettings>> => readRevised(path(["routing"]));

/** Refused with `routing_changed` where the settings are no longer those of `revision`. */
export const putRouting = (settings: Sparse<Settings>, revision: number) =>
  requestRevised<StoredSettings>("PUT", path(["routing"]), { settings }, revision);

/** A message to try rules with. */
export interface Trial {
  channel: string;
  known: boolean;
  labels: readonly string[];
  language: string | null;
  text: string;
  /** `null`: now. */
  at: number | null;
}

export interface Held {
  condition: Condition;
  /** Which of the alternatives held. */
  alternative: number | null;
}

/** What a rule says to a message. */
export interface Verdict {
  rule: string;
  holds: boolean;
  held: readonly Held[];
  failed: readonly Condition[];
}

export interface Tried {
  hit: { rule: string; place: number; to: Goal; why: readonly Held[] } | null;
  rules: readonly Verdict[];
}

/** Which rule a message would hit by settings that need not be stored. */
export const tryRouting = ({ language, at, ...facts }: Trial, settings: Sparse<Settings>) =>
  request<Tried>("POST", path(["routing", "test"]), {
    ...facts,
    ...(language === null ? {} : { language }),
    ...(at === null ? {} : { at }),
    settings,
  });
