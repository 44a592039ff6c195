import type { Period } from "../api/model";
import { phaseOf } from "../state/period";
import { t } from "./index";
import { momentWords } from "./time";

/** `until 3 Dec, 18:00`, as it is to be read at this moment; empty for what holds always. */
export function periodWords(period: Period, now: number): string {
  const { startsAt, endsAt } = period;
  const start = startsAt === undefined ? "" : momentWords(startsAt, now);
  const end = endsAt === undefined ? "" : momentWords(endsAt, now);
  switch (phaseOf(period, now)) {
    case "over":
      return t("period.ended", { end });
    case "coming":
      return endsAt === undefined ? t("period.from", { start }) : t("period.fromUntil", { start, end });
    case "current":
      return endsAt === undefined ? "" : t("period.until", { end });
  }
}
