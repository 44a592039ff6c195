import { useSyncExternalStore } from "react";

/** The same width as in the style sheets: below it there is one pane, and the navigation is in a drawer. */
const narrow = window.matchMedia("(max-width: 720px)");

export type Width = "narrow" | "wide";

export const useWidth = (): Width => useSyncExternalStore(subscribe, () => (narrow.matches ? "narrow" : "wide"));

function subscribe(listener: () => void): () => void {
  narrow.addEventListener("change", listener);
  return () => narrow.removeEventListener("change", listener);
}
