import { Choice } from "../../components/Choice";
import { useForm } from "./form";

const NONE = "none:";

export interface HoursChoiceProps {
  label: string;
  hint?: string;
  value: string | null;
  /** What it is without hours of its own. */
  none: string;
  onChange: (hours: string | null) => void;
}

/** Hours by name. */
export function HoursChoice({ label, hint, value, none, onChange }: HoursChoiceProps) {
  const { hours } = useForm().edit.draft;
  const ids = [...new Set([...Object.keys(hours), ...(value === null ? [] : [value])])];
  return (
    <Choice
      label={label}
      {...(hint === undefined ? {} : { hint })}
      options={[{ id: NONE, name: none }, ...ids.map((id) => ({ id, name: id }))]}
      value={value ?? NONE}
      onChange={(id) => onChange(id === NONE ? null : id)}
    />
  );
}
