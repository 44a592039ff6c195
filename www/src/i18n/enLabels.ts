import type { Text } from "./index";

/** The English texts about what a chat is labelled with. */
export const enLabels = {
  "labels.title": "Labels and language",
  "labels.labels": "Labels",
  "labels.add": "Add a label",
  "labels.hint": "Enter adds one. Rules may send a chat elsewhere that nobody has.",
  "labels.none": "No labels",
  "labels.language": "Language",
  "labels.noLanguage": "As their app says",
  "labels.unknownLanguage": "Not known",
} as const satisfies Record<string, Text>;
