import { ShieldQuestion } from "lucide-react";
import { changeRole } from "../../api/people";
import type { Role } from "../../api/model";
import { Blank } from "../../components/Blank";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { TextInput } from "../../components/TextInput";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { ALL, roles } from "../../state/directory";
import { useResource } from "../../state/resource";
import { ScreenHead } from "../shell/ScreenHead";
import { DeleteRole } from "./Delete";
import { EmergencyChoice } from "./EmergencyChoice";
import { RightsEditor } from "./RightsEditor";
import { RightsView } from "./RightsView";
import { SaveBar } from "./SaveBar";
import { useEdit } from "./useEdit";

export function RolePage({ id }: { id: string }) {
  const { value, problem } = useResource(roles, ALL);
  const role = value?.find((one) => one.id === id);
  return (
    <div className="screen">
      <ScreenHead title={role?.name ?? t("title.role")} back={{ to: { screen: "roles" }, name: t("title.roles") }} />
      <div className="screen-body">
        {problem !== null && <ProblemNote problem={problem} onRetry={() => void roles.load(ALL)} />}
        {value === null && problem === null && <Loading rows={6} />}
        {role !== undefined && <RoleForm role={role} />}
        {value !== null && role === undefined && <Blank icon={ShieldQuestion} title={t("role.missing")} />}
      </div>
    </div>
  );
}

type Fields = Pick<Role, "name" | "rights"> & { emergencyMaxMinutes: number | null };

function RoleForm({ role }: { role: Role }) {
  const access = useAccess();
  const stored: Fields = { name: role.name, rights: role.rights, emergencyMaxMinutes: role.emergencyMaxMinutes ?? null };
  const edit = useEdit(stored, {
    describe: (patch) => ({ role: role.id, patch }),
    store: async (change, revision) => {
      await changeRole(role.id, change, revision);
      await roles.load(ALL);
    },
  });
  if (!access.can("roles.manage")) {
    return (
      <section className="card">
        <RightsView rights={role.rights} />
        <p className="muted">{t("role.readOnly")}</p>
      </section>
    );
  }
  return (
    <div className="form" data-testid="role-form">
      <section className="card form-grid" aria-label={t("role.about")}>
        <TextInput
          label={t("role.name")}
          maxLength={100}
          isRequired
          value={edit.value.name}
          onChange={(name) => edit.change({ name })}
        />
        <EmergencyChoice
          minutes={edit.value.emergencyMaxMinutes}
          onChange={(emergencyMaxMinutes) => edit.change({ emergencyMaxMinutes })}
        />
      </section>
      <RightsEditor rights={edit.value.rights} onChange={(rights) => edit.change({ rights })} />
      <SaveBar edit={edit} />
      <DeleteRole role={role} />
    </div>
  );
}
