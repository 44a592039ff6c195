import type { WhatIfQuestion } from "usher-access/admin";
import { fetchTraffic, type RecordedTraffic } from "../../api/traffic";
import { Resources } from "../resource";
import type { Team } from "./team";

/** What came, by the days that are looked back. */
export const recordedTraffic = new Resources((days: string) => fetchTraffic(Number(days)));

const DAY_MS = 86_400_000;

type Recorded = Extract<WhatIfQuestion["traffic"], { recorded: unknown }>["recorded"];

/** What is supposed where nothing is known, in seconds. */
export interface Usual {
  readonly textSeconds: number;
  readonly callSeconds: number;
  readonly patience: number;
  /** A chat that was open for days was not worked on for days. */
  readonly mostSeconds: number;
}

const worked = (handledMs: number, mostSeconds: number) => Math.min(mostSeconds, Math.max(1, Math.round(handledMs / 1_000)));

/** The chats that came, from the Monday on that was before them, as the simulation reads them, and for how many days. */
export function readRecorded(traffic: RecordedTraffic, team: Team, usual: Usual) {
  const start = mondayBefore(traffic.from);
  const groups = new Set(team.groups.map(({ id }) => id));
  const channels = new Set(team.channels.map(({ id }) => id));
  const known = traffic.arrivals.filter(({ group, channel }) => group !== null && groups.has(group) && channels.has(channel));
  const recorded: Recorded = known.map(({ at, group, channel, kind, responsible, handledFor }) => ({
    at: Math.max(0, Math.round((at - start) / 1_000)),
    channel,
    group: group ?? "",
    // What nobody has completed yet took as long as others do.
    work: handledFor === null ? (kind === "call" ? usual.callSeconds : usual.textSeconds) : worked(handledFor, usual.mostSeconds),
    patience: kind === "call" ? usual.patience : null,
    responsible: responsible ?? null,
    known: true,
  }));
  return { recorded, days: Math.max(1, Math.ceil((traffic.until - start) / DAY_MS)) };
}

const [MINUTE_MS, WEEK_MINUTES] = [60_000, 10_080];
/** A connection that broke off for as long as this was no break. */
const GAP_MINUTES = 10;
/** The simulation knows so many spans of a week. */
const SPANS_MAX = 21;

type Span = [number, number];

/** When somebody was online in the last seven days, in minutes of the week. */
export function recordedShifts({ presence, until }: RecordedTraffic, user: string): Span[] {
  const since = until - 7 * DAY_MS;
  const spans = presence.filter((one) => one.user === user).flatMap((one): Span[] => {
    const [from, to] = [Math.max(one.from, since), Math.min(one.until ?? until, until)];
    if (to - from < MINUTE_MS) return [];
    const start = Math.floor((from - mondayBefore(from)) / MINUTE_MS);
    return [[start, start + Math.ceil((to - from) / MINUTE_MS)]];
  });
  return withoutGaps(spans);
}

function withoutGaps(spans: readonly Span[]): Span[] {
  let gap = GAP_MINUTES;
  for (;;) {
    const joined: Span[] = [];
    for (const [from, to] of [...spans].sort(([a], [b]) => a - b)) {
      const last = joined.at(-1);
      if (last !== undefined && from <= last[1] + gap) last[1] = Math.max(last[1], to);
      else joined.push([from, to]);
    }
    // The last of a week goes on into the first, and does not meet it.
    const [first, last] = [joined[0], joined.at(-1)];
    if (first !== undefined && last !== undefined) last[1] = Math.min(last[1], first[0] + WEEK_MINUTES);
    if (joined.length <= SPANS_MAX) return joined;
    gap *= 2;
  }
}

/** Midnight of the Monday on or before a day, where the viewer is. */
function mondayBefore(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - ((day.getDay() + 6) % 7)).getTime();
}
