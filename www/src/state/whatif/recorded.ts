import type { WhatIfQuestion } from "usher-access/admin";
import { fetchTraffic, type RecordedTraffic } from "../../api/traffic";
import { Resources } from "../resource";
import type { Team } from "./team";

/** What came, by the days that are looked back. */
export const recordedTraffic = new Resources((days: string) => fetchTraffic(Number(days)));

const DAY_MS = 86_400_000;

type Recorded = Extract<WhatIfQuestion["traffic"], { recorded: unknown }>["recorded"];

/** The chats that came, from the Monday on that was before them, as the simulation reads them, and for how many days. */
export function readRecorded(traffic: RecordedTraffic, team: Team, usual: { textSeconds: number; callSeconds: number; patience: number }) {
  const start = mondayBefore(traffic.from);
  const groups = new Set(team.groups.map(({ id }) => id));
  const channels = new Set(team.channels.map(({ id }) => id));
  const known = traffic.arrivals.filter(({ group, channel }) => group !== null && groups.has(group) && channels.has(channel));
  const recorded: Recorded = known.map(({ at, group, channel, kind, responsible, handledFor }) => ({
    at: Math.max(0, Math.round((at - start) / 1_000)),
    channel,
    group: group ?? "",
    // What nobody has completed yet took as long as others do.
    work: handledFor === null ? (kind === "call" ? usual.callSeconds : usual.textSeconds) : Math.max(1, Math.round(handledFor / 1_000)),
    patience: kind === "call" ? usual.patience : null,
    responsible: responsible ?? null,
    known: true,
  }));
  return { recorded, days: Math.max(1, Math.ceil((traffic.until - start) / DAY_MS)) };
}

/** Midnight of the Monday on or before a day, where the viewer is. */
function mondayBefore(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - ((day.getDay() + 6) % 7)).getTime();
}
