import { Check, ChevronDown } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select, SelectValue } from "react-aria-components/Select";
import { Text } from "react-aria-components/Text";

export interface Option {
  id: string;
  name: string;
  hint?: string;
}

export interface ChoiceProps {
  label: string;
  /** `hidden` where the surroundings say it to those who see. */
  labelled?: "shown" | "hidden";
  options: readonly Option[];
  value: string | null;
  placeholder?: string;
  /** What the choice does not do by itself. */
  hint?: string;
  disabled?: boolean;
  onChange: (id: string) => void;
}

/** One of several. */
export function Choice({ label, labelled = "shown", options, value, placeholder, hint, disabled, onChange }: ChoiceProps) {
  return (
    <Select
      className="field choice"
      value={value}
      isDisabled={disabled ?? false}
      onChange={(key) => key !== null && onChange(String(key))}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(labelled === "hidden" ? { "aria-label": label } : {})}
    >
      {labelled === "shown" && <Label className="field-label">{label}</Label>}
      <Button className="choice-button">
        <SelectValue className="choice-value">{({ selectedText, defaultChildren }) => selectedText || defaultChildren}</SelectValue>
        <ChevronDown className="icon" aria-hidden="true" />
      </Button>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <Popover className="popover">
        <ListBox className="options" items={options}>
          {(option) => (
            <ListBoxItem className="option" id={option.id} textValue={option.name}>
              {({ isSelected }) => (
                <>
                  <span className="option-words">
                    <span>{option.name} </span>
                    {option.hint !== undefined && <span className="option-hint">{option.hint}</span>}
                  </span>
                  {isSelected && <Check className="icon" aria-hidden="true" />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
