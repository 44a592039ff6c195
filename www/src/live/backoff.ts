const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/**
 * How long to wait before the next try: doubling, and anywhere in the upper half of that, so that the windows
 * of a whole company do not all come back in the same moment after an outage.
 */
export function backoffMs(failures: number, chance: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
  return Math.round(ceiling / 2 + (ceiling / 2) * chance);
}
