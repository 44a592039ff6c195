import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Finding } from "../../api/routing";
import { Badge } from "../../components/Badge";
import { t } from "../../i18n";
import { isWithin } from "../../state/routing/pointer";
import { useForm } from "./form";
import { findingWords } from "./words";

export interface SpotProps {
  /** The place in the document. */
  at: string;
  /** `all`: also what lies within it; `own`: others show that. */
  shows?: "all" | "own";
  children?: ReactNode;
}

/** A field with what is said about its place in the document. */
export function Spot({ at, shows = "all", children }: SpotProps) {
  const { faults, warnings } = useForm();
  const isHere = ({ pointer }: Finding) => (shows === "all" ? isWithin(pointer, at) : pointer === at);
  const wrong = faults.filter(isHere);
  const odd = warnings.filter(isHere);
  return (
    <div className={wrong.length > 0 && shows === "all" ? "spot spot-wrong" : "spot"} data-pointer={at}>
      {children}
      {wrong.map((fault) => (
        <p key={`${fault.pointer} ${fault.code}`} className="field-error" role="alert" data-code={fault.code}>
          <CircleAlert className="icon" aria-hidden="true" />
          {findingWords(fault)}
        </p>
      ))}
      {odd.map((warning) => (
        <p key={`${warning.pointer} ${warning.code}`} className="field-warning" data-code={warning.code}>
          <TriangleAlert className="icon" aria-hidden="true" />
          {findingWords(warning)}
        </p>
      ))}
    </div>
  );
}

/** How much is wrong in a row that may be closed. */
export function RowMark({ at }: { at: string }) {
  const { faults } = useForm();
  const count = faults.filter(({ pointer }) => isWithin(pointer, at)).length;
  if (count === 0) return null;
  return <Badge tone="bad">{t("routing.faults", { count })}</Badge>;
}
