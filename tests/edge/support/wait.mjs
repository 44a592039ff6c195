// Waiting for conditions, never for a time to pass.

/** How long anything may take before a test gives up, in milliseconds. Generous: machines of CI are slow and shared. */
export const PATIENCE_MS = 20_000;

const PAUSE_MS = 20;

/**
 * Asks `probe` until it answers something truthy, and gives that back.
 *
 * @param {() => unknown} probe may be async; what it throws counts as "not yet"
 * @param {string} what what is waited for, for the message
 */
export async function until(probe, what, patienceMs = PATIENCE_MS) {
  const end = Date.now() + patienceMs;
  let last;
  while (Date.now() < end) {
    try {
      const answer = await probe();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`waited ${patienceMs} ms in vain for ${what}`, { cause: last });
}

/** `promise`, or a failure that names what was waited for. */
export async function within(promise, what, patienceMs = PATIENCE_MS) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${patienceMs} ms in vain for ${what}`)), patienceMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
