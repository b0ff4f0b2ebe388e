import type { Logger } from '@chitieu/runtime';

/** Does `work` again and again, `everyMs` after it ended; a failure is logged and the next round tries again. */
export function repeat(everyMs: number, work: () => Promise<void>, logger: Logger, name: string): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const round = (): void => {
    running = work()
      .catch((error: Error) => logger.warn({ name, error: error.message }, 'round failed'))
      .then(() => {
        if (!stopped) timer = setTimeout(round, everyMs);
      });
  };
  round();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
