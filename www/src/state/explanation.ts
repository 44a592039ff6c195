import { words } from "../i18n";
import type { Explanation } from "./access";

/** Why something is not allowed, as one sentence for the person it concerns; `null` where it is allowed. */
export function explainInWords(explanation: Explanation): string | null {
  if (explanation.decision !== "deny") return null;
  return words("deny", explanation.reason.code, { permission: explanation.permission });
}
