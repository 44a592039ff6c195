import type { Algorithm, Channels, GroupDetail, Holding, Rights } from "../../api/model";
import { Choice } from "../../components/Choice";
import { TextInput } from "../../components/TextInput";
import { Toggle } from "../../components/Toggle";
import { t } from "../../i18n";
import { ALL, roles } from "../../state/directory";
import { useResource } from "../../state/resource";
import { ChannelChecks } from "./ChannelChecks";
import { HoldingChecks } from "./HoldingChecks";
import { RightsEditor } from "./RightsEditor";
import { SaveBar } from "./SaveBar";
import { useEdit } from "./useEdit";

export const ALGORITHMS: readonly Algorithm[] = [
  "online_today",
  "fewer_assigned",
  "random",
  "round_robin",
  "longest_idle",
  "free_capacity",
  "skill",
  "fair",
];

interface Fields {
  name: string;
  algorithm: Algorithm;
  roles: Holding[];
  channels: Channels;
  rights: Rights | null;
}

/** What a group gives by itself before anything is switched on. */
export const NOTHING: Rights = { permissions: [], scope: "none", newClients: false, fields: {} };

export interface GroupFormProps {
  group: GroupDetail;
  store: (change: Partial<Fields>, revision: number) => Promise<void>;
}

export function GroupForm({ group, store }: GroupFormProps) {
  const { value: allRoles } = useResource(roles, ALL);
  const stored: Fields = {
    name: group.name,
    algorithm: group.algorithm,
    roles: group.roles,
    channels: group.channels,
    rights: group.rights,
  };
  const edit = useEdit(stored, { describe: (patch) => ({ group: group.id, patch }), store });
  return (
    <section className="card form" aria-label={t("group.edit")} data-testid="group-form">
      <h2 className="card-title">{t("group.edit")}</h2>
      <div className="form-grid">
        <TextInput
          label={t("group.name")}
          maxLength={100}
          isRequired
          value={edit.value.name}
          onChange={(name) => edit.change({ name })}
        />
        <Choice
          label={t("group.algorithm")}
          options={ALGORITHMS.map((id) => ({ id, name: t(`algorithm.${id}`), hint: t(`algorithmRule.${id}`) }))}
          value={edit.value.algorithm}
          onChange={(id) => edit.change({ algorithm: id as Algorithm })}
        />
        <HoldingChecks
          label={t("group.roles")}
          options={allRoles ?? []}
          value={edit.value.roles}
          onChange={(held) => edit.change({ roles: held })}
        />
        <ChannelChecks value={edit.value.channels} onChange={(channels) => edit.change({ channels })} />
      </div>
      <Toggle
        label={t("group.ownRights")}
        hint={t("group.ownRightsHint")}
        selected={edit.value.rights !== null}
        onChange={(own) => edit.change({ rights: own ? (group.rights ?? NOTHING) : null })}
      />
      {edit.value.rights !== null && (
        <RightsEditor rights={edit.value.rights} onChange={(rights) => edit.change({ rights })} />
      )}
      <SaveBar edit={edit} />
    </section>
  );
}
