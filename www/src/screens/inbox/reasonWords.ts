import type { Assignment, ChatDetail, Ranked, RoutingReason } from "../../api/model";
import { hasMessage, list, t, words } from "../../i18n";
import { nameIn } from "../../state/names";

type NameOf = (id: string) => string;

/** Why somebody, or nobody, was chosen: one sentence. */
export function summaryOf(reason: RoutingReason, by: Assignment["by"], chat: ChatDetail, nameOf: NameOf): string {
  const params = {
    name: reason.user ? nameOf(reason.user) : t("someColleague"),
    group: groupName(reason, chat),
    by: by === null ? t("someColleague") : nameIn(by, nameOf),
    algorithm: reason.algorithm === undefined ? "" : t(`algorithm.${reason.algorithm}`),
  };
  const key = `because.${reason.because}`;
  return hasMessage(key) ? t(key, params) : words("because", reason.because, params);
}

/** The numbers behind the choice, the best first. */
export function rankWords(ranked: Ranked): string {
  const parts: string[] = [];
  if (ranked.openChats !== undefined) parts.push(t("reason.openChats", { count: ranked.openChats }));
  if (ranked.presence !== undefined) parts.push(t(`presence.${ranked.presence}`));
  return parts.join(" · ");
}

/** How equal candidates were told apart. */
export function tieWords(reason: RoutingReason, nameOf: NameOf): string | null {
  if (!reason.tie || reason.tie.among.length < 2) return null;
  return t("reason.tie", { names: list(reason.tie.among.map(nameOf)) });
}

function groupName(reason: RoutingReason, chat: ChatDetail): string {
  if (chat.group !== null && (reason.group === undefined || reason.group === chat.group.id)) return chat.group.name;
  return reason.group ?? t("someGroup");
}
