import type { ReactNode } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextField, type TextFieldProps } from "react-aria-components/TextField";

export interface TextInputProps extends Omit<TextFieldProps, "className" | "children"> {
  label: string;
  /** `hidden` where the surroundings say it to those who see. */
  labelled?: "shown" | "hidden";
  hint?: ReactNode;
  placeholder?: string;
  /** `code` where capitals and spelling help would only be in the way. */
  writing?: "words" | "code";
}

export function TextInput({ label, labelled = "shown", hint, placeholder, writing = "words", ...rest }: TextInputProps) {
  const stand = placeholder ?? (labelled === "hidden" ? label : undefined);
  const placed = stand === undefined ? {} : { placeholder: stand };
  return (
    <TextField {...rest} className="field">
      <Label className={labelled === "shown" ? "field-label" : "sr-only"}>{label}</Label>
      <Input className="input" {...placed} {...(writing === "code" ? { autoCapitalize: "none", spellCheck: "false" } : {})} />
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error" />
    </TextField>
  );
}
