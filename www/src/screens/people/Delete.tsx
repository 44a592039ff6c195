import { Trash2 } from "lucide-react";
import type { Named } from "../../api/model";
import { deleteGroup, deleteRole } from "../../api/people";
import type { PolicyChange } from "../../api/policy";
import { Button } from "../../components/Button";
import { t } from "../../i18n";
import { ALL, groups, roles, users } from "../../state/directory";
import { notify } from "../../state/notices";
import { replace } from "../../state/route";
import { ReviewSheet } from "../review/ReviewSheet";
import { sheetOf, useProposal } from "./useProposal";

export function DeleteGroup({ group }: { group: Named }) {
  const remove = async (revision: number) => {
    await deleteGroup(group.id, revision);
    replace("/groups");
    await Promise.all([groups.load(ALL), users.load(ALL)]);
  };
  return <Delete kind="group" one={group} change={{ group: group.id, delete: true }} remove={remove} />;
}

export function DeleteRole({ role }: { role: Named }) {
  const remove = async (revision: number) => {
    await deleteRole(role.id, revision);
    replace("/roles");
    await roles.load(ALL);
  };
  return <Delete kind="role" one={role} change={{ role: role.id, delete: true }} remove={remove} />;
}

interface DeleteProps {
  kind: "group" | "role";
  one: Named;
  change: PolicyChange;
  remove: (revision: number) => Promise<void>;
}

/** The last thing on a page; whom it would leave with nothing is said before. */
function Delete({ kind, one, change, remove }: DeleteProps) {
  const proposal = useProposal(change, async (revision) => {
    await remove(revision);
    notify("good", t(`${kind}.deleted`, { name: one.name }));
  });
  return (
    <div className="delete">
      <span className="muted">{t(`${kind}.deleteHint`)}</span>
      <Button look="danger" onPress={proposal.open}>
        <Trash2 className="icon" aria-hidden="true" />
        {t(`${kind}.delete`)}
      </Button>
      <ReviewSheet
        {...sheetOf(proposal)}
        title={t("delete.title", { name: one.name })}
        action={t(`${kind}.delete`)}
        look="danger"
      />
    </div>
  );
}
