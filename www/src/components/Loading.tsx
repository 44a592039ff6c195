import { t } from "../i18n";

export interface LoadingProps {
  /** How many lines of the thing to come are sketched. */
  rows?: number;
}

/** Appears only when the wait is long enough to be noticed (see the style sheet). */
export function Loading({ rows = 4 }: LoadingProps) {
  return (
    <div className="loading" role="status">
      <span className="sr-only">{t("loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="loading-row" aria-hidden="true" />
      ))}
    </div>
  );
}
