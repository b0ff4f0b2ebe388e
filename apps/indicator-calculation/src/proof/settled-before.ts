import type { EventLog } from '@chitieu/messaging';
import type { Database } from '@chitieu/persistence';

/** What lag does not explain: the batch in hand, and a clock's second. */
const GRACE_MS = 60_000;

/**
 * A fact changed before this instant, by the database's clock as facts are dated, has to be in the numbers of the group. While this
 * process does not know how far the group is behind, as before it reads itself, nothing has to be.
 */
export async function settledBefore(database: Database, log: EventLog, group: string): Promise<Date> {
  const lag = (await log.lag()).find((each) => each.group === group);
  if (!lag) return new Date(0);
  const [row] = await database.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return new Date(row!.now.getTime() - lag.seconds * 1_000 - GRACE_MS);
}
