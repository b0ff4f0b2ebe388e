import type { Logger } from './logger.js';
import { counter, gauge } from './metrics.js';
import { repeat, type Repeated } from './repeat.js';

/** One thing that would grow without bound. Returns how much of it went. */
export interface Chore {
  name: string;
  run(): Promise<number>;
}

const HOUR_MS = 3_600_000;

const metrics = {
  removed: counter('chitieu_housekeeping_removed_total', 'What is past its keep time and was taken away', ['chore']),
  failed: counter('chitieu_housekeeping_failed_total', 'Chores that failed; they come again within the hour', ['chore']),
  doneAt: gauge('chitieu_housekeeping_done_timestamp_seconds', 'When this process last looked after what a part owns', ['owner']),
};

/** Keep times are kept at the start and every hour, by one process at a time: `alone` runs nothing while another is at it. */
export function housekeeping(
  owner: string,
  chores: Chore[],
  alone: (name: string, work: () => Promise<void>) => Promise<boolean>,
  logger: Logger,
): Repeated {
  return repeat(
    HOUR_MS,
    () => alone(`housekeeping.${owner}`, () => keepHouse(owner, chores, logger)),
    logger,
    `housekeeping ${owner}`,
  );
}

/** One chore that fails leaves the others their turn. */
export async function keepHouse(owner: string, chores: Chore[], logger: Logger): Promise<void> {
  for (const { name, run } of chores) {
    try {
      const removed = await run();
      metrics.removed.inc({ chore: name }, removed);
      if (removed > 0) logger.info({ chore: name, removed }, 'past its keep time');
    } catch (error) {
      metrics.failed.inc({ chore: name });
      logger.warn({ chore: name, error: (error as Error).message }, 'chore failed');
    }
  }
  metrics.doneAt.set({ owner }, Date.now() / 1_000);
}
