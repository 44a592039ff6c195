import { LOCALE } from "./index";

const names = new Intl.DisplayNames([LOCALE], { type: "language", fallback: "none" });

/** The name of a language by its tag; the tag where it has none. */
export function languageWords(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Languages to choose from, beside those that somebody named. */
const COMMON = [
  "ar", "az", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "ko",
  "ku", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "th", "tr", "uk", "ur", "uz", "vi", "zh",
];

/** Languages by name, with these among them. */
export function languageOptions(named: readonly string[]): { id: string; name: string }[] {
  const options = [...new Set([...COMMON, ...named])].map((id) => ({ id, name: languageWords(id) }));
  return options.sort((a, b) => a.name.localeCompare(b.name, LOCALE));
}
