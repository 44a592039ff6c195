// Who gets a chat: one question, or a company's chats and people as time passes. Part of `usher-access/admin`.
import type { AccessDocument, ChatFacts, UserStatus } from 'usher-access';

/**
 * How a group distributes its chats. One question to {@link route} is answered for the first three; the others go by what
 * was before, and leave the chat queued with `needs_state`.
 */
export type Algorithm =
  | 'online_today' | 'fewer_assigned' | 'random'
  | 'round_robin' | 'longest_idle' | 'free_capacity' | 'skill' | 'fair';

/** Whether a user is there. */
export type Presence = 'online' | 'away' | 'offline';

/** Somebody who could get a chat. */
export interface Candidate {
  readonly user: string;
  readonly access: AccessDocument;
  readonly status: UserStatus;
  readonly presence: Presence;
  /** When the user was last there, in milliseconds since 1970. */
  readonly lastSeenAt?: number | null;
  /** How many open chats are assigned to the user. */
  readonly openChats: number;
}

/** A chat that needs a user, and everything that the choice depends on. */
export interface RouteRequest {
  readonly chat: ChatFacts;
  readonly group: string;
  readonly algorithm: Algorithm;
  readonly candidates: readonly Candidate[];
  /** The moment, in milliseconds since 1970. */
  readonly now: number;
  /** When today began where the company is, in milliseconds since 1970. */
  readonly dayStart: number;
  /** Entropy for ties, 16 hexadecimal digits: the same seed makes the same choice. */
  readonly seed: string;
}

/** Who gets a chat, and why. */
export interface Assignment {
  readonly outcome: 'assigned' | 'queued';
  readonly user: string | null;
  readonly algorithm: Algorithm;
  readonly group: string;
  readonly because: string;
  readonly ranking: readonly { readonly user: string; readonly openChats: number; readonly presence: Presence }[];
  readonly excluded: readonly { readonly user: string; readonly rule: string }[];
  readonly tie: { readonly among: readonly string[] } | null;
  readonly seed: string;
  readonly decidedAt: number;
  readonly fallback: boolean;
}

/**
 * Chooses who gets a chat, as the server does: same request, same answer. For simulations; it changes nothing.
 *
 * @throws {UsherError} `not_initialised`, `route_malformed`, `route_too_large`
 */
export declare function route(request: RouteRequest): Assignment;

/**
 * A company's rules. People, chats, groups and channels are numbers: groups and channels those of their places here, people
 * from 0 on without large gaps, chats any up to 2^53 - 1. Whoever asks keeps the names.
 */
export interface RoutingPolicy {
  /** `weight`: how much of somebody's capacity a chat takes, from 1 on. */
  readonly channels: readonly { readonly kind: 'text' | 'call'; readonly weight: number }[];
  readonly groups: readonly RoutingGroup[];
  /** For how long somebody may be lost before their chats move; never if not given. */
  readonly graceMs?: number | null;
  /** Whether moved chats go back when their owner does. */
  readonly giveBack: 'never' | 'unanswered' | 'always';
}

/** A group's rules. Groups and channels only ever become more: a number is not given anew. */
export interface RoutingGroup {
  readonly algorithm: Algorithm;
  readonly backupUsers: readonly number[];
  readonly backupGroup?: number | null;
  /** After which time of waiting who else may take a chat; who is not given a time is not asked. */
  readonly ladder: {
    readonly groupMs: number;
    readonly relaxedMs?: number | null;
    readonly backupUsersMs?: number | null;
    readonly backupGroupMs?: number | null;
  };
  readonly stickiness: 'none' | 'responsible' | 'last_agent';
  /** Within which time a client is to be answered; not counted if not given. */
  readonly answerMs?: number | null;
  /** Whether its members are asked about nothing that waits; its backups are, at once. */
  readonly closed: boolean;
}

/** A person. `skills`: a bit each, below 2^53. */
export interface RoutingProfile {
  readonly status: 'active' | 'deactivated' | 'removed';
  readonly textCapacity: number;
  readonly callCapacity: number;
  readonly skills: number;
  readonly groups: readonly number[];
  /** What access says they may take; `bits` is a sum of 1 new clients, 2 known ones, 4 and 8 the same of their own clients. */
  readonly entitlements: readonly { readonly group: number; readonly channel: number; readonly bits: number }[];
}

