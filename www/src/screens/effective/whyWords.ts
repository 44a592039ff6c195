import { sentence } from "usher-access/sentences";
import type { Explanation } from "../../api/model";
import { LOCALE } from "../../i18n";
import { momentWords } from "../../i18n/time";
import { useNow } from "../../state/clock";
import { ALL, groups, nameOf, roles } from "../../state/directory";
import { useResource } from "../../state/resource";

/** An explanation as a sentence about somebody else: that of the package, which the core words. */
export function useWhyWords(): (explanation: Explanation) => string {
  const names = { role: useResource(roles, ALL).value, group: useResource(groups, ALL).value };
  const now = useNow();
  return (explanation) =>
    sentence(explanation, {
      locale: LOCALE,
      name: (kind, id) => nameOf(names[kind], id),
      date: (at) => momentWords(at, now),
    });
}
