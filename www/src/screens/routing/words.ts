import { type Conditions, type Finding, type Goal, type Held, type Rule } from "../../api/routing";
import { either, hasMessage, list, t } from "../../i18n";
import { languageWords } from "../../i18n/language";
import type { useNamesOf } from "./form";

type Names = ReturnType<typeof useNamesOf>;

/** What is wrong, by its code; the edge's words for codes that are newer than this console. */
export function findingWords({ code, message }: Finding): string {
  const key = `finding.${code}`;
  if (hasMessage(key)) return t(key, { what: /`([^`]+)`/.exec(message)?.[1] ?? "" });
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

/** Alternatives; of those that are still to be added, a gap. */
const oneOf = (all: readonly string[]) => (all.length === 0 ? "…" : either(all));

const quoted = (texts: readonly string[]) => texts.map((text) => t("rule.quoted", { text }));

/** One condition as the part of a sentence that stands behind “if”. `null`: it is not asked. */
export function conditionWords(when: Conditions, condition: keyof Conditions, names: Names): string | null {
  switch (condition) {
    case "channels":
      return when.channels && t("rule.if.channels", { which: oneOf(when.channels.map(names.channel)) });
    case "kinds":
      return when.kinds && t("rule.if.kinds", { which: oneOf(when.kinds.map((kind) => t(`channel.${kind}`))) });
    case "client":
      return when.client && t(`rule.if.client.${when.client}`);
    case "labels":
      return when.labels && t("rule.if.labels", { which: oneOf(quoted(when.labels)) });
    case "languages":
      return when.languages && t("rule.if.languages", { which: oneOf(when.languages.map(languageWords)) });
    case "hours":
      if (when.hours === null) return null;
      return typeof when.hours === "string"
        ? t("rule.if.within", { hours: when.hours })
        : t("rule.if.outside", { hours: when.hours.not });
    case "text":
      return when.text && t("rule.if.text", { which: oneOf(quoted(when.text)) });
  }
}

/** In the order in which somebody would say them. */
export const CONDITIONS = ["client", "channels", "kinds", "languages", "labels", "hours", "text"] as const satisfies (keyof Conditions)[];

/** What must hold, as the beginning of a sentence. */
export function whenWords(when: Conditions, names: Names): string {
  const parts = CONDITIONS.flatMap((condition) => conditionWords(when, condition, names) ?? []);
  return parts.length === 0 ? t("rule.always") : t("rule.if", { what: list(parts) });
}

/** Where it goes, as the end of that sentence. */
export function goalWords(to: Goal, names: Names): string {
  if ("group" in to) return t("rule.to.group", { name: names.group(to.group) });
  if ("user" in to) return t("rule.to.user", { name: names.user(to.user) });
  return to.queue === null ? t("rule.to.queue") : t("rule.to.queueOf", { name: names.group(to.queue) });
}

/** What else the rule says of the chat. */
export function besideWords({ priority, skills }: Rule): string[] {
  return [
    ...(priority === null ? [] : [t("rule.withPriority", { priority })]),
    ...(skills.length === 0 ? [] : [t("rule.withSkills", { skills: list(skills) })]),
  ];
}

/** The conditions that held, each with the alternative that did. */
export function heldWords({ when }: Rule, held: readonly Held[], names: Names): string {
  const parts = held.flatMap(({ condition, alternative }) => {
    const all = when[condition];
    const only = Array.isArray(all) && alternative !== null ? { ...when, [condition]: all.slice(alternative, alternative + 1) } : when;
    return conditionWords(only, condition, names) ?? [];
  });
  return list(parts);
}

