import { createLastingStore, useStore } from "./store";

export type Theme = "system" | "light" | "dark";

const NAME = "usher-theme";
const THEMES: readonly Theme[] = ["system", "light", "dark"];

const store = createLastingStore<Theme>(remembered());
show(store.get());

export const useTheme = () => useStore(store);

/** The only thing this console keeps on the device: a word that says nothing about anybody. */
export function setTheme(theme: Theme): void {
  store.set(theme);
  show(theme);
  try {
    localStorage.setItem(NAME, theme);
  } catch {
    // Storage may be refused; the choice then lasts until the tab is closed.
  }
}

function show(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

function remembered(): Theme {
  try {
    const word = localStorage.getItem(NAME);
    return THEMES.find((theme) => theme === word) ?? "system";
  } catch {
    return "system";
  }
}
