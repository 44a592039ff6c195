import type { Algorithm, Channels, GroupDetail } from "../../api/model";
import { Checks } from "../../components/Checks";
import { Choice } from "../../components/Choice";
import { TextInput } from "../../components/TextInput";
import { t } from "../../i18n";
import { ALL, roles } from "../../state/directory";
import { useResource } from "../../state/resource";
import { ChannelChecks } from "./ChannelChecks";
import { SaveBar } from "./SaveBar";
import { useEdit } from "./useEdit";

const ALGORITHMS: readonly Algorithm[] = ["online_today", "fewer_assigned", "random"];

interface Fields {
  name: string;
  algorithm: Algorithm;
  roles: string[];
  channels: Channels;
}

export interface GroupFormProps {
  group: GroupDetail;
  store: (change: Partial<Fields>) => Promise<void>;
}

export function GroupForm({ group, store }: GroupFormProps) {
  const { value: allRoles } = useResource(roles, ALL);
  const stored: Fields = { name: group.name, algorithm: group.algorithm, roles: group.roles, channels: group.channels };
  const edit = useEdit(stored, store);
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
        <Checks
          label={t("group.roles")}
          options={allRoles ?? []}
          value={edit.value.roles}
          onChange={(ids) => edit.change({ roles: ids })}
        />
        <ChannelChecks value={edit.value.channels} onChange={(channels) => edit.change({ channels })} />
      </div>
      <SaveBar edit={edit} />
    </section>
  );
}
