import { useEffect, useState } from "react";
import { TextInput } from "./TextInput";

export interface NumberInputProps {
  label: string;
  value: number;
  bounds: readonly [number, number];
  hint?: string;
  onChange: (value: number) => void;
}

/** A whole number. What is typed counts as soon as it is one within the bounds; what is not goes away with the focus. */
export function NumberInput({ label, value, bounds: [least, most], hint, onChange }: NumberInputProps) {
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped((before) => (numberOf(before) === value ? before : String(value))), [value]);
  const number = numberOf(typed);
  const isGood = number !== null && number >= least && number <= most;
  return (
    <TextInput
      label={label}
      {...(hint === undefined ? {} : { hint })}
      inputMode="numeric"
      value={typed}
      isInvalid={!isGood}
      onChange={(next) => {
        setTyped(next);
        const wanted = numberOf(next);
        if (wanted !== null && wanted >= least && wanted <= most) onChange(wanted);
      }}
      onBlur={() => setTyped(String(value))}
    />
  );
}

function numberOf(typed: string): number | null {
  return /^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : null;
}
