import { words } from "../i18n";
import type { Explanation } from "./access";

/** Why something is not allowed, as one sentence for the person it concerns; `null` where it is allowed. */
export function explainInWords(explanation: Explanation): string | null {
  if (explanation.decision !== "deny") return null;
  return words("deny", explanation.reason.code, { permission: explanation.permission });
}

/** The same for a page that names the missing permission anyway: only what goes beyond that. */
export function explainBeyondName(explanation: Explanation): string | null {
  return explanation.reason.code === "permission_missing" ? null : explainInWords(explanation);
}
