import { expect, it } from '@jest/globals';
import type { Observation } from './alert-condition.js';
import type { OffTargetRule } from './alert-rule.js';
import { decideAlert, type AlertMemory } from './decide-alert.js';
import { ratio } from '../ratio.js';

const RULE: OffTargetRule = {
  ...{ kind: 'off-target', indicators: ['poor-reduction'], levels: ['commune'], periods: ['year'], severity: 'warning' },
  ...{ firesBelowPace: '0.60', resolvesAtPace: '0.65', holdForMs: 10_000, keepFiringForMs: 10_000 },
};
const at = (second: number): string => new Date(Date.UTC(2024, 9, 5, 0, 0, second)).toISOString();
const pace = (hundredths: bigint): Observation => ({
  ...{ kind: 'off-target', statusReason: 'pace_at_least_on_track', expectedProgress: ratio(1n, 2n) },
  ...{
    status: hundredths < 60n ? 'off_track' : 'on_track',
    pace: ratio(hundredths, 100n),
    reportIsMissing: false,
    periodIsOver: false,
  },
});
const states = (lines: [second: number, observed: Observation][]): string[] => {
  let memory: AlertMemory | null = null;
  return lines.map(([second, observed]) => (memory = decideAlert(memory, observed, RULE, at(second)).next)?.state ?? 'inactive');
};

it('an alert fires after its hold, and recovers after its time, although the clock was set back meanwhile', () => {
  expect(
    states([
      [100, pace(59n)],
      [5, pace(59n)],
      [14, pace(59n)],
      [15, pace(59n)],
      [90, pace(100n)],
      [20, pace(100n)],
      [29, pace(100n)],
      [30, pace(100n)],
    ]),
  ).toEqual(['pending', 'pending', 'pending', 'firing', 'recovering', 'recovering', 'recovering', 'resolved']);
});
