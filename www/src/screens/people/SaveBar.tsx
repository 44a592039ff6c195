import { Button } from "../../components/Button";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import type { Edit } from "./useEdit";

/** Comes up once something is changed, and stays until it is saved or given up. */
export function SaveBar<T>({ edit }: { edit: Edit<T> }) {
  if (edit.changed === "unchanged" && edit.problem === null) return null;
  return (
    <div className="save-bar" role="region" aria-label={t("unsaved")}>
      {edit.problem !== null && <ProblemNote problem={edit.problem} />}
      <div className="save-line">
        <span>{t("unsaved")}</span>
        <Button look="quiet" isDisabled={edit.busy} onPress={edit.discard}>
          {t("discard")}
        </Button>
        <Button look="primary" isPending={edit.busy} onPress={() => void edit.save()}>
          {t("save")}
        </Button>
      </div>
    </div>
  );
}
