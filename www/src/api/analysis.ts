import { path, request } from "./http";
import type { Someone } from "./policy";

/** What stands out in who may do what. */
export interface Analysis {
  /** Key rights that fewer than two people hold. */
  soleHolders: { permission: string; holders: Someone[] }[];
  /** Where nobody can see and answer. */
  unanswerable: { channels: Someone[]; chats: string[] };
  /** Rights that nobody made use of. */
  unused: {
    users: { user: Someone; permissions: string[] }[];
    roles: { role: Someone; permissions: string[] }[];
    groups: { group: Someone; permissions: string[] }[];
  };
  /** From when on it is known what is used. */
  unusedSince: number;
  /** Rights of a role that everybody who has it holds anyway. */
  redundant: { role: Someone; permissions: string[] }[];
}

export const fetchAnalysis = () => request<Analysis>("GET", path(["analysis"]));
