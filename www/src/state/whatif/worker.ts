/** The simulation, beside the page: however long it takes, the page stays alive, and stopping it is ending this worker. */
import { init, staffing, UsherError, WhatIf } from "usher-access/admin";
import type { Ask, Told } from "./frames";

/** Events between two looks at the clock, and the time between two words to the page. */
const SLICE = 5_000;
const TELL_EVERY_MS = 80;

const tell = (told: Told) => self.postMessage(told);

self.addEventListener("message", ({ data }: MessageEvent<Ask>) => {
  work(data).catch((fault: unknown) => tell({ kind: "failed", code: fault instanceof UsherError ? fault.code : "internal" }));
});

async function work(ask: Ask): Promise<void> {
  await init();
  const scenario = new WhatIf(ask.question);
  let told = 0;
  for (;;) {
    const { done, isFinished } = scenario.run(SLICE);
    if (isFinished) break;
    if (performance.now() - told < TELL_EVERY_MS) continue;
    told = performance.now();
    tell({ kind: "progress", done });
  }
  tell({ kind: "answer", answer: scenario.result(), hints: staffing(ask.staffing) });
}
