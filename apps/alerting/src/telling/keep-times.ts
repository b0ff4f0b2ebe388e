import { deleteInParts, type Database } from '@chitieu/persistence';
import { dayInVietnam, type Chore, type Clock } from '@chitieu/runtime';

const DAY_MS = 86_400_000;
/** Beyond the year of a report and its review. */
const KEEP_DELIVERIES_MS = 400 * DAY_MS;
/** Two whole years and the running one: what a rule can be replayed over. */
const KEEP_OBSERVATIONS_MS = 1_100 * DAY_MS;

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
  {
    name: 'observations of a day',
    run: () =>
      deleteInParts(
        database,
        'alerting.observation_day',
        `day < $1 AND EXISTS (SELECT FROM alerting.observation_day n WHERE n.unit = observation_day.unit AND n.period = observation_day.period
            AND n.metric_group = observation_day.metric_group AND n.day > observation_day.day)`, // the newest stays, however old
        [dayInVietnam(new Date(clock.now().getTime() - KEEP_OBSERVATIONS_MS))],
      ),
  },
];
