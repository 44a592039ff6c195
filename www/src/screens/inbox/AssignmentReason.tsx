import { ChevronRight, Sparkles } from "lucide-react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Disclosure, DisclosurePanel } from "react-aria-components/Disclosure";
import { Heading } from "react-aria-components/Heading";
import type { Assignment, ChatDetail, RoutingReason } from "../../api/model";
import { t, words } from "../../i18n";
import { rankWords, summaryOf, tieWords } from "./reasonWords";

export interface AssignmentReasonProps {
  reason: RoutingReason;
  by: Assignment["by"];
  chat: ChatDetail;
  nameOf: (id: string) => string;
}

/** The router's recorded reason in plain words: one sentence, and everything behind it on request. */
export function AssignmentReason({ reason, by, chat, nameOf }: AssignmentReasonProps) {
  const ranking = reason.ranking ?? [];
  const excluded = reason.excluded ?? [];
  const tie = tieWords(reason, nameOf);
  const more = ranking.length > 0 || excluded.length > 0 || tie !== null;
  return (
    <div className="reason" data-testid="reason" data-because={reason.because}>
      <p className="reason-summary">
        <Sparkles className="icon" aria-hidden="true" />
        <span>{summaryOf(reason, by, chat, nameOf)}</span>
      </p>
      {more && (
        <Disclosure className="disclosure">
          <Heading level={4}>
            <AriaButton slot="trigger" className="disclosure-button">
              <ChevronRight className="icon disclosure-mark" aria-hidden="true" />
              {t("reason.details")}
            </AriaButton>
          </Heading>
          <DisclosurePanel className="reason-details">
            {reason.algorithm !== undefined && <p>{t(`algorithmRule.${reason.algorithm}`)}</p>}
            {reason.fallback === true && <p>{t("reason.fallback")}</p>}
            <Ranking ranking={ranking} nameOf={nameOf} />
            {tie !== null && <p>{tie}</p>}
            <LeftOut excluded={excluded} nameOf={nameOf} />
            {reason.seed !== undefined && (
              <p className="reason-seed">
                {t("reason.seed")} <code>{reason.seed}</code>
              </p>
            )}
          </DisclosurePanel>
        </Disclosure>
      )}
    </div>
  );
}

function Ranking({ ranking, nameOf }: { ranking: NonNullable<RoutingReason["ranking"]>; nameOf: (id: string) => string }) {
  if (ranking.length === 0) return null;
  return (
    <div>
      <h5>{t("reason.considered")}</h5>
      <ol className="ranking">
        {ranking.map((ranked) => (
          <li key={ranked.user}>
            <span>{nameOf(ranked.user)}</span>
            <span className="muted">{rankWords(ranked)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function LeftOut({ excluded, nameOf }: { excluded: NonNullable<RoutingReason["excluded"]>; nameOf: (id: string) => string }) {
  if (excluded.length === 0) return null;
  return (
    <div>
      <h5>{t("reason.leftOut")}</h5>
      <ul className="ranking">
        {excluded.map(({ user, rule }) => (
          <li key={user}>
            <span>{nameOf(user)}</span>
            <span className="muted">{words("rule", rule)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
