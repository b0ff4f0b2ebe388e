import { setTimeout as delay } from 'node:timers/promises';

/**
 * An open loop: when each of some prepared events is due, whoever keeps up.
 *
 * @param {{ first: number, last: number }} events @param {number} rate events a second; 0: all at once @param {number} startAt
 */
export const paceOf = ({ first, last }, rate, startAt) => ({
  dueAt: (n) => startAt + ((n - first + 1) * 1000) / (rate || Infinity),
  dueBy: (now) => (rate === 0 ? last : Math.min(last, first - 1 + Math.floor(((now - startAt) * rate) / 1000))),
});

/**
 * Hands over events when they are due; what was due while one part took its time goes with the next.
 *
 * @param {{ first: number, last: number }} events @param {(now: number) => number} dueBy
 * @param {{ atOnce: number, everyMs: number }} parts @param {(from: number, to: number) => Promise<unknown>} put
 */
export async function putWhenDue({ first, last }, dueBy, { atOnce, everyMs }, put) {
  for (let next = first; next <= last;) {
    const due = Math.min(dueBy(Date.now()), next + atOnce - 1);
    if (due < next) {
      await delay(everyMs);
      continue;
    }
    await put(next, due);
    next = due + 1;
  }
}
