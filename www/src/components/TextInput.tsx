import type { ReactNode } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextField, type TextFieldProps } from "react-aria-components/TextField";

export interface TextInputProps extends Omit<TextFieldProps, "className" | "children"> {
  label: string;
  hint?: ReactNode;
  /** `code` where capitals and spelling help would only be in the way. */
  writing?: "words" | "code";
}

export function TextInput({ label, hint, writing = "words", ...rest }: TextInputProps) {
  return (
    <TextField {...rest} className="field">
      <Label className="field-label">{label}</Label>
      <Input className="input" {...(writing === "code" ? { autoCapitalize: "none", spellCheck: "false" } : {})} />
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error" />
    </TextField>
  );
}
