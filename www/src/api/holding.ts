import type { Holding, Period } from "./model";

/** `"agent"`, or with its period `{ "id": "agent", "endsAt": 1760000000000 }`. */
export type StoredHolding = string | Holding;

export function readHoldings(stored: readonly StoredHolding[] | undefined): Holding[] {
  return (stored ?? []).map((one) => (typeof one === "string" ? { id: one } : one));
}

export function writeHoldings(held: readonly Holding[]): StoredHolding[] {
  return held.map(({ id, startsAt, endsAt }) => {
    if (startsAt === undefined && endsAt === undefined) return id;
    return { id, ...period(startsAt, endsAt) };
  });
}

/** Without keys for the ends it does not have. */
export function period(startsAt: number | undefined, endsAt: number | undefined): Period {
  return { ...(startsAt === undefined ? {} : { startsAt }), ...(endsAt === undefined ? {} : { endsAt }) };
}
