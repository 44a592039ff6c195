import type { AccessDocument, Chat, Message, Named } from "../api/model";
import type { GroupQueue, TeamMember } from "../api/queue";

/** What the edge says over the socket. Everything in it is masked for this viewer already. */
export type Frame =
  | { type: "hello"; access: AccessDocument }
  | { type: "chat"; chat: Chat; message: Message | null }
  | { type: "chat_gone"; id: string }
  | { type: "access"; access: AccessDocument }
  | ({ type: "emergency" } & EmergencyNews)
  | { type: "team"; people: TeamMember[] }
  | { type: "queue"; groups: GroupQueue[] }
  | { type: "signed_out" };

/** Somebody took a role in an emergency, or it is over again. */
export interface EmergencyNews {
  user: Named;
  role: Named;
  endsAt: number;
  reason: string;
  ended?: boolean;
}

/** `null` for a pong, and for kinds of frames that are newer than this console. */
export function parseFrame(data: unknown): Frame | null {
  if (typeof data !== "string" || data === "pong") return null;
  try {
    const frame = JSON.parse(data) as { type?: unknown };
    return KNOWN.has(String(frame.type)) ? (frame as Frame) : null;
  } catch {
    return null;
  }
}

const KNOWN = new Set(["hello", "chat", "chat_gone", "access", "emergency", "team", "queue", "signed_out"]);
