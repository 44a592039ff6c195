import { Siren } from "lucide-react";
import type { GrantSource } from "../../api/model";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { ALL, groups, nameOf, roles } from "../../state/directory";
import { useResource } from "../../state/resource";
import type { Route } from "../../state/route";

/** What gives a grant, by name, and the way to its page. */
export function SourceLink({ source }: { source: GrantSource }) {
  const words = useSourceWords();
  const to: Route =
    source.kind === "group" ? { screen: "group", group: source.group } : { screen: "role", role: source.role };
  return (
    <RouteLink className={`source source-${source.kind}`} to={to}>
      {source.kind === "emergency" && <Siren className="icon" aria-hidden="true" />}
      {words(source)}
    </RouteLink>
  );
}

export function useSourceWords(): (source: GrantSource) => string {
  const roleNames = useResource(roles, ALL).value;
  const groupNames = useResource(groups, ALL).value;
  return (source) => {
    if (source.kind === "group") return t("grant.group", { group: nameOf(groupNames, source.group) });
    const role = nameOf(roleNames, source.role);
    if (source.kind === "emergency") return t("grant.emergency", { role });
    if (!source.group) return t("grant.role", { role });
    return t("grant.roleInGroup", { role, group: nameOf(groupNames, source.group) });
  };
}
