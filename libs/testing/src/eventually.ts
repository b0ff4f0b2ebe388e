import { setTimeout as delay } from 'node:timers/promises';

/** Asks again until `check` passes (does not throw, is not false); its last failure is the failure. */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { withinMs = 10_000, everyMs = 25 }: { withinMs?: number; everyMs?: number } = {},
): Promise<T> {
  for (const deadline = Date.now() + withinMs; ; await delay(everyMs)) {
    try {
      const result = await check();
      if (result !== false) return result;
      if (Date.now() >= deadline) throw new Error(`still false after ${withinMs} ms: ${check.toString()}`);
    } catch (error) {
      if (Date.now() >= deadline) throw error;
    }
  }
}
