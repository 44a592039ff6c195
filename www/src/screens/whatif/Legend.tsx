import type { Line } from "./LineChart";

/** Which line, or bar, is which. */
export function Legend({ items }: { items: readonly Pick<Line, "name" | "look">[] }) {
  return (
    <ul className="chart-legend">
      {items.map(({ name, look }) => (
        <li key={look}>
          <svg className="chart-key" viewBox="0 0 24 8" aria-hidden="true">
            <line className={`chart-line chart-${look}`} x1="1" x2="23" y1="4" y2="4" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
