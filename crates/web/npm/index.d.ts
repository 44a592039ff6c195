/** The permissions that every company has. */
export type StandardPermission =
  | 'chats.view'
  | 'chats.reply'
  | 'chats.create'
  | 'chats.assign'
  | 'chats.transfer'
  | 'chats.close'
  | 'chats.export'
  | 'messages.clear'
  | 'contacts.view'
  | 'contacts.edit'
  | 'contacts.phone'
  | 'contacts.email'
  | 'contacts.reveal'
  | 'contacts.export'
  | 'contacts.erase'
  | 'newsletters.view'
  | 'newsletters.send'
  | 'reports.view'
  | 'reports.create'
  | 'payments.view'
  | 'payments.manage'
  | 'calls.view'
  | 'calls.answer'
  | 'settings.view'
  | 'settings.edit'
  | 'channels.manage'
  | 'users.view'
  | 'users.manage'
  | 'groups.manage'
  | 'roles.manage'
  | 'routing.manage'
  | 'audit.view'
  | 'reviews.manage'
  | 'access.emergency';

/**
 * The permissions that the host application defines, as names of members, added where the application declares them:
 *
 * ```ts
 * declare module 'usher-access' {
 *   interface HostPermissions { 'loyalty.view': true }
 * }
 * ```
 */
export interface HostPermissions {}

/**
 * A permission, `section.action`: a standard one, or one of {@link HostPermissions}. For a name that is not known before
 * the program runs, ask {@link Access.knows} first.
 */
export type Permission = StandardPermission | Extract<keyof HostPermissions, string>;

/** Kinds of personal data that every company has. */
export type StandardFieldKind = 'name' | 'phone' | 'email' | 'handle' | 'address' | 'text' | 'card' | 'iban' | 'national_id';

/** A kind of personal data: a standard one, or one that the host application defines. */
export type FieldKind = StandardFieldKind | (string & {});

/** How much of a value is shown: nothing, enough to tell two clients apart, or all of it. */
export type Visibility = 'hidden' | 'masked' | 'clear';

/** How much of each kind is shown. A kind that is not named is hidden. */
export type FieldVisibility = { readonly [kind in StandardFieldKind]?: Visibility } & {
  readonly [kind: string]: Visibility | undefined;
};

/** Which chats a grant covers. */
export type ChatScope = 'none' | 'assigned' | 'group' | 'all';

/**
 * What decides who may see a chat and do what with it. The server sends it with every chat, as `facts`.
 *
 * Any object is one that has all five as plain values, whatever else it has: it is then decided without WebAssembly.
 * Where one is missing, the object is read strictly, and must have no others.
 */
export interface ChatFacts {
  /** Id of the channel the chat is on. */
  readonly channel: string;
  /** Id of the group the chat is assigned to, or queued for. */
  readonly group?: string | null;
  /** Id of the user the chat is assigned to. */
  readonly assignee?: string | null;
  /** Id of the user who is responsible for the contact. */
  readonly responsible?: string | null;
  /** Whether the CRM has the contact. */
  readonly known: boolean;
}

/** What decides who may see a contact and do what with it. */
export interface ContactFacts {
  /** Id of the user who is responsible for it. */
  readonly responsible?: string | null;
  /** Ids of the channels on which it can be reached. */
  readonly channels: readonly string[];
  /** Its chats. */
  readonly chats: readonly ChatFacts[];
}

/** A chat: its facts, or any object that carries them as `facts`. */
export type Chat = ChatFacts | { readonly facts: ChatFacts };

/** A contact: its facts, or any object that carries them as `facts`. */
export type Contact = ContactFacts | { readonly facts: ContactFacts };

/** What a decision is about: a chat, or a chat or contact by name. Nothing (`undefined`, `null`) asks in general. */
export type Target = Chat | { readonly chat: Chat } | { readonly contact: Contact };

/** Yes, no, or: it depends on the chat or contact, which was not given. */
export type Decision = 'allow' | 'deny' | 'depends';

/** Where a grant comes from: a role, held directly or through a group, the rights of a group itself, or an emergency. */
export type GrantSource =
  | { readonly kind: 'role'; readonly role: string; readonly group?: string | null }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'emergency'; readonly role: string };

