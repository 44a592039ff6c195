import { Compass, ExternalLink, LayoutGrid } from "lucide-react";
import { Blank } from "../../components/Blank";
import { Loading } from "../../components/Loading";
import { NoAccess } from "../../components/NoAccess";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { explainBeyondName } from "../../state/explanation";
import { useResource } from "../../state/resource";
import { closedSections } from "../../state/section";
import { ScreenHead } from "../shell/ScreenHead";

export interface SectionPageProps {
  id: string;
}

/** Stands for a page of the host application: Usher guards it, the application fills it. */
export function SectionPage({ id }: SectionPageProps) {
  const access = useAccess();
  const section = access.sections().find((one) => one.id === id);
  if (section === undefined) return <ClosedSection id={id} />;
  return (
    <div className="screen" data-testid="section-page">
      <ScreenHead title={section.title} />
      <div className="screen-body">
        <section className="host-page" aria-label={section.title}>
          <div className="host-bar">
            <span className="host-dots" aria-hidden="true" />
            <code>{section.url}</code>
            <ExternalLink className="icon" aria-hidden="true" />
          </div>
          <div className="host-body">
            <span className="blank-icon">
              <LayoutGrid className="icon" aria-hidden="true" />
            </span>
            <h2>{t("section.title")}</h2>
            <p>{t("section.text", { title: section.title })}</p>
            <p className="muted">
              {t("section.guard")} <code>{section.permission}</code>
            </p>
          </div>
        </section>
      </div>
    </div>
  );
}

/** The edge says which permission opens it; that there is no such section, it says as well. */
function ClosedSection({ id }: SectionPageProps) {
  const access = useAccess();
  const { loading, problem } = useResource(closedSections, id);
  const permission = problem?.permission ?? null;
  const missing = problem?.status === 404;
  return (
    <div className="screen">
      <ScreenHead title={t(missing ? "unknown.title" : "noAccess.head")} />
      {loading && problem === null && <Loading rows={3} />}
      {problem?.status === 403 && (
        <NoAccess
          permission={permission}
          reason={permission !== null && access.knows(permission) ? explainBeyondName(access.explain(permission)) : null}
        />
      )}
      {missing && (
        <Blank icon={Compass} title={t("unknown.title")}>
          <p>{t("unknown.text")}</p>
        </Blank>
      )}
      {problem !== null && problem.status !== 403 && !missing && (
        <ProblemNote problem={problem} onRetry={() => void closedSections.load(id)} />
      )}
    </div>
  );
}
