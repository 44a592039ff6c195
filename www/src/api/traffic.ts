import { path, request } from "./http";

/** What came in the last days: moments, numbers and ids of the team, and nothing of clients. */
export interface RecordedTraffic {
  from: number;
  until: number;
  arrivals: readonly {
    at: number;
    group: string | null;
    channel: string;
    kind: "text" | "call";
    responsible?: string | null;
    /** For how long somebody had it in hand, in milliseconds; `null` where nobody has yet. */
    handledFor: number | null;
  }[];
  /** When people were online. */
  presence: readonly { user: string; from: number; until: number | null }[];
}

export const fetchTraffic = (days: number) =>
  request<RecordedTraffic>("GET", path(["routing", "traffic"], { days: String(days) }));