/** Why a decision is what it is. */
export type Reason =
  /** `source` gave it. */
  | { readonly code: 'granted'; readonly source: GrantSource }
  /** The user is deactivated, removed, or without a role and group. */
  | { readonly code: 'user_inactive' }
  /** It is explicitly denied to this user. */
  | { readonly code: 'permission_denied' }
  /** No grant has this permission. */
  | { readonly code: 'permission_missing' }
  /** Grants have it, none of them on the channel of this chat or contact. */
  | { readonly code: 'channel_not_covered' }
  /** Grants have it on the channel, with scopes that do not reach this chat or contact. */
  | { readonly code: 'scope_too_narrow'; readonly scopes: readonly ChatScope[] }
  /** `source` gives it on some chats or contacts; ask again with one. */
  | { readonly code: 'record_needed'; readonly source: GrantSource }
  /** `source` would give it, from `startsAt` on (milliseconds since 1970). */
  | { readonly code: 'grant_not_started'; readonly source: GrantSource; readonly startsAt: number }
  /** `source` gave it, until `endsAt` (milliseconds since 1970). */
  | { readonly code: 'grant_ended'; readonly source: GrantSource; readonly endsAt: number }
  /** The whole access has expired: a newer document is needed. */
  | { readonly code: 'access_expired' };

/** A decision and its reason. */
export interface Explanation {
  readonly decision: Decision;
  readonly permission: Permission;
  readonly reason: Reason;
}

/** A page or part of the host application that the user may open. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly permission: Permission;
}

/** `deactivated` is temporary; of a `removed` user the history stays. */
export type UserStatus = 'active' | 'deactivated' | 'removed';

/** One grant of an access document. */
export interface Grant {
  readonly source: GrantSource;
  readonly permissions: readonly string[];
  /** The word `all`, or the ids of the channels that it covers. */
  readonly channels: 'all' | readonly string[];
  readonly scope: ChatScope;
  readonly groups: readonly string[];
  /** Whether unassigned chats of contacts that the CRM does not have are covered too. */
  readonly newClients: boolean;
  readonly fields: FieldVisibility;
  /** From when on it holds, in milliseconds since 1970; else it always has. */
  readonly startsAt?: number | null;
  /** From when on it no longer holds, in milliseconds since 1970; else never. */
  readonly endsAt?: number | null;
}

/** What the server answers to `GET /v1/me/access`: the compiled access of one user. */
export interface AccessDocument {
  readonly version: 2;
  readonly company: string;
  readonly user: string;
  /** Whether the user takes part; where not, everything is denied. */
  readonly status: UserStatus;
  /** Counts the changes of the company's policy: the greater, the newer. */
  readonly policyRevision: number;
  /** When it was made, in milliseconds since 1970. */
  readonly issuedAt: number;
  /** From when on nothing is allowed by it any more, in milliseconds since 1970. */
  readonly expiresAt: number;
  readonly hostPermissions: readonly string[];
  readonly denied: readonly string[];
  readonly grants: readonly Grant[];
  readonly sections: readonly Section[];
  /** How the company masks; without it, in the usual way: balanced, of no country in particular, in part. */
  readonly masking?: Masking;
  /** What checks need, worked out beforehand: for {@link open}. */
  readonly tables?: object | null;
}

/** How a company masks. */
export interface Masking {
  /** What is done where the search in texts is not sure. */
  readonly policy?: 'balanced' | 'strict';
  /** The country whose numbers are written without a calling code, by its two letters. */
  readonly region?: string | null;
  /** What is shown of a kind that is masked; `partial` where it is not named. A `token` is made by the edge alone: here it is `•••`. */
  readonly styles?: { readonly [kind: string]: 'partial' | 'token' | 'hidden' | 'clear' };
}

/** How texts are searched for what nobody said is in them. */
export interface SearchOptions {
  /**
   * What is done where it is not sure: `balanced`, the default, leaves what looks more like an order number, a date or a
   * price than like a phone; `strict` hides it.
   */
  readonly policy?: 'balanced' | 'strict' | null;
  /** The country whose numbers are written without a calling code, by its two letters (ISO 3166-1): `'TR'`. */
  readonly region?: string | null;
}

/** How a page of JSON is masked, whoever looks. */
export interface MaskJsonOptions extends SearchOptions {
  /** Kinds of personal data by key; see {@link MaskContext.fields}. */
  readonly fields?: { readonly [key: string]: FieldKind | 'identifier' } | null;
  /**
   * How much of each kind is shown; of a kind that is not named, nothing. Without it everything is masked. See
   * {@link Access.visibility}.
   */
  readonly visibility?: Partial<FieldVisibility> | null;
}

