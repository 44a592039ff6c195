import { UsersRound } from "lucide-react";
import { Blank } from "../../components/Blank";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { useNow } from "../../state/clock";
import { ALL, groups, roles, users } from "../../state/directory";
import { phaseOf } from "../../state/period";
import { useResource } from "../../state/resource";
import { ChannelChips, NameChips } from "./Chips";
import { ListFrame } from "./ListFrame";
import { NewGroup } from "./NewGroup";

export function GroupList() {
  const roleNames = useResource(roles, ALL).value;
  const people = useResource(users, ALL).value;
  const now = useNow();
  const members = (id: string) =>
    people?.filter((user) => user.groups.some((held) => held.id === id && phaseOf(held, now) !== "over")).length;
  return (
    <ListFrame current="groups" resources={groups} tools={<NewGroup />}>
      {(all) =>
        all.length === 0 ? (
          <Blank icon={UsersRound} title={t("group.none")} />
        ) : (
          <table className="table" aria-label={t("title.groups")}>
            <thead>
              <tr>
                <th scope="col">{t("group.name")}</th>
                <th scope="col">{t("group.members")}</th>
                <th scope="col">{t("group.algorithm")}</th>
                <th scope="col">{t("group.roles")}</th>
                <th scope="col">{t("group.channels")}</th>
              </tr>
            </thead>
            <tbody>
              {all.map((group) => (
                <tr key={group.id} data-testid="group-row">
                  <th scope="row">
                    <RouteLink className="person-name" to={{ screen: "group", group: group.id }}>
                      {group.name}
                    </RouteLink>
                  </th>
                  <td data-label={t("group.members")}>{members(group.id) ?? ""}</td>
                  <td data-label={t("group.algorithm")}>{t(`algorithm.${group.algorithm}`)}</td>
                  <td data-label={t("group.roles")}>
                    <NameChips held={group.roles} names={roleNames} kind="role" none={t("user.noRoles")} />
                  </td>
                  <td data-label={t("group.channels")}>
                    <ChannelChips channels={group.channels} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </ListFrame>
  );
}
