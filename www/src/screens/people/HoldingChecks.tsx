import type { Holding, Named } from "../../api/model";
import { period as periodOf } from "../../api/holding";
import { Checks } from "../../components/Checks";
import { PeriodEditor } from "../../components/PeriodEditor";
import { nameOf } from "../../state/directory";
import { idsOf, withIds, withPeriod } from "../../state/period";

export interface HoldingChecksProps {
  label: string;
  options: readonly Named[];
  value: readonly Holding[];
  onChange: (held: Holding[]) => void;
}

/** Which of these are held, and beside each of them for how long. */
export function HoldingChecks({ label, options, value, onChange }: HoldingChecksProps) {
  const aside = (id: string) => {
    const held = value.find((one) => one.id === id);
    if (held === undefined) return null;
    return (
      <PeriodEditor
        name={nameOf(options, id)}
        period={periodOf(held.startsAt, held.endsAt)}
        onChange={(period) => onChange(withPeriod(value, id, period))}
      />
    );
  };
  return (
    <Checks
      label={label}
      options={options}
      value={idsOf(value)}
      aside={aside}
      onChange={(ids) => onChange(withIds(value, ids))}
    />
  );
}
