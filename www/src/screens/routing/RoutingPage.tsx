import { Loading } from "../../components/Loading";
import { NoAccess } from "../../components/NoAccess";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { ALL, channels, groups, users } from "../../state/directory";
import { explainBeyondName } from "../../state/explanation";
import { useResource } from "../../state/resource";
import type { RoutingPart } from "../../state/route";
import { routingSettings } from "../../state/routing/settings";
import { ScreenHead } from "../shell/ScreenHead";
import { RoutingSettings } from "./RoutingSettings";

/** How chats find their people. It takes the right to change that, and to see who there is. */
export function RoutingPage({ part }: { part: RoutingPart }) {
  const access = useAccess();
  const missing = (["routing.manage", "users.view"] as const).find((permission) => !access.can(permission));
  if (missing !== undefined) {
    return (
      <div className="screen">
        <ScreenHead title={t("noAccess.head")} />
        <NoAccess permission={missing} reason={explainBeyondName(access.explain(missing))} />
      </div>
    );
  }
  return (
    <div className="screen">
      <ScreenHead title={t("title.routing")} />
      <Routing part={part} />
    </div>
  );
}

function Routing({ part }: { part: RoutingPart }) {
  const everything = [useResource(routingSettings, ALL), useResource(users, ALL), useResource(groups, ALL), useResource(channels, ALL)] as const;
  const [{ value: stored }, { value: someUsers }, { value: someGroups }, { value: someChannels }] = everything;
  const problem = everything.find((one) => one.problem !== null)?.problem ?? null;
  if (stored !== null && someUsers !== null && someGroups !== null && someChannels !== null) {
    const company = { users: someUsers.filter(({ status }) => status !== "removed"), groups: someGroups, channels: someChannels };
    return <RoutingSettings part={part} stored={stored} company={company} />;
  }
  return (
    <div className="screen-body">
      {problem === null ? (
        <Loading rows={6} />
      ) : (
        <ProblemNote problem={problem} onRetry={() => [routingSettings, users, groups, channels].forEach((one) => void one.load(ALL))} />
      )}
    </div>
  );
}
