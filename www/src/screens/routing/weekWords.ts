import { type Day, DAYS, type Hours, type Interval } from "../../api/routing";
import { t } from "../../i18n";

/** The week in a line: days in a row with the same hours are said together. */
export function weekWords({ weekly, closed, dates }: Hours): string {
  const runs: { from: Day; to: Day; words: string }[] = [];
  for (const day of DAYS) {
    const words = intervalsWords(weekly[day]);
    const last = runs.at(-1);
    if (last !== undefined && last.words === words) last.to = day;
    else runs.push({ from: day, to: day, words });
  }
  const said = runs.filter(({ words }) => words !== "").map(({ from, to, words }) => `${daysWords(from, to)} ${words}`);
  const special = closed.length + Object.keys(dates).length;
  return [...(said.length === 0 ? [t("hours.neverOpen")] : said), ...(special > 0 ? [t("hours.specialDays", { count: special })] : [])].join(" · ");
}

export const intervalsWords = (intervals: readonly Interval[]) => intervals.map(([from, to]) => `${from}–${to}`).join(", ");

const daysWords = (from: Day, to: Day) => (from === to ? t(`day.${from}`) : `${t(`day.${from}`)}–${t(`day.${to}`)}`);
