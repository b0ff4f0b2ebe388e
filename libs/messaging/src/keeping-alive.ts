import type { Tx } from '@chitieu/persistence';

const BEAT_MS = 1_000;

/** Lets the server hear of a transaction while its process waits for something else. A process that stands still is not heard of. */
export async function keepingAlive<T>(tx: Tx, work: Promise<T>): Promise<T> {
  const timer = setInterval(() => void tx.query('SELECT 1').catch(() => undefined), BEAT_MS); // the next statement tells
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
