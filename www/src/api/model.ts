import type { AccessDocument, ChatFacts, ChatScope, Explanation, Visibility } from "usher-access";
import type { OwnPresence } from "./queue";

export type {
  AccessDocument, ChatFacts, ChatScope, Explanation, Grant, GrantSource, Section, Visibility,
} from "usher-access";

/** The JSON of the edge's HTTP API. Times are milliseconds since the epoch; masked values arrive masked. */

export type ChannelKind = "whatsapp" | "instagram" | "messenger" | "telegram" | "sms" | "voip" | "other";
export type ChatStatus = "open" | "closed";
export type UserStatus = "active" | "deactivated" | "removed";
export type Algorithm =
  | "online_today"
  | "fewer_assigned"
  | "random"
  | "round_robin"
  | "longest_idle"
  | "free_capacity"
  | "skill"
  | "fair";

/** Something with an id that people know by its name. */
export interface Named {
  id: string;
  name: string;
}

/** A client by what he or she is called, as far as the viewer may know it. */
export interface Caller {
  id: string;
  name: string | null;
}

export interface Me extends OwnPresence {
  user: Named & { username?: string };
  company: { code: string; name: string };
}

export interface Channel extends Named {
  kind: ChannelKind;
}

export type MessageKind =
  | "text" | "image" | "audio" | "video" | "document" | "sticker" | "location" | "contacts"
  | "reaction" | "button" | "order" | "system" | "call" | "unsupported";

export type Direction = "in" | "out";

export interface LastMessage {
  text: string | null;
  kind: MessageKind;
  direction: Direction;
  at: number;
}

export interface Chat {
  id: string;
  channel: Channel;
  kind: "personal" | "group";
  status: ChatStatus;
  contact: Caller;
  group: Named | null;
  assignee: Named | null;
  lastMessage: LastMessage | null;
  updatedAt: number;
  waitingSince: number | null;
  labels: readonly string[];
  /** Of the client, by its tag. */
  language: string | null;
  facts: ChatFacts;
}

export type ContactField = "name" | "phone" | "email" | "handle" | "address";

export interface Contact {
  id: string;
  name: string | null;
  phone: string | null;
  email: string | null;
  handle: string | null;
  address: string | null;
  known: boolean;
  responsible: Named | null;
  visibility: Partial<Record<string, Visibility>>;
}

/** Why a chat is where it is, in short: everything that was looked at is behind `/assignments`. */
export interface RoutingReason {
  outcome?: string;
  user?: string | null;
  algorithm?: Algorithm | null;
  group?: string | null;
  because: string;
  /** The smart rule that decided where it went. */
  rule?: string | null;
}

export interface Assignment {
  user: Named | string | null;
  group: Named | string | null;
  from: number;
  until: number | null;
  by: Named | string | null;
  reason: RoutingReason | null;
}

export interface ChatDetail extends Chat {
  contact: Contact;
  assignment: Assignment[];
}

export interface Message {
  id: string;
  chat: string;
  direction: Direction;
  kind: MessageKind;
  text: string | null;
  at: number;
  /** The user who wrote it, or, in a chat of several clients, which of them did. */
  author: Caller | null;
  attachment: { name: string | null; mime: string | null } | null;
  edited: boolean;
  status: "received" | "sent" | "delivered" | "read" | "failed";
}

export interface ChatPage {
  chats: Chat[];
  nextCursor: string | null;
}

export interface MessagePage {
  messages: Message[];
  nextCursor: string | null;
}

/** A list of channels is the word `all` or explicit ids; an empty list is nothing. */
export type Channels = "all" | string[];

export interface Rights {
  permissions: string[];
  scope: ChatScope;
  newClients: boolean;
  fields: Partial<Record<string, Visibility>>;
}

/** When something holds, half open, in milliseconds; an end that is missing is none. */
export interface Period {
  startsAt?: number;
  endsAt?: number;
}

/** A role or a group that somebody holds, always or for a period. */
export interface Holding extends Period {
  id: string;
}

export interface Role extends Named {
  rights: Rights;
  /** How long it may be taken in an emergency; without it, never. */
  emergencyMaxMinutes?: number | null;
}

export interface Group extends Named {
  roles: Holding[];
  rights: Rights | null;
  channels: Channels;
  algorithm: Algorithm;
}

export interface GroupDetail extends Group {
  members: (Named & { status: UserStatus })[];
  roleNames?: Named[];
  effective?: Rights;
}

export interface User extends Named {
  username: string;
  status: UserStatus;
  roles: Holding[];
  groups: Holding[];
  /** Roles taken in an emergency. */
  emergency: Holding[];
  channels: Channels | null;
  denied: string[];
}

export interface UserDetail extends User {
  access?: AccessDocument;
}

/** What would give somebody what is missing. */
export interface Remedy extends Named {
  kind: "role" | "group";
}

/** Why somebody may or may not do something, and what would change that. */
export interface Why {
  explanation: Explanation;
  remedies: Remedy[];
}
