import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { t } from "../i18n";

export interface TagsProps {
  label: string;
  value: readonly string[];
  hint?: string;
  placeholder?: string;
  /** What others have written here before. */
  known?: readonly string[];
  onChange: (value: string[]) => void;
}

/** Words that somebody writes: Enter, a comma or leaving the field adds one. */
export function Tags({ label, value, hint, placeholder, known = [], onChange }: TagsProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const add = (text: string) => {
    setTyped("");
    const words = text.split(",").map((word) => word.trim()).filter((word) => word !== "" && !value.includes(word));
    if (words.length > 0) onChange([...value, ...new Set(words)]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "") onChange(value.slice(0, -1));
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="tags">
        <TagList value={value} onRemove={(tag) => onChange(value.filter((one) => one !== tag))} />
        <input
          id={id}
          className="tags-input"
          value={typed}
          list={known.length > 0 ? `${id}-known` : undefined}
          autoCapitalize="none"
          autoComplete="off"
          placeholder={value.length === 0 ? placeholder : undefined}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={({ target }) => (target.value.endsWith(",") ? add(target.value) : setTyped(target.value))}
          onKeyDown={onKeyDown}
          onBlur={() => add(typed)}
        />
      </div>
      {known.length > 0 && (
        <datalist id={`${id}-known`}>
          {known.filter((word) => !value.includes(word)).map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
      )}
      {hint !== undefined && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
    </div>
  );
}

export interface TagListProps {
  value: readonly string[];
  nameOf?: (tag: string) => string;
  onRemove: (tag: string) => void;
}

/** What was added, each with what takes it away again. */
export function TagList({ value, nameOf = (tag) => tag, onRemove }: TagListProps) {
  return value.map((tag) => (
    <span key={tag} className="tag">
      {nameOf(tag)}
      <button type="button" className="tag-remove" aria-label={t("tags.remove", { name: nameOf(tag) })} onClick={() => onRemove(tag)}>
        <X className="icon" aria-hidden="true" />
      </button>
    </span>
  ));
}
