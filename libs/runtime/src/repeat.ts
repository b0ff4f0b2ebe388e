import type { Logger } from './logger.js';

export interface Repeated {
  /** Resolves once the round in hand has ended. */
  stop(): Promise<void>;
}

/** Does `work` `everyMs` after it ended last, until stopped; a round that fails is logged, and the next one tries again. */
export function repeat(everyMs: number, work: () => Promise<unknown>, logger: Logger, name: string): Repeated {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      logger.warn({ round: name, error: (error as Error).message }, 'round failed');
    }
    if (!stopped) timer = setTimeout(() => (running = round()), everyMs);
  };
  let running = round();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
