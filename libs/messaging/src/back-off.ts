import { setTimeout as delay } from 'node:timers/promises';

/** 100 ms, doubling up to 5 s, up to a quarter less by chance so that processes do not come back in step. */
export const backOffMs = (attempt: number, chance: number = Math.random()): number =>
  Math.min(5_000, 100 * 2 ** Math.min(attempt, 10)) * (1 - chance / 4);

/** Waits; a stop ends the wait at once. */
export async function pause(ms: number, stopped: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: stopped }).catch(() => undefined);
}
