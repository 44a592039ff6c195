import type { Presence } from "../api/queue";
import { words } from "../i18n";

export interface PresenceDotProps {
  presence: Presence;
  /** `hidden` where the surroundings say it. */
  labelled?: "shown" | "hidden";
}

/** Whether somebody is there: a colour and a shape, and the word for it. */
export function PresenceDot({ presence, labelled = "shown" }: PresenceDotProps) {
  return (
    <span className={`presence presence-${presence}`}>
      <span className="presence-dot" aria-hidden="true" />
      <span className={labelled === "shown" ? "" : "sr-only"}>{words("presence", presence)}</span>
    </span>
  );
}
