import type { RoutingPart } from "../route";

/** A JSON pointer (RFC 6901) to what lies under these keys. */
export const pointerTo = (...keys: readonly (string | number)[]) =>
  keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** Whether something at `pointer` is in what lies at `at`. */
export const isWithin = (pointer: string, at: string) => pointer === at || pointer.startsWith(`${at}/`);

const PARTS: Readonly<Record<string, RoutingPart>> = {
  defaultHours: "hours",
  hours: "hours",
  people: "people",
  groups: "groups",
  rules: "rules",
};

/** Where on the screen it is. */
export function partOf(pointer: string): RoutingPart {
  return PARTS[keysOf(pointer)[0] ?? ""] ?? "company";
}

/** The row of its part that it is in: a group, a person, hours or the place of a rule; `null` where it is in none. */
export function rowOf(pointer: string): string | null {
  const [first, second] = keysOf(pointer);
  return second !== undefined && first !== undefined && PARTS[first] !== undefined ? pointerTo(first, second) : null;
}

const keysOf = (pointer: string) =>
  pointer.split("/").slice(1).map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
