import { period } from "../api/holding";
import type { Grant, Holding, Period } from "../api/model";

/** Whether something is yet to come, holds now, or is over. */
export type Phase = "coming" | "current" | "over";

export function phaseOf({ startsAt, endsAt }: Period, now: number): Phase {
  if (startsAt !== undefined && now < startsAt) return "coming";
  return endsAt !== undefined && endsAt <= now ? "over" : "current";
}

/** When a grant holds: its document writes an end that is missing as `null` as well. */
export function periodOf({ startsAt, endsAt }: Grant): Period {
  return period(startsAt ?? undefined, endsAt ?? undefined);
}

/** Whether it holds without start and end. */
export const isLasting = ({ startsAt, endsAt }: Period) => startsAt === undefined && endsAt === undefined;

export const idsOf = (held: readonly Holding[]) => held.map(({ id }) => id);

/** The holdings with these ids: what stays keeps its period, what is new has none. */
export function withIds(held: readonly Holding[], ids: readonly string[]): Holding[] {
  return ids.map((id) => held.find((one) => one.id === id) ?? { id });
}

/** The holdings with another period for one of them. */
export function withPeriod(held: readonly Holding[], id: string, when: Period): Holding[] {
  return held.map((one) => (one.id === id ? { id, ...when } : one));
}
