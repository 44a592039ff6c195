import { UsersRound } from "lucide-react";
import { Blank } from "../../components/Blank";
import { Loading } from "../../components/Loading";
import { NoAccess } from "../../components/NoAccess";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { ALL, channels, groups, users } from "../../state/directory";
import { explainBeyondName } from "../../state/explanation";
import { useResource } from "../../state/resource";
import { whole } from "../../state/routing/document";
import { routingSettings } from "../../state/routing/settings";
import { teamOf } from "../../state/whatif/team";
import { ScreenHead } from "../shell/ScreenHead";
import { WhatIfForm } from "./WhatIfForm";

/** What would be with other rules, more people or other hours. It takes the right to change the rules, and to see the team. */
export function WhatIfPage() {
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
      <ScreenHead title={t("title.whatif")} />
      <div className="screen-body">
        <WhatIf />
      </div>
    </div>
  );
}

function WhatIf() {
  const everything = [useResource(groups, ALL), useResource(users, ALL), useResource(channels, ALL), useResource(routingSettings, ALL)] as const;
  const [{ value: someGroups }, { value: someUsers }, { value: someChannels }, { value: settings }] = everything;
  const problem = everything.find((one) => one.problem !== null)?.problem ?? null;
  if (someGroups !== null && someUsers !== null && someChannels !== null && settings !== null) {
    const team = teamOf(someGroups, someUsers, someChannels);
    if (team.members.length === 0) return <Blank icon={UsersRound} title={t("whatif.noTeam")} />;
    return <WhatIfForm team={team} settings={whole(settings.value.settings)} />;
  }
  if (problem === null) return <Loading rows={6} />;
  return <ProblemNote problem={problem} onRetry={() => [groups, users, channels, routingSettings].forEach((one) => void one.load(ALL))} />;
}
