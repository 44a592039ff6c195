import { CircleAlert, CircleMinus, CirclePlus, Equal, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button";
import { t } from "../../i18n";
import { lastOf, type Previewed } from "../../state/preview";
import { summary } from "../review/differenceWords";
import { ReviewSheet } from "../review/ReviewSheet";
import type { Edit } from "./useEdit";

/** Comes up once something is changed, says what it would open and close, and stays until it is saved or given up. */
export function SaveBar<T>({ edit }: { edit: Edit<T> }) {
  const [open, setOpen] = useState(false);
  if (edit.changed === "unchanged") return null;
  const confirm = async (revision: number) => {
    if ((await edit.save(revision)) === "saved") setOpen(false);
  };
  return (
    <div className="save-bar" role="region" aria-label={t("unsaved")}>
      <div className="save-line">
        <div className="save-words" aria-live="polite" data-testid="live-summary">
          <Summary previewed={edit.previewed} />
        </div>
        <Button look="quiet" isDisabled={edit.busy} onPress={edit.discard}>
          {t("discard")}
        </Button>
        <Button look="primary" onPress={() => setOpen(true)}>
          {t("review.open")}
        </Button>
      </div>
      <ReviewSheet
        title={t("review.title")}
        action={t("save")}
        isOpen={open}
        previewed={edit.previewed}
        busy={edit.busy}
        problem={edit.problem}
        onAgain={edit.again}
        onConfirm={(revision) => void confirm(revision)}
        onClose={() => setOpen(false)}
      />
    </div>
  );
}

function Summary({ previewed }: { previewed: Previewed }) {
  const preview = lastOf(previewed);
  if (preview === null) return <span>{t("unsaved")}</span>;
  const { opens, closes } = summary(preview);
  return (
    <>
      {!preview.allowed && <Mark icon={CircleAlert} tone="bad" text={t("review.refused")} />}
      {opens !== null && <Mark icon={CirclePlus} tone="opens" text={opens} />}
      {closes !== null && <Mark icon={CircleMinus} tone="closes" text={closes} />}
      {preview.allowed && opens === null && closes === null && <Mark icon={Equal} tone="none" text={t("difference.none")} />}
      {preview.warnings.length > 0 && (
        <Mark icon={TriangleAlert} tone="warn" text={t("review.warnings", { count: preview.warnings.length })} />
      )}
    </>
  );
}

interface MarkProps {
  icon: typeof Equal;
  tone: string;
  text: string;
}

function Mark({ icon: Icon, tone, text }: MarkProps) {
  return (
    <span className={`save-mark save-${tone}`}>
      <Icon className="icon" aria-hidden="true" />
      {text}
    </span>
  );
}
