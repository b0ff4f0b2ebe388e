import { deleteInParts, type Database } from '@chitieu/persistence';
import type { Chore, Clock } from '@chitieu/runtime';

const DAY_MS = 86_400_000;
/** Beyond the year of a report and its review. */
const KEEP_DELIVERIES_MS = 400 * DAY_MS;

/**
 * Deliveries of alerts that were resolved long ago, by the clock that alerts live by. Alerts stay: there are as many as
 * decisions. A delivery of an alert that is not resolved stays, since it is what keeps the same message from being sent twice.
 */
export const alertingChores = (database: Database, clock: Clock): Chore[] => [
  {
    name: 'deliveries',
    run: () =>
      deleteInParts(database, 'alerting.delivery', 'alert_id IN (SELECT id FROM alerting.alert WHERE resolved_at < $1)', [
        new Date(clock.now().getTime() - KEEP_DELIVERIES_MS),
      ]),
  },
];
