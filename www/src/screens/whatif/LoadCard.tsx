import { useState } from "react";
import { Button } from "../../components/Button";
import { t } from "../../i18n";
import { Bar } from "./Bar";
import { Columns } from "./Columns";
import type { Shown } from "./Results";
import { percentWords, tenthWords } from "./words";

/** More people than this nobody reads at once. */
const AT_ONCE = 12;

/** Who has how much to do, today and as changed. */
export function LoadCard({ shown, names }: { shown: readonly Shown[]; names: ReadonlyMap<string, string> }) {
  const [isWhole, setWhole] = useState(false);
  const ids = [...new Set(shown.flatMap(({ outcome }) => outcome.people))];
  const load = ({ outcome }: Shown, id: string) => outcome.report.people[outcome.people.indexOf(id)];
  const busiest = (id: string) => Math.max(...shown.map((one) => load(one, id)?.occupied[0] ?? 0));
  const sorted = ids.map((id) => ({ id, most: busiest(id) })).sort((one, other) => other.most - one.most);
  const rows = isWhole ? sorted : sorted.slice(0, AT_ONCE);
  return (
    <section className="card whatif-card" aria-label={t("whatif.load")}>
      <h3 className="card-title">{t("whatif.load")}</h3>
      <p className="field-hint">{t("whatif.loadHint")}</p>
      <table className="whatif-table">
        <Columns first={t("whatif.person")} runs={shown} />
        <tbody>
          {rows.map(({ id }) => (
            <tr key={id}>
              <th scope="row">{names.get(id) ?? id}</th>
              {shown.map((one) => {
                const found = load(one, id);
                if (found === undefined) return <td key={one.look} />;
                const words = `${percentWords(found.occupied[0])} · ${t("whatif.perHour", { count: tenthWords(found.perHour) })}`;
                return (
                  <td key={one.look}>
                    <Bar look={one.look} part={found.occupied[0]} words={words} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length > rows.length && (
        <div>
          <Button onPress={() => setWhole(true)}>{t("whatif.everybody", { count: sorted.length - rows.length })}</Button>
        </div>
      )}
    </section>
  );
}