/** Something found in a text. `text.slice(start, end)` is what was found. */
export interface Find {
  /** Where it starts, in UTF-16 units, which is what the strings of JavaScript count in. */
  readonly start: number;
  /** Where it ends: one past its last unit. */
  readonly end: number;
  readonly kind: FieldKind;
}

/** What a record is about, and what is in it. */
export interface MaskContext extends SearchOptions {
  /** The chat that the record belongs to: its visibility is used. */
  readonly chat?: Chat | null;
  /** The contact that the record belongs to: its visibility is used. */
  readonly contact?: Contact | null;
  /**
   * Kinds of personal data by key, at any depth of the record, or `identifier` for ids, links and file names that may
   * hold some. Added to the usual keys (`phone`, `email`, `name`, `text`, …), which are known anyway. What is under a
   * key that nobody knows is searched like text.
   */
  readonly fields?: { readonly [key: string]: FieldKind | 'identifier' };
}

/** A record after masking: hidden values are `null`. */
export type Masked<T> = T extends string
  ? string | null
  : T extends number
    ? T | string | null
    : T extends readonly (infer Item)[]
      ? Masked<Item>[] | null
      : T extends object
        ? { [Key in keyof T]: Masked<T[Key]> }
        : T;

declare const kind: unique symbol;

/** A permission of one {@link Access}, for many checks. */
export type PermissionHandle = number & { readonly [kind]: 'permission' };

/**
 * A chat for one {@link Access}, as it was when the handle was made: make another when one of its facts changes. Good for
 * as long as the access, whatever becomes of the rights; those of another access are denied. (There is room for 1,023
 * channels and groups, more than a company has. Where an access meets more in its life, handles of before may be denied.)
 */
export type ChatHandle = number & { readonly [kind]: 'chat' };

/** What one user may see and do. Made by {@link load}. Answers are those of the server, which enforces them. */
export declare class Access {
  private constructor();

  /** Code of the company. */
  readonly company: string;
  /** Id of the user. */
  readonly user: string;
  /**
   * Fulfilled when everything can be asked: at once after {@link load}; after {@link open} when the engine is there and has
   * read the document. Rejected with the errors of `load`.
   */
  readonly ready: Promise<void>;
  /**
   * Counts the updates, and the instants passed at which grants start or end: the snapshot to compare when following with
   * `useSyncExternalStore` and the like.
   */
  readonly revision: number;

  /**
   * Whether to offer an action: `true` where it is allowed, and, asked without a chat or contact, also where it
   * depends on one.
   *
   * @throws {UsherError} `unknown_permission`, `invalid_chat`, `invalid_contact`
   */
  can(permission: Permission, target?: Target | null): boolean;

  /**
   * Yes, no, or depends.
   *
   * @throws {UsherError} `unknown_permission`, `invalid_chat`, `invalid_contact`
   */
  decide(permission: Permission, target?: Target | null): Decision;

  /**
   * The decision with its reason: the grant that allows it, or what is missing.
   *
   * @throws {UsherError} `unknown_permission`, `invalid_chat`, `invalid_contact`
   */
  explain(permission: Permission, target?: Target | null): Explanation;

  /**
   * The chats on which an action is allowed, in their order.
   *
   * @throws {UsherError} `unknown_permission`, `invalid_chat`
   */
  filter<T extends Chat>(permission: Permission, chats: readonly T[]): T[];

  /** Whether the company has a permission of this name: for names from configuration or from the page. */
  knows(name: string): name is Permission;

  /**
   * A handle of a permission, for {@link allows} and {@link select}.
   *
   * @throws {UsherError} `unknown_permission`
   */
  permission(name: Permission): PermissionHandle;

  /**
   * A handle of a chat, for {@link allows}.
   *
   * @throws {UsherError} `invalid_chat`
   */
  chat(chat: Chat): ChatHandle;

  /** Whether an action is allowed on a chat, both by handles; `false` for what is no handle of this access. Throws nothing. */
  allows(permission: PermissionHandle, chat: ChatHandle): boolean;

  /**
   * The handles of chats as a column, to be kept beside a list that is filtered often.
   *
   * @param into what to write to, at least as long as the list; a view of it is returned
   * @throws {UsherError} `invalid_chat`, `invalid_column`
   */
  pack(chats: readonly Chat[], into?: Uint32Array): Uint32Array;

  /**
   * The places in a column of the chats on which an action is allowed, in order.
   *
   * @param column handles of chats, as {@link pack} writes them; others are not selected
   * @param out what to write to, at least as long as the column; a view of it is returned
   * @throws {UsherError} `invalid_column`
   */
  select(permission: PermissionHandle, column: Uint32Array, out?: Uint32Array): Uint32Array;

