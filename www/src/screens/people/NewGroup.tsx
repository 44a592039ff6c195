import { Plus } from "lucide-react";
import { useState } from "react";
import type { Algorithm, Channels, Group, Holding } from "../../api/model";
import { createGroup, type New } from "../../api/people";
import { Button } from "../../components/Button";
import { Choice } from "../../components/Choice";
import { TextInput } from "../../components/TextInput";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { ALL, groups, roles } from "../../state/directory";
import { notify } from "../../state/notices";
import { useResource } from "../../state/resource";
import { go, href } from "../../state/route";
import { ReviewSheet } from "../review/ReviewSheet";
import { ChannelChecks } from "./ChannelChecks";
import { ALGORITHMS } from "./GroupForm";
import { HoldingChecks } from "./HoldingChecks";
import { provisionalId, sheetOf, useProposal } from "./useProposal";

interface Draft {
  name: string;
  roles: Holding[];
  channels: Channels;
  algorithm: Algorithm;
}

const EMPTY: Draft = { name: "", roles: [], channels: [], algorithm: "online_today" };

/** A button and the dialog behind it. */
export function NewGroup() {
  const access = useAccess();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [id] = useState(provisionalId);
  const allRoles = useResource(roles, ALL).value ?? [];
  const create: New<Group> = { ...draft, name: draft.name.trim(), rights: null };
  const proposal = useProposal(create.name === "" ? null : { group: id, create }, async (revision) => {
    const made = await createGroup(create, revision);
    await groups.load(ALL);
    notify("good", t("group.created"));
    setDraft(EMPTY);
    go(href({ screen: "group", group: made.id }));
  });
  if (!access.can("groups.manage")) return null;
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <>
      <Button look="primary" onPress={proposal.open}>
        <Plus className="icon" aria-hidden="true" />
        <span>{t("group.new")}</span>
      </Button>
      <ReviewSheet {...sheetOf(proposal)} title={t("group.new")} action={t("group.create")}>
        <div className="sheet-form">
          <TextInput label={t("group.name")} maxLength={100} isRequired value={draft.name} onChange={(name) => change({ name })} />
          <Choice
            label={t("group.algorithm")}
            options={ALGORITHMS.map((one) => ({ id: one, name: t(`algorithm.${one}`), hint: t(`algorithmRule.${one}`) }))}
            value={draft.algorithm}
            onChange={(one) => change({ algorithm: one as Algorithm })}
          />
          <HoldingChecks label={t("group.roles")} options={allRoles} value={draft.roles} onChange={(held) => change({ roles: held })} />
          <ChannelChecks value={draft.channels} onChange={(channels) => change({ channels })} />
        </div>
      </ReviewSheet>
    </>
  );
}
