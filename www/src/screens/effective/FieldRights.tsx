import { Eye, Lock } from "lucide-react";
import type { AccessDocument, Grant, Visibility } from "../../api/model";
import { t, words } from "../../i18n";
import { FIELD_KINDS } from "../../state/catalogue";
import { useNow } from "../../state/clock";
import { periodOf, phaseOf } from "../../state/period";
import { useSourceWords } from "./SourceLink";

const ICONS = { clear: Eye, masked: Lock } as const;

/** How much of personal data is shown, where grants differ each for itself. */
export function FieldRights({ document }: { document: AccessDocument }) {
  const now = useNow();
  const source = useSourceWords();
  const current = document.grants.filter((grant) => phaseOf(periodOf(grant), now) === "current" && shows(grant).length > 0);
  if (current.length === 0) return null;
  const groups = [...Map.groupBy(current, (grant) => JSON.stringify(shows(grant))).values()];
  return (
    <div className="rights-section effective-section" data-testid="effective-fields">
      <dt>{t("rights.fields")}</dt>
      <dd>
        {groups.map((grants) => (
          <div key={JSON.stringify(grants[0]?.source)} className="effective-block">
            {(["clear", "masked"] as const).map((seen) => (
              <Kinds key={seen} seen={seen} kinds={shows(grants[0]).filter(([, one]) => one === seen).map(([kind]) => kind)} />
            ))}
            {groups.length > 1 && (
              <p className="field-source">{grants.map((grant) => source(grant.source)).join(", ")}</p>
            )}
          </div>
        ))}
      </dd>
    </div>
  );
}

function Kinds({ seen, kinds }: { seen: keyof typeof ICONS; kinds: readonly string[] }) {
  if (kinds.length === 0) return null;
  const Icon = ICONS[seen];
  return (
    <p className={`right right-${seen}`}>
      <Icon className="icon" aria-hidden="true" />
      <span>
        <strong>{t(`visibility.${seen}`)}</strong> {kinds.map((kind) => words("field", kind)).join(", ")}
      </span>
    </p>
  );
}

/** What a grant shows at all, in the order people read it. */
function shows(grant: Grant | undefined): [string, Visibility][] {
  const fields = grant?.fields ?? {};
  const kinds = [...new Set([...FIELD_KINDS, ...Object.keys(fields)])];
  return kinds.flatMap((kind): [string, Visibility][] => {
    const seen = fields[kind];
    return seen === undefined || seen === "hidden" ? [] : [[kind, seen]];
  });
}
