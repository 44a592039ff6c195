import type { Interval } from "../../api/routing";

const DAY = 1_440;

/** Minutes after midnight; `null` where it is no time. */
export function minutesOf(time: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(time);
  if (match === null) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  const isTime = (hours < 24 && minutes < 60) || (hours === 24 && minutes === 0);
  return isTime ? hours * 60 + minutes : null;
}

/** The parts of a day that it covers, as minutes: two where it goes on over midnight. */
export function partsOf([from, to]: Interval): readonly (readonly [number, number])[] {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (start === null || end === null || start === end) return [];
  return end > start ? [[start, end]] : [[start, DAY]];
}

/** What it covers of the day after. */
export function restOf([from, to]: Interval): readonly (readonly [number, number])[] {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return start !== null && end !== null && end < start && end > 0 ? [[0, end]] : [];
}

/** A time as somebody types it, in full: `9` and `930` are `09:00` and `09:30`. What is no time stays as it is. */
export function timeOf(typed: string): string {
  const digits = typed.replace(/[^\d]/g, "");
  if (digits === "" || digits.length > 4) return typed.trim();
  const [hours, minutes] = digits.length <= 2 ? [digits, "00"] : [digits.slice(0, -2), digits.slice(-2)];
  const time = `${hours.padStart(2, "0")}:${minutes}`;
  return minutesOf(time) === null ? typed.trim() : time;
}
