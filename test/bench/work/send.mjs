import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { paceOf } from './pace.mjs';

const GENERATOR = fileURLToPath(new URL('generator.mjs', import.meta.url));
const FORK_TAKES_MS = 1_500;

/**
 * Sends prepared events into the outbox by a process of its own.
 *
 * @param {string} url @param {{ first: number, last: number }} events @param {number} rate events a second; 0: as fast as it goes
 */
export function send(url, { first, last }, rate) {
  const startAt = Date.now() + FORK_TAKES_MS;
  const child = fork(GENERATOR, [JSON.stringify({ url, first, last, rate, startAt })]);
  const ended = once(child, 'exit').then(([code]) => {
    if (code !== 0) throw new Error(`the generator ended with ${code}`);
  });
  return { startAt, ended, dueAt: paceOf({ first, last }, rate, startAt).dueAt };
}
