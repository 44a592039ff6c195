import type {
  ChatFacts,
  ContactFacts,
  EngineSource,
  Explanation,
  FieldKind,
  FieldVisibility,
  GrantSource,
  Target,
  UserStatus,
  Visibility,
} from 'usher-access';
import type { Algorithm } from './routing.js';

export { UsherError } from 'usher-access';
export type { ChatFacts, ContactFacts, Explanation, GrantSource, Target };
export * from './routing.js';

/** A policy as parsed JSON: what `GET /v1/policy` of the server answers. */
export type PolicyDocument = object;

/** Somebody who may do something. */
export interface Holder {
  readonly user: string;
  /** Allowed, or on some records: which ones depends on the record. */
  readonly decision: 'allow' | 'depends';
  /** Where the grant that decides it comes from: the one that an explanation names. */
  readonly source: GrantSource;
}

/** Somebody who sees a kind of personal data. */
export interface Seer {
  readonly user: string;
  readonly visibility: 'masked' | 'clear';
  /** Where the first grant that shows so much comes from. */
  readonly source: GrantSource;
}

/** What is otherwise for one user. */
export interface UserChange {
  readonly id: string;
  readonly name: string;
  /** Permissions that could be used on nothing and can now be on something. */
  readonly gained: readonly string[];
  /** Permissions that could be used on something and now can be on nothing. */
  readonly lost: readonly string[];
  /** Permissions that could be used on something and now can be on everything. */
  readonly widened: readonly string[];
  /** Permissions that could be used on everything and now can be on something only. */
  readonly narrowed: readonly string[];
  /** How many of the chats are seen only afterwards, and only before. */
  readonly chatsOpened: number;
  readonly chatsClosed: number;
  /** How many of the chats can be answered only afterwards, and only before. */
  readonly repliesOpened: number;
  readonly repliesClosed: number;
  readonly fields: readonly FieldChange[];
}

/** What is otherwise in how much of a kind of personal data a user sees. */
export interface FieldChange {
  readonly kind: FieldKind;
  /** The most that was and is shown of it in any chat or contact. */
  readonly before: Visibility;
  readonly after: Visibility;
  /** In how many of the chats more is shown, and less. */
  readonly chatsWidened: number;
  readonly chatsNarrowed: number;
}

/** What would be otherwise with another policy. */
export interface Difference {
  /** The users for whom something is, in the order of the other policy; those who are gone last. */
  readonly users: readonly UserChange[];
  /** How many users gain or lose each permission. */
  readonly permissions: readonly { readonly permission: string; readonly gained: number; readonly lost: number }[];
  /** How many of the chats somebody gains or loses, for `chats.view` and `chats.reply`. */
  readonly chats: readonly { readonly permission: string; readonly opened: number; readonly closed: number }[];
  /** How many users see more or less of a kind of personal data, somewhere. */
  readonly fields: readonly { readonly kind: FieldKind; readonly widened: number; readonly narrowed: number }[];
}

/** A rule that saving a policy would break. */
export interface Refusal {
  readonly code: 'grant_exceeds_editor' | 'last_supervisor' | 'group_has_sole_members';
  readonly message: string;
  /** Where: a JSON pointer into the policy as it would be, or into the present one for what would be deleted from it. */
  readonly pointer?: string;
  /** The permission that would be given too far, and the first user to whom. */
  readonly permission?: string;
  readonly user?: string;
  /** The members who would be left without a group. */
  readonly members?: readonly { readonly id: string; readonly name: string }[];
}

/** A key right that fewer than two hold. */
export interface KeyRight {
  readonly permission: string;
  readonly holders: readonly string[];
}

/** What nobody can answer. */
export interface Unanswerable {
  /** Channels on which nobody could see and answer even a chat that is assigned to them. */
  readonly channels: readonly string[];
  /** The chats, by their places in the list, that nobody can see and answer as they stand. */
  readonly chats: readonly {
    readonly place: number;
    /** Whether somebody could, once it is assigned to them. */
    readonly isAssignable: boolean;
  }[];
}

/** When a user last used a permission, in milliseconds since 1970. */
export interface Use {
  readonly user: string;
  readonly permission: string;
  readonly at: number;
}

/** What is held and was not used. */
export interface Unused {
  readonly users: readonly { readonly user: string; readonly permissions: readonly string[] }[];
  readonly roles: readonly { readonly role: string; readonly holders: number; readonly permissions: readonly string[] }[];
  readonly groups: readonly { readonly group: string; readonly holders: number; readonly permissions: readonly string[] }[];
}

