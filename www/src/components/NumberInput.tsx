import { useEffect, useState } from "react";
import { TextInput } from "./TextInput";

interface Common {
  label: string;
  /** `hidden` where the surroundings say it to those who see. */
  labelled?: "shown" | "hidden";
  bounds: readonly [number, number];
  hint?: string;
}

export interface NumberInputProps extends Common {
  value: number;
  onChange: (value: number) => void;
}

/** A whole number. What is typed counts as soon as it is one within the bounds; what is not goes away with the focus. */
export function NumberInput({ onChange, ...rest }: NumberInputProps) {
  return <Typed {...rest} onChange={(value) => value !== null && onChange(value)} />;
}

export interface OwnNumberInputProps extends Common {
  /** `null` where it is left to others. */
  value: number | null;
  /** What holds then. */
  placeholder: string;
  onChange: (value: number | null) => void;
}

/** A whole number, or nothing: then it is as the placeholder says. */
export function OwnNumberInput(props: OwnNumberInputProps) {
  return <Typed {...props} />;
}

interface TypedProps extends Common {
  value: number | null;
  placeholder?: string;
  onChange: (value: number | null) => void;
}

function Typed({ value, bounds: [least, most], placeholder, onChange, ...field }: TypedProps) {
  const [typed, setTyped] = useState(written(value));
  useEffect(() => setTyped((before) => (numberOf(before) === value ? before : written(value))), [value]);
  const isGood = (text: string) => {
    const number = numberOf(text);
    if (number === null) return placeholder !== undefined && text.trim() === "";
    return number >= least && number <= most;
  };
  return (
    <TextInput
      {...field}
      {...(placeholder === undefined ? {} : { placeholder })}
      inputMode="numeric"
      value={typed}
      isInvalid={!isGood(typed)}
      onChange={(next) => {
        setTyped(next);
        if (isGood(next)) onChange(numberOf(next));
      }}
      onBlur={() => setTyped(written(value))}
    />
  );
}

const written = (value: number | null) => (value === null ? "" : String(value));

function numberOf(typed: string): number | null {
  return /^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : null;
}
