import { UsersRound } from "lucide-react";
import type { User } from "../../api/model";
import { Avatar } from "../../components/Avatar";
import { Blank } from "../../components/Blank";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { ALL, groups, roles, users } from "../../state/directory";
import { useResource } from "../../state/resource";
import { AccessReview } from "./AccessReview";
import { ChannelChips, NameChips } from "./Chips";
import { ListFrame } from "./ListFrame";
import { UserStatusBadge } from "./UserStatusBadge";

export function UserList() {
  const roleNames = useResource(roles, ALL).value;
  const groupNames = useResource(groups, ALL).value;
  return (
    <ListFrame current="users" resources={users}>
      {(all) => (
        <>
        <AccessReview />
        <table className="table" aria-label={t("title.users")}>
          <thead>
            <tr>
              <th scope="col">{t("user.name")}</th>
              <th scope="col">{t("user.status")}</th>
              <th scope="col">{t("user.roles")}</th>
              <th scope="col">{t("user.groups")}</th>
              <th scope="col">{t("user.channels")}</th>
            </tr>
          </thead>
          <tbody>
            {all.map((user) => (
              <tr key={user.id} data-testid="user-row">
                <th scope="row">
                  <UserName user={user} />
                </th>
                <td data-label={t("user.status")}>
                  <UserStatusBadge status={user.status} />
                </td>
                <td data-label={t("user.roles")}>
                  <NameChips held={user.roles} names={roleNames} kind="role" none={t("user.noRoles")} />
                </td>
                <td data-label={t("user.groups")}>
                  <NameChips held={user.groups} names={groupNames} kind="group" none={t("user.noGroups")} />
                </td>
                <td data-label={t("user.channels")}>
                  <ChannelChips channels={user.channels} none={t("user.groupChannels")} />
                </td>
              </tr>
            ))}
            {all.length === 0 && (
              <tr>
                <td colSpan={5}>
                  <Blank icon={UsersRound} title={t("user.none")} />
                </td>
              </tr>
            )}
          </tbody>
        </table>
        </>
      )}
    </ListFrame>
  );
}

function UserName({ user }: { user: User }) {
  return (
    <span className="person">
      <Avatar id={user.id} name={user.name} />
      <span className="person-words">
        <RouteLink className="person-name" to={{ screen: "user", user: user.id }}>
          {user.name}
        </RouteLink>
        <span className="muted">@{user.username}</span>
      </span>
    </span>
  );
}
