import { path, request } from "./http";
import type { Channel, ChatStatus, Contact, ContactField } from "./model";

/** A chat of a client who was found. */
export interface FoundChat {
  id: string;
  channel: Channel;
  status: ChatStatus;
  updatedAt: number;
}

/** A client who was found: the card as the viewer may see it, and those of the chats that are open to the viewer. */
export interface FoundContact extends Contact {
  chats?: readonly FoundChat[];
}

export interface Found {
  items: readonly FoundContact[];
  /** Whether a whole value was found, or what was typed is a part of one that the viewer sees in clear. */
  match: "exact" | "partial";
}

/** In the body, never in an address: what is searched for is a number or an address of somebody. */
export const searchContacts = (query: string) => request<Found>("POST", path(["contacts", "search"]), { query });

/** One value in clear, for as long as the edge says. */
export interface RevealedValue {
  field: ContactField;
  value: string;
  expiresAt: number;
}

export const revealField = (contact: string, field: ContactField, reason: string) =>
  request<RevealedValue>("POST", path(["contacts", contact, "reveal"]), { field, reason });
