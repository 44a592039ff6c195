import { UserRound } from "lucide-react";

const HUES = 8;

export interface AvatarProps {
  /** Gives the colour, so that it stays when a name is masked. */
  id: string;
  name: string | null;
  size?: "small" | "medium" | "large";
}

/** Decoration beside a name that is always there as text. */
export function Avatar({ id, name, size = "medium" }: AvatarProps) {
  const initials = initialsOf(name ?? "");
  return (
    <span className={`avatar avatar-${size} hue-${hueOf(id)}`} aria-hidden="true">
      {initials === "" ? <UserRound className="icon" /> : initials}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map((word) => [...(word ?? "")][0] ?? "").join("").toLocaleUpperCase();
}

function hueOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}
