import { counter, gauge, histogram } from '@chitieu/runtime';

export const busMetrics = {
  events: counter('chitieu_bus_events_total', 'Events by how they ended: applied, dropped with a reason, dead with a reason', [
    'group',
    'type',
    'outcome',
  ]),
  retries: counter('chitieu_bus_retries_total', 'Batches rolled back and tried again', ['group', 'cause']),
  lagEvents: gauge('chitieu_bus_lag_events', 'Events not yet applied', ['group']),
  lagSeconds: gauge('chitieu_bus_lag_seconds', 'Age of the oldest event not yet applied', ['group']),
  deadLetters: gauge(
    'chitieu_dead_letters',
    'Dead letters of the groups that this process consumes for; every process of a group tells the same number',
    ['group', 'reason'],
  ),
  batchSeconds: histogram(
    'chitieu_bus_batch_seconds',
    'One batch, from taking the fence to commit',
    [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    ['group'],
  ),
  horizonAge: gauge(
    'chitieu_outbox_horizon_age_seconds',
    'Age of the oldest committed event that an open transaction holds back',
  ),
};
