import { t } from "../i18n";
import { Choice, type Option } from "./Choice";
import { TagList } from "./Tags";

export interface PicksProps {
  label: string;
  options: readonly Option[];
  value: readonly string[];
  hint?: string;
  onChange: (ids: string[]) => void;
}

/** Any number of many: those picked, and a choice of the rest. */
export function Picks({ label, options, value, hint, onChange }: PicksProps) {
  const nameOf = (id: string) => options.find((option) => option.id === id)?.name ?? id;
  const rest = options.filter(({ id }) => !value.includes(id));
  return (
    <div className="picks">
      <Choice
        label={label}
        options={rest}
        value={null}
        placeholder={t(value.length === 0 ? "picks.pick" : "picks.more")}
        disabled={rest.length === 0}
        {...(hint === undefined ? {} : { hint })}
        onChange={(id) => onChange([...value, id])}
      />
      {value.length > 0 && (
        <div className="picks-picked">
          <TagList value={value} nameOf={nameOf} onRemove={(id) => onChange(value.filter((one) => one !== id))} />
        </div>
      )}
    </div>
  );
}
