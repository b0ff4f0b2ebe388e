import { LANES } from '@chitieu/domain';
import { counter, gauge, histogram } from '@chitieu/runtime';
import type { Lag } from './event-log.js';

export const busMetrics = {
  events: counter('chitieu_bus_events_total', 'Events by how they ended: applied, dropped with a reason, dead with a reason', [
    'group',
    'type',
    'outcome',
  ]),
  retries: counter('chitieu_bus_retries_total', 'Batches rolled back and tried again', ['group', 'cause']),
  lagEvents: gauge('chitieu_bus_lag_events', 'Events not yet applied, of a group and of each of its lanes', ['group', 'lane']),
  lagSeconds: gauge('chitieu_bus_lag_seconds', 'Age of the oldest event not yet applied, of a group and of each of its lanes', [
    'group',
    'lane',
  ]),
  deadLetters: gauge(
    'chitieu_dead_letters',
    'Dead letters of the groups that this process consumes for; every process of a group tells the same number',
    ['group', 'reason'],
  ),
  lanes: gauge('chitieu_bus_lanes', 'Lanes that this process reads for the group, in cluster mode', ['group']),
  batchSeconds: histogram(
    'chitieu_bus_batch_seconds',
    'One batch, from taking the fence to commit',
    [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    ['group'],
  ),
  heldDays: gauge('chitieu_outbox_held_days', 'Days of the outbox that a group holds beyond their keep time', ['group']),
  horizonAge: gauge(
    'chitieu_outbox_horizon_age_seconds',
    'Age of the oldest committed event that an open transaction holds back',
  ),
};

/** The group's total stands without a lane; every lane is there, 0 where nothing waits. */
export function showLag({ group, events, seconds, lanes }: Lag): void {
  busMetrics.lagEvents.set({ group }, events);
  busMetrics.lagSeconds.set({ group }, seconds);
  const byLane = new Map(lanes.map((lag) => [lag.lane, lag]));
  for (let lane = 0; lane < LANES; lane++) {
    const lag = byLane.get(lane);
    busMetrics.lagEvents.set({ group, lane }, lag?.events ?? 0);
    busMetrics.lagSeconds.set({ group, lane }, lag?.seconds ?? 0);
  }
}
