import { path, readRevised, request, type Revised } from "./http";
import type { Chat, Named, UserStatus } from "./model";

/** What becomes of the chats of somebody who leaves. */
export interface RemovalPlan {
  moves: readonly { chat: Chat; to: Named | null; because: string }[];
  /** Calls that nobody else can complete. */
  pinned: readonly Chat[];
  /** Why it cannot be done at all. */
  blocked: readonly string[];
  /** Chats that the viewer may not see. */
  unseen: number;
}

type Leaving = Exclude<UserStatus, "active">;

/** The plan, with the revision of the policy that it was made for. */
export const fetchRemoval = (user: string, status: Leaving): Promise<Revised<RemovalPlan>> =>
  readRevised(path(["users", user, "removal"], { status }));

/** Moves the chats and removes the user, in one step. */
export const removeUser = (user: string, revision: number) =>
  request<void>("POST", path(["users", user, "removal"]), {}, revision);
