import { isTransient, type Database } from '@chitieu/persistence';
import type { Logger } from '@chitieu/runtime';
import { applyBatch, type Applied, type Place, type Reader } from './apply-batch.js';
import { backOffMs, pause } from './back-off.js';
import { busMetrics } from './bus-metrics.js';
import { isPoison } from './isolate.js';

export interface Circumstances {
  database: Database;
  logger: Logger;
  stopped: AbortSignal;
  /** Called before each repetition: a broker's member says that it is alive. Throwing gives the batch up. */
  beforeRetry?: () => Promise<void>;
}

/**
 * Applies one batch however long it takes: a fault that passes is waited for, for ever; an event that its handler cannot
 * apply is isolated and set aside. Null when stopped before that.
 */
export async function applyWithRetry(circumstances: Circumstances, reader: Reader, place: Place): Promise<Applied | null> {
  const { database, logger, stopped, beforeRetry } = circumstances;
  const { group } = reader;
  for (let attempt = 0, careful = false; !stopped.aborted; attempt++) {
    const took = busMetrics.batchSeconds.startTimer({ group });
    try {
      const applied = await applyBatch(database, reader, place, careful);
      if (applied.taken > 0) took();
      report(logger, group, applied);
      return applied;
    } catch (error) {
      const poison = isPoison(error);
      const cause = poison ? 'handler' : isTransient((error as Error).cause ?? error) ? 'transient' : 'other';
      busMetrics.retries.inc({ group, cause });
      logger.warn({ group, source: place.source, cause, attempt, error: (error as Error).message }, 'batch rolled back');
      if (poison && !careful) {
        careful = true;
        continue;
      }
      await pause(backOffMs(attempt), stopped);
      await beforeRetry?.();
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
