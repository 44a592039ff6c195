import type { WhatIfAnswer } from "usher-access/admin";
import address from "./worker?worker&url";
import { createStore, onReset, useStore } from "../store";
import type { Ask, Hints, Told } from "./frames";

/** Where the simulation is. What was answered last stays in sight until the next answer is there. */
export interface Running {
  readonly phase: "idle" | "running" | "done" | "failed";
  /** From 0 to 1. */
  readonly done: number;
  readonly code: string | null;
}

const IDLE: Running = { phase: "idle", done: 0, code: null };

const store = createStore<Running>(IDLE);
let worker: Worker | null = null;

export const useRunning = () => useStore(store);

/** Ends what runs. */
export function cancel(): void {
  worker?.terminate();
  worker = null;
  store.set(IDLE);
}
onReset(cancel);

/** Runs the simulation in a worker of its own. One runs at a time: a new one ends the last. */
export function start(ask: Ask, onAnswer: (answer: WhatIfAnswer, hints: Hints) => void): void {
  worker?.terminate();
  const own = new Worker(trusted(address), { type: "module" });
  worker = own;
  store.set({ phase: "running", done: 0, code: null });
  const end = (running: Running) => {
    own.terminate();
    worker = null;
    store.set(running);
  };
  own.addEventListener("error", () => end({ phase: "failed", done: 0, code: "engine_unavailable" }));
  own.addEventListener("message", ({ data }: MessageEvent<Told>) => {
    if (worker !== own) return;
    switch (data.kind) {
      case "progress":
        return store.set({ phase: "running", done: data.done, code: null });
      case "failed":
        return end({ phase: "failed", done: 0, code: data.code });
      case "answer":
        end({ phase: "done", done: 1, code: null });
        return onAnswer(data.answer, data.hints);
    }
  });
  own.postMessage(ask);
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL(url: string): unknown };
}

/** The content security policy asks for it: a worker starts from an address of ours and from no other. */
function trusted(url: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (types === undefined) return url;
  policy ??= types.createPolicy("usher-whatif", {
    createScriptURL: (wanted) => {
      if (wanted !== address) throw new TypeError("no worker of ours");
      return wanted;
    },
  });
  return policy.createScriptURL(url) as string;
}

let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined;