/** What happens. */
export type RoutingEvent =
  | {
      readonly type: 'arrived';
      readonly chat: number;
      readonly group: number;
      readonly channel: number;
      readonly kind: 'personal' | 'group';
      /** Greater comes first; at most 255. */
      readonly priority: number;
      readonly known: boolean;
      readonly responsible?: number | null;
      readonly lastAgent?: number | null;
      readonly skills: number;
    }
  | { readonly type: 'message' | 'closed' | 'hung_up' | 'release'; readonly chat: number }
  | { readonly type: 'answered'; readonly chat: number; readonly by: number }
  | {
      readonly type: 'chat_changed';
      readonly chat: number;
      readonly priority?: number | null;
      readonly known?: boolean | null;
      readonly skills?: number | null;
    }
  | { readonly type: 'presence'; readonly person: number; readonly presence: 'online' | 'finishing' | 'away' | 'lost' }
  | { readonly type: 'person'; readonly person: number; readonly profile: RoutingProfile }
  | { readonly type: 'policy'; readonly policy: RoutingPolicy }
  | { readonly type: 'assign'; readonly chat: number; readonly to: number; readonly allowed: boolean }
  | { readonly type: 'take'; readonly chat: number; readonly by: number; readonly allowed: boolean }
  | { readonly type: 'transfer'; readonly chat: number; readonly group: number }
  | { readonly type: 'day'; readonly startMs: number }
  | { readonly type: 'timer' };

/** An event with its moment, in milliseconds since 1970, and its entropy: as JSON, a line of a log. */
export interface RoutingRecord {
  readonly atMs: number;
  /** 16 hexadecimal digits in lower case. */
  readonly seed: string;
  readonly event: RoutingEvent;
}

/** What the host does, in this order. `group`: by whose rights they take it. */
export type RoutingCommand =
  | { readonly op: 'assign'; readonly chat: number; readonly to: number; readonly group: number }
  | { readonly op: 'reassign'; readonly chat: number; readonly from: number; readonly to: number; readonly group: number }
  | { readonly op: 'unassign'; readonly chat: number; readonly from: number }
  | { readonly op: 'responsible'; readonly chat: number; readonly person: number }
  | { readonly op: 'missed'; readonly chat: number; readonly person: number | null };

/** Why somebody has a chat, or nobody. */
export type RoutingReason =
  | 'responsible' | 'last_agent' | 'best_of_group' | 'skills_relaxed' | 'backup_user' | 'backup_group' | 'was_online_today'
  | 'longest_waiting' | 'owner_is_back' | 'by_hand' | 'answered_first' | 'nobody_eligible' | 'group_closed' | 'not_answered'
  | 'hung_up';

/** A decision and what it rests on. */
export interface RoutingDecision {
  readonly chat: number;
  readonly outcome: 'assigned' | 'queued' | 'moved' | 'returned' | 'missed';
  /** Who has it now. */
  readonly person: number | null;
  readonly because: RoutingReason;
  /** How many of the group could have got it, and how many could not by the first rule that holds. */
  readonly tally: {
    readonly eligible: number;
    readonly groupClosed: number;
    readonly notEntitled: number;
    readonly lacksSkill: number;
    readonly finishing: number;
    readonly away: number;
    readonly offline: number;
    readonly atCapacity: number;
  };
  /** Whether several were equal, so that the lot decided. */
  readonly tied: boolean;
  readonly seed: string;
  readonly atMs: number;
}

/** What comes of an event. */
export interface RoutingStep {
  readonly commands: readonly RoutingCommand[];
  readonly decisions: readonly RoutingDecision[];
}

/** Why an event was refused. It has changed nothing. */
export type RoutingRefusal =
  | 'unknown_chat' | 'unknown_person' | 'unknown_group' | 'unknown_channel' | 'user_inactive' | 'may_not_take' | 'at_capacity'
  | 'already_assigned' | 'call_is_pinned' | 'number_too_large' | 'too_many' | 'bad_moment' | 'bad_policy' | 'bad_tables';

