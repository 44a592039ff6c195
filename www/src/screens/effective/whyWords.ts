import type { Explanation } from "../../api/model";
import { t, words } from "../../i18n";
import { momentWords } from "../../i18n/time";
import { useNow } from "../../state/clock";
import { useSourceWords } from "./SourceLink";

/** An explanation as a sentence about somebody else. */
export function useWhyWords(): (explanation: Explanation) => string {
  const source = useSourceWords();
  const now = useNow();
  return ({ reason }) => {
    switch (reason.code) {
      case "granted":
      case "record_needed":
        return t(`why.${reason.code}`, { source: source(reason.source) });
      case "grant_not_started":
        return t("why.grant_not_started", { source: source(reason.source), time: momentWords(reason.startsAt, now) });
      case "grant_ended":
        return t("why.grant_ended", { source: source(reason.source), time: momentWords(reason.endsAt, now) });
      default:
        return words("why", reason.code);
    }
  };
}
