import type { Candidate, LeftOut, Stretch } from "../../api/assignments";
import type { RoutingReason } from "../../api/model";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { list, t, words } from "../../i18n";
import { useAccess } from "../../state/access";
import { useResource } from "../../state/resource";
import { stretches } from "../../state/stretches";

export interface ConsideredProps {
  chat: string;
  from: number;
  reason: RoutingReason;
  nameOf: (id: string) => string;
}

/** Who was looked at: the ranking, who was left out and by which rule, what a lot decided. */
export function Considered({ chat, from, reason, nameOf }: ConsideredProps) {
  const mayList = useAccess().can("users.view");
  const { value, problem } = useResource(stretches, chat);
  if (problem !== null) return <ProblemNote problem={problem} onRetry={() => void stretches.load(chat)} />;
  if (value === null) return <Loading rows={2} />;
  const stretch = value.find((one) => one.from === from);
  if (stretch === undefined) return <p>{t("reason.unknown")}</p>;
  const { ranking = [], leftOut = [], leftOutCounts = {}, seed, tied } = stretch;
  const algorithm = stretch.algorithm ?? reason.algorithm;
  return (
    <>
      {algorithm && ranking.length > 0 && <p>{words("algorithmRule", algorithm)}</p>}
      <Ranking stretch={stretch} ranking={ranking} nameOf={nameOf} />
      {tied === true && <p>{t("reason.tied")}</p>}
      <Excluded leftOut={leftOut} counts={leftOutCounts} nameOf={nameOf} />
      {ranking.length === 0 && leftOut.length === 0 && <p>{t(mayList ? "reason.nobodyAsked" : "reason.notListed")}</p>}
      {seed && (
        <p className="reason-seed">
          {t("reason.seed")} <code>{seed}</code>
        </p>
      )}
    </>
  );
}

interface RankingProps {
  stretch: Stretch;
  ranking: readonly Candidate[];
  nameOf: (id: string) => string;
}

function Ranking({ stretch, ranking, nameOf }: RankingProps) {
  if (ranking.length === 0) return null;
  const winner = typeof stretch.user === "string" ? stretch.user : stretch.user?.id;
  return (
    <div>
      <h5>{t("reason.considered")}</h5>
      <ol className="ranking" data-testid="ranking">
        {ranking.map(({ user, name, open, circle }) => (
          <li key={user} className={user === winner ? "ranking-winner" : ""}>
            <span>{name ?? nameOf(user)}</span>
            <span className="muted">
              {[
                ...(open === undefined ? [] : [t("reason.openChats", { count: open })]),
                ...(circle && circle !== "group" ? [words("circle", circle)] : []),
              ].join(" · ")}
            </span>
          </li>
        ))}
      </ol>
      {(stretch.eligible ?? 0) > ranking.length && <p className="muted">{t("reason.others", { count: (stretch.eligible ?? 0) - ranking.length })}</p>}
    </div>
  );
}

interface ExcludedProps {
  leftOut: readonly LeftOut[];
  counts: Readonly<Record<string, number>>;
  nameOf: (id: string) => string;
}

/** By rule, as there may be many: the rule is said once, and then for whom. */
function Excluded({ leftOut, counts, nameOf }: ExcludedProps) {
  const rules = [...new Set([...leftOut.map(({ rule }) => rule), ...Object.keys(counts)])];
  if (rules.length === 0) return null;
  return (
    <div>
      <h5>{t("reason.leftOut")}</h5>
      <ul className="ranking" data-testid="left-out">
        {rules.map((rule) => {
          const named = leftOut.filter((one) => one.rule === rule).map(({ user, name }) => name ?? nameOf(user));
          const more = Math.max(0, (counts[rule] ?? 0) - named.length);
          const all = more > 0 ? [...named, t("reason.others", { count: more })] : named;
          return (
            <li key={rule} data-rule={rule}>
              <span>{list(all)}</span>
              <span className="muted">{words("rule", rule)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
