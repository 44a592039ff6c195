import { Plus } from "lucide-react";
import { useState } from "react";
import type { Role } from "../../api/model";
import { createRole, type New } from "../../api/people";
import { Button } from "../../components/Button";
import { Choice } from "../../components/Choice";
import { TextInput } from "../../components/TextInput";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { ALL, roles } from "../../state/directory";
import { notify } from "../../state/notices";
import { useResource } from "../../state/resource";
import { go, href } from "../../state/route";
import { ReviewSheet } from "../review/ReviewSheet";
import { NOTHING } from "./GroupForm";
import { provisionalId, sheetOf, useProposal } from "./useProposal";

const BLANK = "";

/** A role of the company's own: from nothing, or as a copy of another that is then changed. */
export function NewRole() {
  const access = useAccess();
  const [name, setName] = useState("");
  const [model, setModel] = useState(BLANK);
  const all = useResource(roles, ALL).value ?? [];
  const [id] = useState(provisionalId);
  const rights = all.find((role) => role.id === model)?.rights ?? NOTHING;
  const create: New<Role> = { name: name.trim(), rights };
  const proposal = useProposal(create.name === "" ? null : { role: id, create }, async (revision) => {
    const made = await createRole(create, revision);
    await roles.load(ALL);
    notify("good", t("role.created"));
    setName("");
    go(href({ screen: "role", role: made.id }));
  });
  if (!access.can("roles.manage")) return null;
  return (
    <>
      <Button look="primary" onPress={proposal.open}>
        <Plus className="icon" aria-hidden="true" />
        <span>{t("role.new")}</span>
      </Button>
      <ReviewSheet {...sheetOf(proposal)} title={t("role.new")} action={t("role.create")}>
        <div className="sheet-form">
          <TextInput label={t("role.name")} maxLength={100} isRequired value={name} onChange={setName} />
          <Choice
            label={t("role.model")}
            hint={t("role.modelHint")}
            options={[{ id: BLANK, name: t("role.modelNone") }, ...all]}
            value={model}
            onChange={setModel}
          />
        </div>
      </ReviewSheet>
    </>
  );
}
