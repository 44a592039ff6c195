import { CircleAlert, TriangleAlert } from "lucide-react";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import { ALL, nameOf, users } from "../../state/directory";
import type { Previewed } from "../../state/preview";
import { lastOf } from "../../state/preview";
import { useResource } from "../../state/resource";
import { DifferenceView } from "./DifferenceView";
import { refusalWords, warningWords } from "./differenceWords";

export interface PreviewViewProps {
  previewed: Previewed;
  onRetry: () => void;
}

/** What changes would do: what stands against them first, then what to think about, then who gains and loses. */
export function PreviewView({ previewed, onRetry }: PreviewViewProps) {
  const people = useResource(users, ALL).value;
  const names = (id: string) => nameOf(people, id);
  if (previewed.phase === "none") return null;
  if (previewed.phase === "failed") return <ProblemNote problem={previewed.problem} onRetry={onRetry} />;
  const preview = lastOf(previewed);
  if (preview === null) return <Loading rows={3} />;
  return (
    <div className="preview" aria-busy={previewed.phase === "asking"} data-testid="preview">
      {preview.refusals.length > 0 && (
        <div className="verdict verdict-bad" role="alert" data-testid="refusals">
          <CircleAlert className="icon" aria-hidden="true" />
          <div>
            <strong>{t("refusal.title")}</strong>
            <ul>
              {[...new Set(preview.refusals.map((refusal) => refusalWords(refusal, names)))].map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {preview.warnings.length > 0 && (
        <div className="verdict verdict-warn" data-testid="warnings">
          <TriangleAlert className="icon" aria-hidden="true" />
          <div>
            <strong>{t("warning.title")}</strong>
            <ul>
              {preview.warnings.map((warning) => (
                <li key={JSON.stringify(warning)}>{warningWords(warning, names)}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {preview.difference !== null && <DifferenceView difference={preview.difference} />}
    </div>
  );
}
