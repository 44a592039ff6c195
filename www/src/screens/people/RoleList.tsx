import { ShieldCheck } from "lucide-react";
import { Blank } from "../../components/Blank";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { roles } from "../../state/directory";
import { ListFrame } from "./ListFrame";
import { NewRole } from "./NewRole";
import { emergencyWords } from "./EmergencyChoice";

export function RoleList() {
  return (
    <ListFrame current="roles" resources={roles} tools={<NewRole />}>
      {(all) =>
        all.length === 0 ? (
          <Blank icon={ShieldCheck} title={t("role.none")} />
        ) : (
          <table className="table" aria-label={t("title.roles")}>
            <thead>
              <tr>
                <th scope="col">{t("role.name")}</th>
                <th scope="col">{t("rights.permissions")}</th>
                <th scope="col">{t("rights.scope")}</th>
                <th scope="col">{t("rights.newClients")}</th>
                <th scope="col">{t("role.emergency")}</th>
              </tr>
            </thead>
            <tbody>
              {all.map((role) => (
                <tr key={role.id} data-testid="role-row">
                  <th scope="row">
                    <RouteLink className="person-name" to={{ screen: "role", role: role.id }}>
                      {role.name}
                    </RouteLink>
                  </th>
                  <td data-label={t("rights.permissions")}>
                    {t("rights.count", { count: role.rights.permissions.length })}
                  </td>
                  <td data-label={t("rights.scope")}>{t(`scope.${role.rights.scope}`)}</td>
                  <td data-label={t("rights.newClients")}>{t(role.rights.newClients ? "yes" : "no")}</td>
                  <td data-label={t("role.emergency")}>{emergencyWords(role.emergencyMaxMinutes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </ListFrame>
  );
}