/** Permissions that a role adds nothing to, and how many hold the role. */
export interface Redundant {
  readonly role: string;
  readonly holders: number;
  readonly permissions: readonly string[];
}

/** A role or group that would give a user what is missing. */
export interface Remedy {
  readonly kind: 'role' | 'group';
  readonly id: string;
  readonly name: string;
}

/** Everything that one user may do, and through what. */
export interface Effective {
  readonly id: string;
  readonly name: string;
  readonly status: UserStatus;
  /** Every permission of the company. */
  readonly permissions: readonly Right[];
  /** The most that is shown of each kind of personal data in any chat or contact. */
  readonly fields: FieldVisibility;
}

/** One permission of one user. */
export interface Right {
  readonly permission: string;
  /** Everything, something, or nothing. */
  readonly decision: 'allow' | 'depends' | 'deny';
  /** Whether it is denied to the user by name, whatever the grants say. */
  readonly isDenied: boolean;
  /** The grants that hold it, now or at another time. */
  readonly grants: readonly {
    readonly source: GrantSource;
    readonly decision: 'allow' | 'depends' | 'deny';
    readonly isCurrent: boolean;
    readonly startsAt?: number;
    readonly endsAt?: number;
  }[];
}

/** Users, roles or groups by permissions. */
export interface Matrix {
  /** The columns. */
  readonly permissions: readonly string[];
  /** The rows. `sources`: places in {@link Matrix.sources} of what gives a user something now. */
  readonly rows: readonly { readonly id: string; readonly name: string; readonly sources: readonly number[] }[];
  /** Row by row one a column: 0 nothing, 1 something, 2 everything. */
  readonly cells: Uint8Array;
  /** Where the grants of users come from, each once, with the columns of the permissions that it holds. */
  readonly sources: readonly { readonly source: GrantSource; readonly permissions: readonly number[] }[];
}

/**
 * A whole policy, compiled once for a moment, then asked. Every answer is found by asking every user: it is what the
 * server would decide, and what `Access.decide` of the main entry does.
 *
 * Every method throws an {@link UsherError}: `unknown_permission`, `unknown_user`, `invalid_chat`, `invalid_contact` where
 * what it is given is not there or malformed.
 */
export declare class Workbench {
  private constructor();
  /** The code of the company. */
  readonly company: string;
  /** The revision of the policy. */
  readonly revision: number;
  /** The moment that it answers for, in milliseconds since 1970. */
  readonly moment: number;

  /** Who may do something: to a chat, to a contact, or at all. */
  holders(permission: string, target?: Target | null): Holder[];

  /** Who sees something of a kind of personal data of a chat or contact: `seers('phone', { contact })`. */
  seers(kind: FieldKind, target: Target): Seer[];

  /**
   * What would be otherwise with another policy, also on each of these chats: who gains what, who loses what.
   *
   * @param after another workbench, or a policy, which is opened for this one question
   * @throws {UsherError} `policy_invalid`
   */
  difference(after: Workbench | PolicyDocument | string, chats?: readonly (ChatFacts | { readonly facts: ChatFacts })[]): Difference;

  /**
   * Every rule that a user of this policy would break by saving another one in its place; empty where it may be saved.
   *
   * @throws {UsherError} `policy_invalid`
   */
  refusals(editor: string, after: Workbench | PolicyDocument | string): Refusal[];

  /** The key rights that fewer than two hold: single points of failure. */
  soleHolders(): KeyRight[];

  /** The channels, and those of the chats, that nobody can answer. */
  unanswerable(chats?: readonly (ChatFacts | { readonly facts: ChatFacts })[]): Unanswerable;

  /**
   * What is held and was not used at or after a moment, in milliseconds since 1970.
   *
   * @throws {UsherError} `invalid_uses`
   */
  unused(uses: readonly Use[], since: number): Unused;

  /** For each role the permissions that could be taken from it, each alone, without any answer becoming another one. */
  redundant(): Redundant[];

  /** What a user may do, and why: which grant allows it, or what is missing. */
  explain(user: string, permission: string, target?: Target | null): Explanation;

  /** The roles and groups that would each give a user what is denied now, those first that give the least beside it. */
  remedies(user: string, permission: string, target?: Target | null): Remedy[];

  /** Everything that one user may do, and through what. */
  effective(user: string): Effective;

  /** Users with what they hold, roles as held on every channel, or groups with what a member holds through them. */
  matrix(rows: 'users' | 'roles' | 'groups'): Matrix;

  /** The policy in its canonical form: what was given twice or in another order comes out the same. */
  canonical(): string;

  /** Gives the memory back. Nothing can be asked afterwards: `workbench_closed`. */
  close(): void;
}

