import type { Consumer } from 'kafkajs';

const STALLED_AFTER_MS = 120_000;
const LOOK_EVERY_MS = 10_000;

/** Reports a member that crashed for good, or that neither fetches nor beats any more. Returns how to end the watch. */
export function watchConsumer(consumer: Consumer, onFatal: (reason: string) => void): () => void {
  let seenAt = Date.now();
  const alive = (): void => void (seenAt = Date.now());
  const { CRASH, FETCH, HEARTBEAT, END_BATCH_PROCESS } = consumer.events;
  const removals = [
    consumer.on(FETCH, alive),
    consumer.on(HEARTBEAT, alive),
    consumer.on(END_BATCH_PROCESS, alive),
    consumer.on(CRASH, ({ payload }) => !payload.restart && onFatal(`Kafka consumer crashed: ${payload.error.message}`)),
  ];
  const timer = setInterval(() => {
    if (Date.now() - seenAt > STALLED_AFTER_MS) onFatal(`Kafka consumer has stood still for ${STALLED_AFTER_MS / 1_000} s`);
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    for (const remove of removals) remove();
  };
}
