export interface GridProps {
  /** The value at the top. */
  most: number;
  left: number;
  right: number;
  y: (value: number) => number;
}

/** The lines that a chart is read against: nothing, half, and the most. */
export function Grid({ most, left, right, y }: GridProps) {
  return [0, 0.5, 1].map((part) => (
    <g key={part}>
      <line className="chart-grid" x1={left} x2={right} y1={y(most * part)} y2={y(most * part)} />
      <text className="chart-words" x={left - 6} y={y(most * part) + 4} textAnchor="end">
        {most * part}
      </text>
    </g>
  ));
}