/** How a policy is opened. */
export interface OpenOptions {
  /** The moment to answer for, in milliseconds since 1970; now if not given. */
  readonly moment?: number;
}

/**
 * Starts the engine of this entry, once: a WebAssembly of its own (`usher_admin_bg.wasm`), loaded only by who imports
 * this entry. {@link open} does it by itself.
 *
 * @throws {UsherError} `engine_unavailable`; the next call tries again
 */
export declare function init(source?: EngineSource | Promise<EngineSource>): Promise<void>;

/**
 * Reads a policy, checks it as a whole, and compiles every user of it.
 *
 * @throws {UsherError} `policy_invalid`, with everything that is wrong in `errors`, each with its code and JSON pointer;
 *   `invalid_moment`, `engine_unavailable`
 */
export declare function open(policy: PolicyDocument | string, options?: OpenOptions): Promise<Workbench>;

/** Messages, several at a time, or a call. */
export type Medium = 'text' | 'call';

/** What is simulated. Times are seconds where nothing else is said; ids are those of the policy, or any others. */
export interface WhatIfQuestion {
  /** From Monday, midnight on; at most 92. */
  readonly days: number;
  /** What everything random is drawn from: a whole number below 2^32. */
  readonly seed: number;
  /** At most 200, with the share that each has of the generated traffic. */
  readonly channels: readonly { readonly id: string; readonly medium: Medium; readonly share: number }[];
  /** At most 200, likewise, each with the channels by which its generated traffic comes; by all of them if not given. */
  readonly groups: readonly { readonly id: string; readonly share: number; readonly channels?: readonly string[] | null }[];
  readonly traffic: { readonly generated: GeneratedTraffic } | { readonly recorded: readonly RecordedChat[] };
  /** How connections break off: after how long on average, and for how long. */
  readonly dropOuts?: { readonly after: number; readonly for: number } | null;
  /** How long a colleague who takes over reads what was said before. */
  readonly handOff: number;
  /** Within which time an answer is good service. */
  readonly target: number;
  /** After which time a text without an answer is a missed one. */
  readonly missedAfter: number;
  /** Whether the last run's team is also run as if everybody might take everything: the limit of what rules can reach. */
  readonly withPooled: boolean;
  /** One to four: today's rules first, then what is to be compared with them. All see the same chats. */
  readonly runs: readonly WhatIfRun[];
}

/** Chats made up from a few numbers. */
export interface GeneratedTraffic {
  /** Chats an hour, for the 24 hours of a day. */
  readonly hourly: readonly number[];
  /** Which part of these there are on the seven days from Monday on. */
  readonly daily: readonly number[];
  /** How long the work takes on average, and the deviation of its logarithm: 0 is always the same, 1.2 is usual. */
  readonly texts: { readonly mean: number; readonly spread: number };
  readonly calls: { readonly mean: number; readonly spread: number };
  /** How long callers wait on average before they hang up. */
  readonly patience: number;
  /** Which part of the clients the CRM has, and which part of the chats has a responsible user. */
  readonly known: number;
  readonly responsible: number;
}

/** A chat of the past. */
export interface RecordedChat {
  /** Since Monday, midnight. */
  readonly at: number;
  readonly channel: string;
  readonly group: string;
  /** How long somebody worked on it. */
  readonly work: number;
  /** When the client leaves without an answer; never if not given. */
  readonly patience?: number | null;
  readonly responsible?: string | null;
  readonly known: boolean;
}

/** A team and its rules. */
export interface WhatIfRun {
  /** At most 2,000. */
  readonly people: readonly {
    readonly id: string;
    readonly takes: readonly { readonly group: string; readonly channels: readonly string[] }[];
    readonly takesNew: boolean;
    /** How many texts and calls they work on at a time. */
    readonly texts: number;
    readonly calls: number;
    /** Of each week, from and to in minutes since Monday, midnight. Those of a Sunday night end beyond 10,080. */
    readonly shifts: readonly (readonly [number, number])[];
    /** When they leave the company, since the start. */
    readonly leavesAt?: number | null;
  }[];
  readonly rules: {
    /** Whether people get no more than they work on at a time, and the rest waits, or whatever comes. */
    readonly capacity: 'slots' | 'unlimited';
    /** Whether the responsible user comes first. */
    readonly stickiness: 'none' | 'responsible';
    /** After which time what an absent person has goes to others; never if not given. */
    readonly grace?: number | null;
    /** Groups that are not named pick who has the fewest chats. */
    readonly groups: readonly {
      readonly id: string;
      readonly algorithm: Algorithm;
      /** Which group may help out, and after which time; with calls it does at once. */
      readonly backup?: { readonly group: string; readonly after: number } | null;
    }[];
  };
}

