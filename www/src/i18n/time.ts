import { LOCALE, t } from "./index";

const clock = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: "short" });
const longDay = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long" });
const shortDay = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short" });
const full = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" });
const dated = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric" });

const DAY_MS = 86_400_000;

/** `14:05`. */
export const timeOfDay = (at: number) => clock.format(at);

/** Date and time, for tooltips and records. */
export const fullTime = (at: number) => full.format(at);

/** `3 Dec 2026`. */
export const dayWords = (at: number) => dated.format(at);

/** Whether a moment lies in the viewer's present day. */
export const isToday = (at: number, now: number) => daysBetween(at, now) === 0;

/** As short as a list needs it: the time today, the weekday this week, else the date. */
export function shortTime(at: number, now: number): string {
  const days = daysBetween(at, now);
  if (days === 0) return clock.format(at);
  if (days === 1) return t("time.yesterday");
  if (days > 1 && days < 7) return weekday.format(at);
  return sameYear(at, now) ? shortDay.format(at) : dated.format(at);
}

/** A moment to come or just over, as short as it stays clear: `18:00`, `tomorrow, 18:00`, `3 Dec, 18:00`. */
export function momentWords(at: number, now: number): string {
  const days = daysBetween(now, at);
  const time = clock.format(at);
  if (days === 0) return time;
  if (days === 1) return t("time.tomorrowAt", { time });
  if (days === -1) return t("time.yesterdayAt", { time });
  return t("time.dayAt", { day: sameYear(at, now) ? shortDay.format(at) : dated.format(at), time });
}

/** What is left, as a clock shows it: `59:05`, `3:00:00`. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** How long something has lasted, to the second where it is short: `45 s`, `12:05`, `3 h`. */
export function stopwatch(ms: number): string {
  if (ms < 60_000) return t("seconds.short", { count: Math.max(0, Math.floor(ms / 1_000)) });
  return ms < 3_600_000 ? countdown(Math.floor(ms / 1_000) * 1_000) : waited(0, ms);
}

/** The heading over one day of messages. */
export function dayName(at: number, now: number): string {
  const days = daysBetween(at, now);
  if (days === 0) return t("time.today");
  if (days === 1) return t("time.yesterday");
  return sameYear(at, now) ? longDay.format(at) : dated.format(at);
}

/** A key that is equal for two moments of one local day. */
export const dayKey = (at: number) => startOfDay(at);

/** How long ago, in one unit: `4 min`, `3 h`, `2 d`. */
export function waited(since: number, now: number): string {
  const minutes = Math.max(0, Math.floor((now - since) / 60_000));
  if (minutes < 1) return t("time.underAMinute");
  if (minutes < 60) return t("time.minutes", { count: minutes });
  if (minutes < 24 * 60) return t("time.hours", { count: Math.floor(minutes / 60) });
  return t("time.days", { count: Math.floor(minutes / (24 * 60)) });
}

/** A time as it was set, in the largest unit in which it is a whole number: `90 s`, `2 min`, `1 h`. */
export function durationWords(seconds: number): string {
  if (seconds > 0 && seconds % 3_600 === 0) return t("hours.short", { count: seconds / 3_600 });
  if (seconds > 0 && seconds % 60 === 0) return t("minutes.short", { count: seconds / 60 });
  return t("seconds.short", { count: seconds });
}

/** A moment where the viewer is, as the browser's own field for date and time writes it. */
export function localMinute(at: number): string {
  const day = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  const date = `${String(day.getFullYear()).padStart(4, "0")}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  return `${date}T${two(day.getHours())}:${two(day.getMinutes())}`;
}

function daysBetween(at: number, now: number): number {
  return Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
}

function sameYear(at: number, now: number): boolean {
  return new Date(at).getFullYear() === new Date(now).getFullYear();
}

function startOfDay(at: number): number {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}
