import type { Grant, UserDetail } from "../../api/model";
import { t } from "../../i18n";
import { ALL, groups, nameOf, roles } from "../../state/directory";
import { useResource } from "../../state/resource";
import { ChannelChips } from "./Chips";
import { RightsView } from "./RightsView";

/** Everything a user holds, one grant after the other: each says where it comes from and how far it reaches. */
export function EffectiveRights({ user }: { user: UserDetail }) {
  const source = useSourceWords();
  const grants = user.access?.grants ?? null;
  return (
    <section className="card" aria-label={t("user.effective")} data-testid="effective-rights">
      <h2 className="card-title">{t("user.effective")}</h2>
      {grants === null && <p className="muted">{t("user.effectiveUnknown")}</p>}
      {grants?.length === 0 && <p className="muted">{t("user.nothing")}</p>}
      {grants?.map((grant) => (
        <div key={JSON.stringify(grant.source)} className="grant">
          <h3 className="grant-source">{source(grant)}</h3>
          <p className="grant-channels">
            <span className="muted">{t("user.onChannels")}</span> <ChannelChips channels={grant.channels} />
          </p>
          <RightsView rights={grant} />
        </div>
      ))}
    </section>
  );
}

function useSourceWords(): (grant: Grant) => string {
  const roleNames = useResource(roles, ALL).value;
  const groupNames = useResource(groups, ALL).value;
  return ({ source }) => {
    if (source.kind === "group") return t("grant.group", { group: nameOf(groupNames, source.group) });
    const role = nameOf(roleNames, source.role);
    if (!source.group) return t("grant.role", { role });
    return t("grant.roleInGroup", { role, group: nameOf(groupNames, source.group) });
  };
}
