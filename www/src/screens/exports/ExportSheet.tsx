import { FileDown, Lock, ScrollText } from "lucide-react";
import { useState } from "react";
import type { ExportFormat, ExportOf } from "../../api/exports";
import type { ChatStatus } from "../../api/model";
import { type Problem, toProblem } from "../../api/problem";
import { Button } from "../../components/Button";
import { Choice } from "../../components/Choice";
import { ProblemNote } from "../../components/ProblemNote";
import { Sheet } from "../../components/Sheet";
import { t } from "../../i18n";
import { download } from "../../state/exporting";
import { notify } from "../../state/notices";

type Kind = ExportOf["what"];

const FORMATS: readonly ExportFormat[] = ["csv", "json"];
const STATUSES = ["all", "open", "closed"] as const;

export interface ExportSheetProps {
  /** What may be taken out here: one thing, or several to choose from. */
  kinds: readonly Kind[];
  /** The chat, where it is about one. */
  chat: string | null;
  onClose: () => void;
}

/** Asks what goes into the file and in which form, and says what is in it before it is made. */
export function ExportSheet({ kinds, chat, onClose }: ExportSheetProps) {
  const [kind, setKind] = useState<Kind>(kinds[0] ?? "contacts");
  const [format, setFormat] = useState<ExportFormat>("csv");
  const [status, setStatus] = useState<(typeof STATUSES)[number]>("all");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await download(exportOf(kind, chat, status), format);
      notify("good", t("export.started"));
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  };
  return (
    <Sheet
      title={t(chat === null ? "export.title" : "export.titleChat")}
      isOpen
      onClose={onClose}
      testId="export"
      foot={
        <>
          <Button look="quiet" onPress={onClose}>
            {t("cancel")}
          </Button>
          <Button look="primary" isPending={busy} onPress={() => void confirm()}>
            <FileDown className="icon" aria-hidden="true" />
            {t("export.confirm")}
          </Button>
        </>
      }
    >
      <WhatIsInIt />
      {problem !== null && <ProblemNote problem={problem} />}
      <div className="sheet-form">
        {kinds.length > 1 && (
          <Choice
            label={t("export.what")}
            options={kinds.map((id) => ({ id, name: t(`export.${id}`), hint: t(`export.hint.${id}`) }))}
            value={kind}
            onChange={(id) => setKind(id as Kind)}
          />
        )}
        {kind === "chats" && (
          <Choice
            label={t("export.status")}
            options={STATUSES.map((id) => ({ id, name: t(`export.status.${id}`) }))}
            value={status}
            onChange={(id) => setStatus(id as (typeof STATUSES)[number])}
          />
        )}
        <Choice
          label={t("export.format")}
          options={FORMATS.map((id) => ({ id, name: t(`export.format.${id}`), hint: t(`export.formatHint.${id}`) }))}
          value={format}
          onChange={(id) => setFormat(id as ExportFormat)}
        />
      </div>
    </Sheet>
  );
}

/** Said before, for afterwards it is in the world. */
function WhatIsInIt() {
  return (
    <ul className="plain-facts">
      <li>
        <Lock className="icon" aria-hidden="true" />
        {t("export.asOnScreen")}
      </li>
      <li>
        <ScrollText className="icon" aria-hidden="true" />
        {t("export.logged")}
      </li>
    </ul>
  );
}

function exportOf(kind: Kind, chat: string | null, status: ChatStatus | "all"): ExportOf {
  if (kind === "chat" && chat !== null) return { what: "chat", chat };
  return kind === "contacts" ? { what: "contacts" } : { what: "chats", status: status === "all" ? null : status };
}
