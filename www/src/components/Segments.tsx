import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";

export interface SegmentsProps<T extends string> {
  label: string;
  options: readonly { id: T; name: string }[];
  value: T;
  onChange: (id: T) => void;
}

/** One of a few, all of them in sight. */
export function Segments<T extends string>({ label, options, value, onChange }: SegmentsProps<T>) {
  return (
    <ToggleButtonGroup
      className="segments"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const picked = options.find((option) => keys.has(option.id));
        if (picked !== undefined) onChange(picked.id);
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className="segment">
          {option.name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
