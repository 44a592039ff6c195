import { Switch } from "react-aria-components/Switch";

export interface ToggleProps {
  label: string;
  hint?: string;
  selected: boolean;
  disabled?: boolean;
  onChange: (selected: boolean) => void;
}

/** On or off. */
export function Toggle({ label, hint, selected, disabled, onChange }: ToggleProps) {
  return (
    <Switch className="switch" isSelected={selected} isDisabled={disabled ?? false} onChange={onChange}>
      <span className="switch-track" aria-hidden="true" />
      <span className="check-words">
        {label}
        {hint !== undefined && <span className="check-hint">{hint}</span>}
      </span>
    </Switch>
  );
}
