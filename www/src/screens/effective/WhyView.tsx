import { CircleCheck, CircleHelp, CircleX } from "lucide-react";
import type { Remedy, Why } from "../../api/model";
import { fetchWhy } from "../../api/people";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { isOfRecords } from "../../state/catalogue";
import { useAnswer } from "../../state/answer";
import { useWhyWords } from "./whyWords";

const ICONS = { allow: CircleCheck, deny: CircleX, depends: CircleHelp } as const;

export interface WhyViewProps {
  user: string;
  permission: string;
  /** One chat, or the permission as such. */
  chat: string | null;
}

/** The edge's own answer with its reason, in a sentence, and what would change it. */
export function WhyView({ user, permission, chat }: WhyViewProps) {
  // Asked anew each time it is shown: an old reason would be a wrong one.
  const { value, problem, again } = useAnswer(`${user} ${permission} ${chat}`, () => fetchWhy(user, permission, chat));
  if (problem !== null) return <ProblemNote problem={problem} onRetry={again} />;
  if (value === null) return <Loading rows={1} />;
  return <Answer why={value} />;
}

function Answer({ why: { explanation, remedies } }: { why: Why }) {
  const sentence = useWhyWords();
  const Icon = ICONS[explanation.decision];
  return (
    <div className="why" role="status" data-testid="answer" data-decision={explanation.decision}>
      <p className={`why-sentence why-${explanation.decision}`}>
        <Icon className="icon" aria-hidden="true" />
        {sentence(explanation)}
      </p>
      {explanation.decision === "deny" && <Remedies permission={explanation.permission} remedies={remedies} />}
    </div>
  );
}

function Remedies({ permission, remedies }: { permission: string; remedies: readonly Remedy[] }) {
  if (remedies.length === 0) {
    return <p className="muted">{t(isOfRecords(permission) ? "why.noRemedyOnChannels" : "why.noRemedy")}</p>;
  }
  return (
    <div className="remedies" data-testid="remedies">
      <span className="muted">{t("why.remedies")}</span>
      <span className="chips">
        {remedies.map(({ kind, id, name }) => (
          <RouteLink
            key={`${kind} ${id}`}
            className="chip"
            to={kind === "role" ? { screen: "role", role: id } : { screen: "group", group: id }}
          >
            {t(kind === "role" ? "why.role" : "why.group", { name })}
          </RouteLink>
        ))}
      </span>
    </div>
  );
}
