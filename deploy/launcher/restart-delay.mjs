const FIRST_MS = 100;
const LONGEST_MS = 30_000;
export const HEALTHY_AFTER_MS = 60_000;

/**
 * How long to wait before a process that ended is started again.
 *
 * @param {number} failures ends in a row so far, this one not counted
 * @param {number} upMs how long it ran this time
 * @returns {{ delayMs: number, failures: number }}
 */
export function restartDelay(failures, upMs) {
  const before = upMs >= HEALTHY_AFTER_MS ? 0 : failures;
  return { delayMs: Math.min(LONGEST_MS, FIRST_MS * 2 ** before), failures: before + 1 };
}
