import { useId } from "react";
import type { RecordedTraffic } from "../../api/traffic";
import { t } from "../../i18n";
import { type Form, there } from "../../state/whatif/form";
import type { Hints } from "../../state/whatif/frames";
import type { Team } from "../../state/whatif/team";
import { Grid } from "./Grid";
import { Legend } from "./Legend";
import { ceiling } from "./LineChart";
import { timeWords, wholeWords } from "./words";

const [WIDTH, HEIGHT] = [600, 150];
const [LEFT, BOTTOM, TOP] = [34, 20, 8];
const hourWords = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

/** How many people each hour needs by theory, beside how many there are. */
export function StaffingCard({ team, form, hints, traffic }: { team: Team; form: Form; hints: Hints; traffic: RecordedTraffic | null }) {
  const id = useId();
  const needed = hints.map(({ people }) => people ?? 0);
  const present = there(team, form.changed, traffic);
  const peak = needed.indexOf(Math.max(...needed));
  const most = ceiling(Math.max(...needed, ...present));
  const y = (value: number) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP);
  const width = (WIDTH - LEFT) / 24;
  const steps = present.flatMap((count, hour) => [`${LEFT + hour * width},${y(count)}`, `${LEFT + (hour + 1) * width},${y(count)}`]);
  const label = t("whatif.staffingLabel", {
    most: wholeWords(needed[peak] ?? 0),
    hour: hourWords(Math.max(0, peak)),
    there: wholeWords(present[peak] ?? 0),
  });
  return (
    <section className="card whatif-card" aria-label={t("whatif.staffing")} data-testid="whatif-staffing">
      <h2 className="card-title">{t("whatif.staffing")}</h2>
      <p className="field-hint">{t("whatif.staffingLead", { time: timeWords(form.targetSeconds * 1000) })}</p>
      <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
        <title id={id}>{label}</title>
        <Grid most={most} left={LEFT} right={WIDTH} y={y} />
        {needed.map((count, hour) => (
          <rect
            key={hourWords(hour)}
            className="bar-fill bar-today"
            x={LEFT + hour * width + 2}
            y={y(count)}
            width={width - 4}
            height={HEIGHT - BOTTOM - y(count)}
          />
        ))}
        <polyline className="chart-line chart-changed" points={steps.join(" ")} />
        {[0, 6, 12, 18].map((hour) => (
          <text key={hour} className="chart-words" x={LEFT + hour * width} y={HEIGHT - 4}>
            {hourWords(hour)}
          </text>
        ))}
      </svg>
      <Legend items={[{ name: t("whatif.needed"), look: "today" }, { name: t("whatif.there"), look: "changed" }]} />
      <details className="whatif-details">
        <summary>{t("whatif.asTable")}</summary>
        <table className="whatif-table">
          <thead>
            <tr>
              {[t("whatif.hour"), t("whatif.needed"), t("whatif.there")].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {needed.map((count, hour) => (
              <tr key={hourWords(hour)}>
                <th scope="row">{hourWords(hour)}</th>
                <td>{wholeWords(count)}</td>
                <td>{wholeWords(present[hour] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
