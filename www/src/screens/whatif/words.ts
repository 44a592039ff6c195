import { LOCALE, t } from "../../i18n";

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const hundredth = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 0 });

export const wholeWords = (number: number) => whole.format(number);
export const tenthWords = (number: number) => (number >= 10 ? whole : tenth).format(number);
export const hundredthWords = (number: number) => hundredth.format(number);
export const percentWords = (part: number) => percent.format(part);

/** `45 s`, `12 min`, `3.2 h`. */
export function timeWords(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 90) return t("seconds.short", { count: whole.format(seconds) });
  if (seconds < 90 * 60) return t("minutes.short", { count: tenthWords(seconds / 60) });
  return t("hours.short", { count: tenth.format(seconds / 3600) });
}
