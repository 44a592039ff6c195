import { NoAccess } from "../../components/NoAccess";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { mayWatch } from "../../state/emergency";
import { explainBeyondName } from "../../state/explanation";
import type { Route } from "../../state/route";
import { EmergencyList } from "../emergency/EmergencyList";
import { MatrixPage } from "../matrix/MatrixPage";
import { ScreenHead } from "../shell/ScreenHead";
import { GroupList } from "./GroupList";
import { GroupPage } from "./GroupPage";
import { RoleList } from "./RoleList";
import { RolePage } from "./RolePage";
import { UserList } from "./UserList";
import { UserPage } from "./UserPage";

export type PeopleRoute = Extract<Route, { screen: "users" | "user" | "groups" | "group" | "roles" | "role" | "matrix" | "emergency" }>;

/** Users, groups and roles. */
export function People({ route }: { route: PeopleRoute }) {
  const access = useAccess();
  if (route.screen === "emergency" && mayWatch(access)) return <EmergencyList />;
  if (!access.can("users.view")) {
    return (
      <div className="screen">
        <ScreenHead title={t("noAccess.head")} />
        <NoAccess permission="users.view" reason={explainBeyondName(access.explain("users.view"))} />
      </div>
    );
  }
  switch (route.screen) {
    case "users":
      return <UserList />;
    case "user":
      return <UserPage key={route.user} id={route.user} />;
    case "groups":
      return <GroupList />;
    case "group":
      return <GroupPage key={route.group} id={route.group} />;
    case "roles":
      return <RoleList />;
    case "role":
      return <RolePage key={route.role} id={route.role} />;
    case "matrix":
      return <MatrixPage />;
    case "emergency":
      return <EmergencyList />;
  }
}
