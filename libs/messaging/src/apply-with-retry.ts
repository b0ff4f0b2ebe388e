import { isTransient } from '@chitieu/persistence';
import type { Logger } from '@chitieu/runtime';
import type { Applied } from './apply-batch.js';
import { backOffMs, pause } from './back-off.js';
import { busMetrics } from './bus-metrics.js';
import { isPoison } from './isolate.js';

export interface Circumstances {
  group: string;
  logger: Logger;
  stopped: AbortSignal;
}

/**
 * Applies one batch however long it takes: a fault that passes is waited for, for ever; an event that its handler cannot
 * apply is isolated and set aside. Null when stopped before that.
 */
export async function applyWithRetry(
  { group, logger, stopped }: Circumstances,
  work: (careful: boolean) => Promise<Applied>,
): Promise<Applied | null> {
  for (let attempt = 0, careful = false; !stopped.aborted; attempt++) {
    const took = busMetrics.batchSeconds.startTimer({ group });
    try {
      const applied = await work(careful);
      if (applied.taken > 0) took();
      report(logger, group, applied);
      return applied;
    } catch (error) {
      const poison = isPoison(error);
      const cause = poison ? 'handler' : isTransient((error as Error).cause ?? error) ? 'transient' : 'other';
      busMetrics.retries.inc({ group, cause });
      logger.warn({ group, cause, attempt, error: (error as Error).message }, 'batch rolled back');
      if (poison && !careful) {
        careful = true;
        continue;
      }
      await pause(backOffMs(attempt), stopped);
    }
  }
  return null;
}

function report(logger: Logger, group: string, applied: Applied): void {
  for (const { type, outcome, count } of applied.tallies) {
    if (count > 0) busMetrics.events.inc({ group, type: knownLabel(type), outcome }, count);
  }
  for (const { arrival, reason, detail } of applied.dead) {
    logger.error({ group, event: arrival.id, type: arrival.type, key: arrival.key, reason, detail }, 'event set aside');
  }
}

/** A label has few values: what a stranger wrote is not one of them. */
const knownLabel = (type: string): string => (/^[a-z][a-z-]{0,40}\.[a-z-]{1,40}\.v\d{1,3}$/.test(type) ? type : 'other');
