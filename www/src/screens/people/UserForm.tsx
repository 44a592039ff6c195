import type { Channels, Holding, UserDetail, UserStatus } from "../../api/model";
import { Choice } from "../../components/Choice";
import { Toggle } from "../../components/Toggle";
import { t } from "../../i18n";
import { ALL, groups, roles } from "../../state/directory";
import { useResource } from "../../state/resource";
import { ChannelChecks } from "./ChannelChecks";
import { HoldingChecks } from "./HoldingChecks";
import { DeactivationPlan } from "./Leaving";
import { SaveBar } from "./SaveBar";
import { useEdit } from "./useEdit";

/** Removing somebody for good is a procedure of its own, not a switch. */
const STATUSES: readonly UserStatus[] = ["active", "deactivated"];

interface Fields {
  status: UserStatus;
  roles: Holding[];
  groups: Holding[];
  channels: Channels | null;
}

export interface UserFormProps {
  user: UserDetail;
  store: (change: Partial<Fields>, revision: number) => Promise<void>;
}

export function UserForm({ user, store }: UserFormProps) {
  const allRoles = useResource(roles, ALL).value;
  const allGroups = useResource(groups, ALL).value;
  const stored: Fields = { status: user.status, roles: user.roles, groups: user.groups, channels: user.channels };
  const edit = useEdit(stored, { describe: (patch) => ({ user: user.id, patch }), store });
  const { channels } = edit.value;
  const statuses = [...new Set([...STATUSES, user.status])];
  return (
    <section className="card form" aria-label={t("user.edit")} data-testid="user-form">
      <h2 className="card-title">{t("user.edit")}</h2>
      <div className="form-grid">
        <div className="plan">
          <Choice
            label={t("user.status")}
            options={statuses.map((id) => ({ id, name: t(`userStatus.${id}`), hint: t(`userStatusHint.${id}`) }))}
            value={edit.value.status}
            onChange={(id) => edit.change({ status: id as UserStatus })}
          />
          {user.status === "active" && edit.value.status === "deactivated" && <DeactivationPlan user={user} />}
        </div>
        <HoldingChecks
          label={t("user.roles")}
          options={allRoles ?? []}
          value={edit.value.roles}
          onChange={(held) => edit.change({ roles: held })}
        />
        <HoldingChecks
          label={t("user.groups")}
          options={allGroups ?? []}
          value={edit.value.groups}
          onChange={(held) => edit.change({ groups: held })}
        />
        <div className="channel-checks">
          <Toggle
            label={t("user.ownChannels")}
            hint={t("user.ownChannelsHint")}
            selected={channels !== null}
            onChange={(own) => edit.change({ channels: own ? (user.channels ?? []) : null })}
          />
          {channels !== null && <ChannelChecks value={channels} onChange={(next) => edit.change({ channels: next })} />}
        </div>
      </div>
      <SaveBar edit={edit} />
    </section>
  );
}
