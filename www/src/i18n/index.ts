import { en } from "./en";

/** One message: a text with `{names}` to fill in, or one text for each plural category of `count`. */
export type Text = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

export type Key = keyof typeof en;
export type Params = Record<string, string | number>;

/** The language of every text and date; one more file beside `en.ts` makes one more language. */
export const LOCALE = "en-GB";

const messages: Record<Key, Text> = en;
const plurals = new Intl.PluralRules(LOCALE);

/** The text of `key` with its `{names}` filled in. */
export function t(key: Key, params: Params = {}): string {
  const message = messages[key];
  const text = typeof message === "string" ? message : pick(message, Number(params["count"] ?? 0));
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** Whether a code that the edge sent has words here. */
export function hasMessage(key: string): key is Key {
  return Object.hasOwn(messages, key);
}

/** The words of `prefix.code`; for codes of the host, and codes newer than this console, a readable form of the code. */
export function words(prefix: string, code: string, params: Params = {}): string {
  const key = `${prefix}.${code}`;
  if (hasMessage(key)) return t(key, params);
  const plain = code.replaceAll("_", " ");
  return plain.charAt(0).toLocaleUpperCase(LOCALE) + plain.slice(1);
}

/** `a, b and c`. */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat(LOCALE, { type: "conjunction" }).format(items);
}

/** `a, b or c`. */
export function either(items: readonly string[]): string {
  return new Intl.ListFormat(LOCALE, { type: "disjunction" }).format(items);
}

function pick(message: Exclude<Text, string>, count: number): string {
  return message[plurals.select(count)] ?? message.other;
}
