import type { Assignment, ChatDetail, RoutingReason } from "../../api/model";
import { hasMessage, t, words } from "../../i18n";
import { nameIn } from "../../state/names";

type NameOf = (id: string) => string;

/** Why somebody, or nobody, was chosen: one sentence. */
export function summaryOf(reason: RoutingReason, by: Assignment["by"], chat: ChatDetail, nameOf: NameOf): string {
  const params = {
    name: reason.user ? nameOf(reason.user) : t("someColleague"),
    group: groupName(reason, chat),
    by: by === null ? t("someColleague") : nameIn(by, nameOf),
    algorithm: reason.algorithm ? t(`algorithm.${reason.algorithm}`) : "",
  };
  const key = `because.${reason.because}${reason.because === "best_of_group" ? `.${reason.algorithm ?? ""}` : ""}`;
  return hasMessage(key) ? t(key, params) : words("because", reason.because, params);
}

function groupName(reason: RoutingReason, chat: ChatDetail): string {
  if (chat.group !== null && (!reason.group || reason.group === chat.group.id)) return chat.group.name;
  return reason.group ?? t("someGroup");
}
