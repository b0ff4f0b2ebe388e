import { deleteInParts, runAlone, type Database } from '@chitieu/persistence';
import { housekeeping, type Chore, type Logger, type Repeated } from '@chitieu/runtime';
import { busMetrics } from './bus-metrics.js';
import { dropPassedDays, openDays } from './outbox-days.js';

/** A letter that nobody has asked for in so long, and that has not failed again, is not sent any more. */
const KEEP_DEAD_LETTERS = '90 days';

/** What `bus` owns and would grow: days of the outbox, dead letters. */
export const busChores = (database: Database, logger: Logger): Chore[] => [
  {
    name: 'outbox-days-opened',
    run: async () => {
      await openDays(database);
      return 0;
    },
  },
  { name: 'outbox-days', run: () => dropDays(database, logger) },
  {
    name: 'dead-letters',
    run: () =>
      deleteInParts(database, 'bus.dead_letter', 'last_failed_at < clock_timestamp() - $1::interval', [KEEP_DEAD_LETTERS]),
  },
];

async function dropDays(database: Database, logger: Logger): Promise<number> {
  const { dropped, held } = await dropPassedDays(database);
  const days = new Map<string, number>();
  for (const { heldBy } of held) for (const group of heldBy) days.set(group, (days.get(group) ?? 0) + 1);
  busMetrics.heldDays.reset();
  for (const [group, count] of days) {
    busMetrics.heldDays.set({ group }, count);
    logger.warn({ group, days: count }, 'a group holds days of the outbox beyond their keep time');
  }
  return dropped.length;
}

export const busHousekeeping = (database: Database, logger: Logger): Repeated =>
  housekeeping('bus', busChores(database, logger), (name, work) => runAlone(database, name, work), logger);
