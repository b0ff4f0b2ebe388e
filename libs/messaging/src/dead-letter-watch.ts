import type { Database } from '@chitieu/persistence';
import { repeat, type Logger } from '@chitieu/runtime';
import { applyBatch, type Applied, type Place, type Reader } from './apply-batch.js';
import { applyWithRetry } from './apply-with-retry.js';
import { busMetrics } from './bus-metrics.js';
import { DeadLetterPlace } from './dead-letter-place.js';
import type { Running } from './event-log.js';

interface Watched {
  group: string;
  database: Database;
  logger: Logger;
}

/** How the group applies what comes off the bus. */
type Apply = (careful: boolean, place: Place) => Promise<Applied>;

const LOOK_EVERY_MS = 1_000;
const COUNT_EVERY_MS = 10_000;

const ANY = {
  name: 'bus-dead-letter-any',
  text: 'SELECT FROM bus.dead_letter WHERE consumer_group = $1 AND replay_requested_at IS NOT NULL AND complete LIMIT 1',
};
const COUNT = {
  name: 'bus-dead-letter-count',
  text: 'SELECT reason, count(*)::int AS count FROM bus.dead_letter WHERE consumer_group = $1 GROUP BY reason',
};

/**
 * Tries the group's dead letters again when asked to, and keeps count of them. Looks once a second, which costs a probe of
 * an index that is empty nearly always.
 */
export function watchDeadLetters({ group, handlers, database, logger }: Watched & Reader): Running {
  return watchLetters({ group, database, logger }, (careful, place) => applyBatch(database, { group, handlers }, place, careful));
}

export function watchLetters({ group, database, logger }: Watched, apply: Apply): Running {
  const stopping = new AbortController();
  const counted = new Set<string>();

  const replay = async (): Promise<void> => {
    while (!stopping.signal.aborted && (await database.query(ANY, [group])).length > 0) {
      const place = new DeadLetterPlace(group);
      const applied = await applyWithRetry({ group, logger, stopped: stopping.signal }, (careful) => apply(careful, place));
      if (!applied?.taken) return;
      const { taken, dead } = applied;
      logger.info({ group, applied: taken - dead.length, failedAgain: dead.length }, 'dead letters replayed');
    }
  };
  const count = async (): Promise<void> => {
    const rows = await database.query<{ reason: string; count: number }>(COUNT, [group]);
    const counts = new Map(rows.map(({ reason, count }) => [reason, count]));
    for (const reason of counts.keys()) counted.add(reason);
    for (const reason of counted) busMetrics.deadLetters.set({ group, reason }, counts.get(reason) ?? 0);
  };

  const rounds = [
    repeat(LOOK_EVERY_MS, replay, logger, 'dead letters to replay'),
    repeat(COUNT_EVERY_MS, count, logger, 'count of dead letters'),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(rounds.map((round) => round.stop()));
    },
  };
}

/** Two that are stopped as one. */
export const together = (...running: Running[]): Running => ({
  stop: async () => void (await Promise.all(running.map((each) => each.stop()))),
});