  /** The sections that the user may open, in the order of the company. */
  sections(): Section[];

  /**
   * How much of each kind of personal data is shown of a chat or contact; without one, nothing.
   *
   * @throws {UsherError} `invalid_chat`, `invalid_contact`
   */
  visibility(target?: Target | null): FieldVisibility;

  /**
   * A copy of a record with every value shown as far as the user may see it in this chat or contact; without one,
   * personal data is hidden. For what the host renders from its own data; what Usher's server sends is masked already.
   *
   * @throws {UsherError} `invalid_record`, `invalid_fields`, `invalid_options`, `schema_treatment_invalid`,
   *   `schema_key_empty`, `record_too_deep`, `record_too_large`, `invalid_chat`, `invalid_contact`
   */
  mask<T>(record: T, context?: MaskContext): Masked<T>;

  /**
   * The same for a page of JSON as bytes: `{chats: […]}` as it came from a server, as it may be shown. No object is made of
   * it, and what is not masked stays byte for byte as it was; see {@link maskJson}.
   *
   * @throws {UsherError} as {@link mask}
   */
  maskJson(page: Uint8Array, context?: MaskContext): Uint8Array;

  /**
   * Takes a newer document of the same user, then calls the subscribers. On an error nothing changes.
   *
   * @throws {UsherError} `access_malformed`, `access_unknown_version`, `access_too_large`, `unknown_permission`,
   *   `foreign_access`, `stale_access`
   */
  update(document: AccessDocument | string): void;

  /**
   * Calls `listener` after each update, and when a grant starts or ends or the access expires, until the returned function
   * is called. It may be passed on unbound.
   */
  subscribe(listener: (access: Access) => void): () => void;
}

/** The stable code of an {@link UsherError}. */
export type UsherErrorCode =
  /** The access document is not one. */
  | 'access_malformed'
  /** The access document is of another version than this package reads. */
  | 'access_unknown_version'
  /** The access document is too large. */
  | 'access_too_large'
  /** The access document is of another user or company than the one it should update. */
  | 'foreign_access'
  /** The access document has expired, or is older than the one that it should update. */
  | 'stale_access'
  /** No such permission, neither a standard nor a host's one. */
  | 'unknown_permission'
  /** The facts of a chat are missing or malformed. */
  | 'invalid_chat'
  /** The facts of a contact are missing or malformed. */
  | 'invalid_contact'
  /** What should be a column is no `Uint32Array`, or too short. */
  | 'invalid_column'
  /** The record or page to mask is not JSON, or what should be text or bytes is neither. */
  | 'invalid_record'
  /** The record to mask is nested too deeply. */
  | 'record_too_deep'
  /** The record to mask is too large. */
  | 'record_too_large'
  /** The kinds of fields by key are malformed. */
  | 'invalid_fields'
  /** A policy, a region or a visibility that there is not. */
  | 'invalid_options'
  /** A kind of field is neither a standard one, nor a possible one of the host, nor `identifier`. */
  | 'schema_treatment_invalid'
  /** A key of `fields` has neither letter nor digit. */
  | 'schema_key_empty'
  /** The request for routing is malformed. */
  | 'route_malformed'
  /** The request for routing is too large. */
  | 'route_too_large'
  /** An event, a log or rows of `Routing` are malformed. */
  | 'routing_malformed'
  /** More was given to `Routing` at a time than 64 MB. */
  | 'routing_too_large'
  /** A `Routing` was used after `close`. */
  | 'routing_closed'
  /** Used before `init` or `load`, or before `ready` of an access that was opened. */
  | 'not_initialised'
  /** The WebAssembly could not be fetched, read or compiled. */
  | 'engine_unavailable'
  /** A defect of this package. */
  | 'internal';

/** What this package throws. */
export declare class UsherError extends Error {
  private constructor();
  readonly name: 'UsherError';
  readonly code: UsherErrorCode;
  /** Each single fault, where there can be several; else empty. */
  readonly errors: readonly { readonly code: string; readonly pointer: string; readonly message: string }[];
}

/**
 * Starts the engine, once; further calls return the same promise. {@link load} does it by itself: call it early to
 * fetch ahead, or with a `source` where the wasm is kept elsewhere (`usher_access_bg.wasm` of this package, or the larger
 * and faster `usher_access_fast_bg.wasm`).
 *
 * @throws {UsherError} `engine_unavailable`; the next call tries again
 */
