export interface LoadBarProps {
  /** What it measures, with the numbers: for those who do not see it. */
  label: string;
  words: string;
  used: number;
  capacity: number;
}

/** How full somebody's hands are. */
export function LoadBar({ label, words, used, capacity }: LoadBarProps) {
  const part = capacity === 0 ? 1 : Math.min(1, used / capacity);
  const look = part >= 1 ? "full" : part >= 0.75 ? "busy" : "free";
  return (
    <span className="load">
      <svg className="bar-strip" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="bar-ground" width="100" height="6" />
        <rect className={`bar-fill load-${look}`} width={part * 100} height="6" />
      </svg>
      <span className="load-words">
        <span className="sr-only">{label} </span>
        {words}
      </span>
    </span>
  );
}
