import type { Line } from "./LineChart";

export interface BarProps {
  /** From 0 to 1. */
  part: number;
  look: Line["look"];
  words: string;
}

/** A number with its bar: the bar is for the eye, the number for everybody. */
export function Bar({ part, look, words }: BarProps) {
  return (
    <span className="bar">
      <span className="bar-words">{words}</span>
      <svg className="bar-strip" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="bar-ground" width="100" height="6" />
        <rect className={`bar-fill bar-${look}`} width={Math.max(0, Math.min(1, part)) * 100} height="6" />
      </svg>
    </span>
  );
}
