const STALLED_AFTER_MS = 120_000;
const LOOK_EVERY_MS = 10_000;

/** Reports a reader that no broker has answered for long. Returns how to end the watch. */
export function watchReader(reader: { aliveAt: number }, onFatal: (reason: string) => void): () => void {
  const timer = setInterval(() => {
    if (Date.now() - reader.aliveAt > STALLED_AFTER_MS) {
      onFatal(`nothing was read from Kafka for ${STALLED_AFTER_MS / 1_000} s`);
    }
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
