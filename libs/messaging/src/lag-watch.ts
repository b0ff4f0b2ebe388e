import type { Lag } from './event-log.js';

const EVERY_MS = 5_000;

/** Asks for the lag now and then, so that the gauges are right without anybody asking. Returns how to end it. */
export function watchLag(lag: () => Promise<Lag[]>): () => void {
  let asking = false;
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    lag()
      .catch(() => undefined) // the readers themselves report what is away
      .finally(() => (asking = false));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
