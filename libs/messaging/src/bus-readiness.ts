import type { ReadinessCheck } from '@chitieu/runtime';
import { busMetrics } from './bus-metrics.js';
import type { EventLog, Lag } from './event-log.js';
import { recentAnswer } from './recent-answer.js';

/** Older than this, what waits is worth a word. */
const BEHIND_S = 30;

/** How far this process's groups are behind, for `/readyz`. Whoever is behind is still ready: its answers are older, not wrong. */
export function busReadiness(log: EventLog): ReadinessCheck {
  const ask = recentAnswer(() => log.lag());
  return {
    name: 'bus',
    check: async () => ({
      groups: await ask().then(
        (lags) => lags.map(groupOf),
        (error: Error) => ({ unknown: error.message }), // the database and the bus have checks and log lines of their own
      ),
      outboxHorizonAgeSeconds: (await busMetrics.horizonAge.get()).values[0]?.value ?? 0,
    }),
  };
}

function groupOf({ group, events, seconds, lanes }: Lag) {
  const worstLane = [...lanes].sort((a, b) => b.seconds - a.seconds || b.events - a.events)[0] ?? null;
  return { group, behind: seconds > BEHIND_S, events, seconds, worstLane };
}
