import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox } from "react-aria-components/Checkbox";
import { CheckboxGroup } from "react-aria-components/CheckboxGroup";
import { Label } from "react-aria-components/Label";

export interface CheckOption {
  id: string;
  name: ReactNode;
  hint?: string;
}

export interface ChecksProps {
  label: string;
  options: readonly CheckOption[];
  value: readonly string[];
  disabled?: boolean;
  /** What stands beside an option, outside of what ticks it. */
  aside?: (id: string) => ReactNode;
  onChange: (ids: string[]) => void;
}

/** Any number of several. */
export function Checks({ label, options, value, disabled, aside, onChange }: ChecksProps) {
  return (
    <CheckboxGroup className="checks" value={[...value]} isDisabled={disabled ?? false} onChange={onChange}>
      <Label className="field-label">{label}</Label>
      <div className="checks-list">
        {options.map((option) => (
          <div key={option.id} className="check-row">
            <Checkbox value={option.id} className="check">
              <span className="check-box" aria-hidden="true">
                <Check className="icon" />
              </span>
              <span className="check-words">
                {option.name}
                {option.hint !== undefined && <span className="check-hint">{option.hint}</span>}
              </span>
            </Checkbox>
            {aside?.(option.id)}
          </div>
        ))}
      </div>
    </CheckboxGroup>
  );
}