export declare function init(source?: EngineSource | Promise<EngineSource>): Promise<void>;

/**
 * Where the engine's WebAssembly may come from, instead of this package's own place: a `WebAssembly.Module`, its bytes
 * as `ArrayBuffer` or a view of one, or a `Response`. (No names here that only some runtimes' types declare.)
 */
export type EngineSource = object;

/** How an access is loaded. */
export interface LoadOptions {
  /**
   * Tells the moment, in milliseconds since 1970; `Date.now` if not given. Grants have periods, and the access expires: where
   * clocks are often wrong, one that follows the server's is better.
   */
  readonly clock?: () => number;
}

/**
 * Starts the engine if need be, and reads an access document, as parsed JSON or as text. The document is checked
 * strictly: unknown fields, versions and names are refused, and so is one that has expired.
 *
 * @throws {UsherError} `access_malformed`, `access_unknown_version`, `access_too_large`, `unknown_permission`,
 *   `stale_access`, `engine_unavailable`
 */
export declare function load(document: AccessDocument | string, options?: LoadOptions): Promise<Access>;

/**
 * The same without waiting: the access answers at once from the `tables` that the server encloses with the document, and
 * starts the engine behind it. Until `access.ready` is fulfilled
 *
 * - `can`, `decide`, `filter`, `sections`, `knows`, handles and columns answer, of chats and contacts whose facts are plain;
 * - nothing is allowed where the document has no such tables, has something odd, or holds at another time;
 * - everything else throws `not_initialised`.
 *
 * When it is, the engine's own answers take the place of those of the document, and subscribers are called.
 */
export declare function open(document: AccessDocument | string, options?: LoadOptions): Access;

/**
 * One value, masked as a field of this kind, whoever looks: `+90 ••• ••• •• 67`, `a•••@e•••.com`.
 *
 * @throws {UsherError} `not_initialised`, `invalid_fields`, `invalid_record`
 */
export declare function maskField(kind: FieldKind, value: string): string;

/**
 * Free text, with every number and address found in it masked, whoever looks.
 *
 * @throws {UsherError} `not_initialised`, `invalid_record`, `invalid_options`
 */
export declare function maskText(text: string, options?: SearchOptions): string;

/**
 * What a text seems to hold: phones, e-mail addresses, cards, accounts and the like, in order and without overlaps. For
 * what the host does with them itself; of plain talk it costs next to nothing.
 *
 * @throws {UsherError} `not_initialised`, `invalid_record`, `invalid_options`
 */
export declare function find(text: string, options?: SearchOptions): Find[];

/**
 * A page of JSON in UTF-8, masked, whoever looks. Bytes in, bytes out: no object is made of it.
 *
 * Everything that the page holds under the keys of phones, addresses, names and ids is masked there and wherever else it
 * occurs in the page, in any spelling, and so is what {@link find} finds. What is not masked stays byte for byte as it was,
 * spaces, escapes and the order of keys included. A number that is masked becomes a string, a hidden value `null`. Keys are
 * masked too, unless they are the usual ones. Where the page is no JSON nothing comes out of it.
 *
 * @throws {UsherError} `not_initialised`, `invalid_record`, `invalid_fields`, `invalid_options`,
 *   `schema_treatment_invalid`, `schema_key_empty`, `record_too_deep`, `record_too_large`
 */
export declare function maskJson(page: Uint8Array, options?: MaskJsonOptions): Uint8Array;

/**
 * The same for JSON that comes in pieces, cut wherever they are: `response.body.pipeThrough(maskJsonStream())`.
 *
 * The stream is a list of records, `[{…},{…}]`, or records one after another, as in NDJSON. A record is passed on when it is
 * whole, masked by all that it holds itself; what one record holds is not looked for in the next, unlike within a page. No
 * more than one record is kept in memory, and one of more than 16 MB is refused.
 *
 * The stream fails with an {@link UsherError}: `invalid_record`, `record_too_deep`, `record_too_large`.
 *
 * @throws {UsherError} `not_initialised`, `invalid_fields`, `invalid_options`, `schema_treatment_invalid`,
 *   `schema_key_empty`
 */
export declare function maskJsonStream(options?: MaskJsonOptions): ByteTransform;

/** A `TransformStream` of bytes, where the types of the platform have one. */
export type ByteTransform = typeof globalThis extends { TransformStream: new (...options: never[]) => infer Stream }
  ? Stream
  : object;
