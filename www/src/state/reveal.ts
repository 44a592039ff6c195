import { revealField } from "../api/contacts";
import type { ContactField } from "../api/model";
import { present } from "./clock";
import { whenMoved } from "./route";
import { createStore, onReset, useSelected } from "./store";

/** A value in clear, until then. */
export interface Revealed {
  readonly contact: string;
  readonly field: ContactField;
  readonly value: string;
  readonly endsAt: number;
}

/** However the clocks of edge and device go: no value is shown for longer. */
const LONGEST_MS = 60_000;
const LOOK_MS = 1_000;

const store = createStore<readonly Revealed[]>([]);
let turn = 0;
let timer: number | undefined;
onReset(() => {
  turn += 1;
});

/** The value in clear, while it may be seen. */
export function useRevealed(contact: string, field: ContactField): Revealed | null {
  return useSelected(store, (all) => all.find((one) => one.contact === contact && one.field === field) ?? null);
}

/** Throws the problem of a refusal. Where somebody has gone on meanwhile, nothing is shown. */
export async function reveal(contact: string, field: ContactField, reason: string): Promise<void> {
  const own = turn;
  const { value, expiresAt } = await revealField(contact, field, reason);
  if (own !== turn || document.visibilityState === "hidden") return;
  const endsAt = Math.min(expiresAt, present() + LONGEST_MS);
  store.update((all) => [...without(all, contact, field), { contact, field, value, endsAt }]);
  look();
}

export function hide(contact: string, field: ContactField): void {
  store.update((all) => without(all, contact, field));
}

/** Whoever goes on, or turns away, has seen it; and what was on its way comes too late. */
export function hideAll(): void {
  turn += 1;
  if (store.get().length > 0) store.set([]);
}

const without = (all: readonly Revealed[], contact: string, field: ContactField) =>
  all.filter((one) => one.contact !== contact || one.field !== field);

/** Takes away what is over. Looks again and again: a timer stands still while the device sleeps, the clock does not. */
function look(): void {
  window.clearTimeout(timer);
  const now = present();
  const left = store.get().filter(({ endsAt }) => endsAt > now);
  if (left.length < store.get().length) store.set(left);
  if (left.length === 0) return;
  const next = Math.min(...left.map(({ endsAt }) => endsAt)) - now;
  timer = window.setTimeout(look, Math.min(next, LOOK_MS));
}

whenMoved(hideAll);
window.addEventListener("pagehide", hideAll);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") hideAll();
});