/** Waits for the first answer, in milliseconds; those who have none are among them with what they have waited. */
export interface Waits {
  readonly chats: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Which part was answered within the target. */
  readonly inTime: number;
  /** Callers who hung up; texts that waited longer than they may. */
  readonly missed: number;
  /** How many have no answer at the end. */
  readonly unanswered: number;
}

/** What the clients of all groups, or of one, got. */
export interface Service {
  readonly texts: Waits;
  readonly calls: Waits;
  /** Everything that texts took longer than the work on them. */
  readonly delayMeanMs: number;
  /** How many waited on average, in each of 168 parts of the time. */
  readonly queue: readonly number[];
}

/** What came of one run. */
export interface WhatIfOutcome {
  /** In the order of {@link WhatIfReport.people}. */
  readonly people: readonly string[];
  readonly report: WhatIfReport;
  /** How much longer texts wait than in the first run, chat by chat, and whether chance alone hardly explains it. */
  readonly difference: { readonly meanMs: number; readonly marginMs: number; readonly isClear: boolean };
}

/** What was measured in one run. Chats of the last hour are not: they had no time to be answered. */
export interface WhatIfReport {
  readonly all: Service;
  /** In the order of {@link WhatIfAnswer.groups}. */
  readonly groups: readonly Service[];
  readonly people: readonly {
    readonly assigned: number;
    readonly done: number;
    readonly onlineMs: number;
    /** Chats given for each hour online. */
    readonly perHour: number;
    /** Which part of the slots for texts was in use, and of those for calls. */
    readonly occupied: readonly [number, number];
  }[];
  /** By chats for each hour online. `jain`: 1 where all have the same. */
  readonly fairness: { readonly jain: number; readonly leastPerHour: number; readonly mostPerHour: number };
  /** How long a chat waited on average beside somebody free who could have taken it. */
  readonly idleWaitMs: number;
  /** How often a chat went to another person, and how often to one who was not there. */
  readonly moved: number;
  readonly toAbsent: number;
  /** How often the rules gave somebody what they may not have; it was not done. */
  readonly refused: number;
}

/** What came of everything. */
export interface WhatIfAnswer {
  readonly horizonMs: number;
  readonly chats: number;
  readonly groups: readonly string[];
  /** In the order of the question. */
  readonly runs: readonly WhatIfOutcome[];
  readonly pooled: WhatIfOutcome | null;
}

/**
 * A team at work under some rules, event by event, in slices: between two of them a page stays alive, and who wants to stop
 * just does. The same question has the same answer on every machine. After {@link init}; best in a Web Worker.
 */
export declare class WhatIf {
  /**
   * @throws {UsherError} `whatif_malformed`, `whatif_too_large`, `whatif_out_of_range`, `whatif_duplicate`, `whatif_unknown`,
   *   `whatif_overlap`, with the place in `errors`; `not_initialised`
   */
  constructor(question: WhatIfQuestion | string);

  /** Works on for at most so many events. `done` is from 0 to 1. */
  run(steps?: number): { readonly done: number; readonly isFinished: boolean };

  /** What has come of it so far. */
  result(): WhatIfAnswer;

  /** Gives the memory back. Nothing can be asked afterwards: `whatif_closed`. */
  close(): void;
}

/** How many people an hour needs: see {@link staffing}. */
export interface StaffingQuestion {
  /** How many come in each hour; at most 168 hours. */
  readonly hourly: readonly number[];
  /** How long the work on one takes on average, in seconds. */
  readonly handle: number;
  /** How long a client waits on average before they leave, in seconds; for ever if not given. */
  readonly patience?: number | null;
  /** How many somebody works on at a time. */
  readonly slots: number;
  /** The mean wait in seconds; or which part is answered within so many; or which part leaves without an answer. */
  readonly target:
    | { readonly meanWait: number }
    | { readonly answered: { readonly part: number; readonly within: number } }
    | { readonly left: number };
}

/**
 * How many people each hour needs, by Erlang-A: as if that hour went on for ever and everybody took everything. `people` is
 * `null` where 20,000 at a time are not enough.
 *
 * @throws {UsherError} `whatif_malformed`, `whatif_out_of_range`, `not_initialised`
 */
export declare function staffing(question: StaffingQuestion): readonly {
  readonly people: number | null;
  readonly quality: {
    /** Which part waits at all, how long all wait on average, which part leaves, which part of the slots is in use. */
    readonly waits: number;
    readonly meanWaitS: number;
    readonly left: number;
    readonly occupied: number;
  } | null;
}[];
