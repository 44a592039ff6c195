import { useId } from "react";
import { Grid } from "./Grid";

export interface Line {
  readonly name: string;
  /** One of the series' own looks in the style sheet. */
  readonly look: "today" | "changed" | "pooled";
  readonly values: readonly number[];
}

export interface LineChartProps {
  /** What it shows, for those who do not see it. */
  label: string;
  lines: readonly Line[];
  /** Words below it, from left to right at equal distances. */
  marks: readonly string[];
}

const [WIDTH, HEIGHT] = [600, 180];
const [LEFT, BOTTOM, TOP] = [34, 20, 8];

/** Lines over time. */
export function LineChart({ label, lines, marks }: LineChartProps) {
  const id = useId();
  const most = ceiling(Math.max(0, ...lines.flatMap(({ values }) => values)));
  const y = (value: number) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP);
  const x = (place: number, count: number) => LEFT + (place / Math.max(1, count)) * (WIDTH - LEFT);
  return (
    <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
      <title id={id}>{label}</title>
      <Grid most={most} left={LEFT} right={WIDTH} y={y} />
      {marks.map((mark, place) => (
        <text key={mark} className="chart-words" x={x(place + 0.5, marks.length)} y={HEIGHT - 4} textAnchor="middle">
          {mark}
        </text>
      ))}
      {lines.map(({ look, values }) => (
        <polyline
          key={look}
          className={`chart-line chart-${look}`}
          points={values.map((value, place) => `${x(place + 0.5, values.length).toFixed(1)},${y(value).toFixed(1)}`).join(" ")}
        />
      ))}
    </svg>
  );
}

/** A round number that is at least this, and even, so that its half is whole. */
export function ceiling(value: number): number {
  const steps = [2, 4, 6, 10, 20];
  let unit = 1;
  while (value > 20 * unit) unit *= 10;
  return unit * (steps.find((step) => value <= step * unit) ?? 20);
}