/** A rule by which somebody does not come into question. */
export type RoutingRule =
  | 'user_inactive' | 'group_closed' | 'not_entitled' | 'lacks_skill' | 'finishing' | 'away' | 'offline' | 'at_capacity'
  | 'released';

/** People who are asked together. */
export interface RoutingAsked {
  readonly circle: 'group' | 'backup_users' | 'backup_group';
  /** By whose rights they would take the chat. */
  readonly group: number;
  /** How many could get it. */
  readonly eligible: number;
  /** The best 20 of them, best first, and who got it. Less is better; of the last four the first that differs decides. */
  readonly ranking: readonly {
    readonly person: number;
    readonly open: number;
    readonly surplus: number;
    readonly byAlgorithm: number;
    readonly lagMs: number;
    readonly lot: number;
  }[];
  /** Those 50 who could not and came closest; of the others how many, by rule. */
  readonly leftOut: readonly { readonly person: number; readonly rule: RoutingRule }[];
  readonly leftOutCounts: { readonly [rule in RoutingRule]?: number };
}

/** A decision and everybody it looked at: a wait that is counted as missed asks nobody. */
export interface RoutingExplanation {
  readonly decision: RoutingDecision;
  readonly asked: readonly RoutingAsked[];
}

/**
 * The routing of a company as the server runs it: who gets each chat, event by event, and why. The same events come to the
 * same steps on every machine: moment and entropy are part of an event. After {@link init}.
 *
 * Every method throws an {@link UsherError}: `routing_malformed`, `routing_too_large` (64 MB at a time), `routing_closed`.
 * After an error nothing has changed.
 */
export declare class Routing {
  /**
   * A company to which nothing has happened yet, or that of which these are the rows.
   *
   * @throws {UsherError} `not_initialised`, or a {@link RoutingRefusal} where the rows contradict one another
   */
  constructor(rows?: string);

  /**
   * Takes in an event.
   *
   * @throws {UsherError} a {@link RoutingRefusal}
   */
  apply(record: RoutingRecord): RoutingStep;

  /** Takes in many, one after the other. What is refused changes nothing and does not stop the others. */
  applyAll(records: readonly RoutingRecord[]): (RoutingStep | { readonly refused: RoutingRefusal; readonly message: string })[];

  /** Takes in a log, a line an event: `JSON.stringify(record)`. Tells how many there were, and how many were refused. */
  replay(log: string | readonly string[]): { readonly events: number; readonly refused: number };

  /** When a `timer` is to be applied next, in milliseconds since 1970. At another moment it is harmless. */
  readonly nextTimer: number | null;

  /** All rows, as JSON: `new Routing(rows)` goes on as this one would. */
  export(): string;

  /** 16 hexadecimal digits each, of everything that was decided so far and of the rows: equal where two runs are. */
  digest(): { readonly steps: string; readonly state: string };

  /**
   * What would come of an event. Nothing changes: a plan for somebody's leaving is what would come of that.
   *
   * @throws {UsherError} a {@link RoutingRefusal}
   */
  plan(record: RoutingRecord): RoutingStep;

  /**
   * Every decision that would come of an event, with everybody it would look at. Nothing changes. On the state before an
   * event of a log, this explains what was decided then.
   *
   * @throws {UsherError} a {@link RoutingRefusal}
   */
  explain(record: RoutingRecord): RoutingExplanation[];

  /**
   * How far the search for somebody for an open chat has gone, and who could get it now and who could not and why, if lots
   * were drawn from this seed.
   *
   * @throws {UsherError} `unknown_chat`
   */
  explainNow(chat: number, seed?: string): {
    readonly reached: 'own' | 'group' | 'relaxed' | 'backup_users' | 'backup_group';
    readonly asked: readonly RoutingAsked[];
  };

  /** The calls that somebody has in hand: nobody else can complete them. */
  pinned(person: number): number[];

  /** Gives the memory back. Nothing can be asked afterwards: `routing_closed`. */
  close(): void;
}
