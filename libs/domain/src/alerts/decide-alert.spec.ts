import { describe, expect, it } from '@jest/globals';
import type { Observation } from './alert-condition.js';
import type { AlertRule, MissingReportRule, OffTargetRule } from './alert-rule.js';
import { decideAlert, type AlertMemory, type AlertReason, type AlertState } from './decide-alert.js';
import { ratio } from '../ratio.js';

const OFF_TARGET: OffTargetRule = {
  kind: 'off-target',
  indicators: ['poor-reduction'],
  levels: ['commune'],
  periods: ['year'],
  firesBelowPace: '0.60',
  resolvesAtPace: '0.65',
  holdForMs: 10_000,
  keepFiringForMs: 0,
  severity: 'warning',
};
const MISSING: MissingReportRule = {
  kind: 'missing-report',
  levels: ['commune'],
  periods: ['year'],
  holdForMs: 5_000,
  keepFiringForMs: 0,
  severity: 'critical',
};

const reading = (part: Partial<Extract<Observation, { kind: 'off-target' }>>): Observation => ({
  kind: 'off-target',
  status: 'on_track',
  statusReason: 'pace_at_least_on_track',
  expectedProgress: ratio(1n, 2n),
  pace: ratio(1n),
  reportIsMissing: false,
  periodIsOver: false,
  ...part,
});
const pace = (hundredths: bigint): Observation =>
  reading({ status: hundredths < 60n ? 'off_track' : hundredths < 95n ? 'at_risk' : 'on_track', pace: ratio(hundredths, 100n) });
const noData = reading({ status: 'no_data', statusReason: 'not_reported', pace: null });
const closed = (observation: Observation): Observation => ({ ...observation, periodIsOver: true });
const report = (received: number, today: string, expected = 1): Observation => ({
  kind: 'missing-report',
  expected,
  received,
  dueOn: '2024-09-05',
  today,
  periodIsOver: false,
});

/** At the second, what is observed, and then: state, reason, whether it is told. */
type Line = [second: number, observed: Observation, state: AlertState | 'inactive', reason: AlertReason, told: 'told' | 'silent'];

const at = (second: number): string => new Date(Date.UTC(2024, 9, 5, 0, 0, second)).toISOString();

function run(rule: AlertRule, lines: Line[]): AlertMemory | null {
  let memory: AlertMemory | null = null;
  for (const [second, observed, state, reason, told] of lines) {
    const decision = decideAlert(memory, observed, rule, at(second));
    expect({ second, state: decision.next?.state ?? 'inactive', reason: decision.reason, changed: decision.changed }).toEqual({
      second,
      state,
      reason,
      changed: told === 'told',
    });
    memory = decision.next;
  }
  return memory;
}

describe('an off-target alert on a time line', () => {
  it.each<[string, OffTargetRule, Line[]]>([
    [
      'fires exactly when the hold is reached, and the same observation again changes nothing',
      OFF_TARGET,
      [
        [0, pace(59n), 'pending', 'first-breach', 'told'],
        [0, pace(59n), 'pending', 'holding', 'silent'],
        [9, pace(59n), 'pending', 'holding', 'silent'],
        [10, pace(59n), 'firing', 'held', 'told'],
        [10, pace(59n), 'firing', 'still-firing', 'silent'],
        [99, pace(40n), 'firing', 'still-firing', 'silent'],
      ],
    ],
    [
      'does not begin on the line',
      OFF_TARGET,
      [
        [0, pace(60n), 'inactive', 'between-thresholds', 'silent'],
        [1, pace(65n), 'inactive', 'recovered', 'silent'],
      ],
    ],
    [
      'is released exactly on the upper line, not between the two',
      OFF_TARGET,
      [
        [0, pace(59n), 'pending', 'first-breach', 'told'],
        [10, pace(59n), 'firing', 'held', 'told'],
        [20, pace(64n), 'firing', 'still-firing', 'silent'],
        [30, pace(65n), 'resolved', 'recovered', 'told'],
        [31, pace(65n), 'resolved', 'recovered', 'silent'],
      ],
    ],
    [
      'a breach that passes before the hold was never an alert, and its episode is used again',
      OFF_TARGET,
      [
        [0, pace(59n), 'pending', 'first-breach', 'told'],
        [9, pace(60n), 'resolved', 'breach-passed', 'told'],
        [12, pace(10n), 'pending', 'breach-again', 'told'],
        [21, pace(10n), 'pending', 'holding', 'silent'],
        [22, pace(10n), 'firing', 'held', 'told'],
      ],
    ],
    [
      'stays clear for keepFiringForMs before it resolves; a relapse meanwhile is the same episode',
      { ...OFF_TARGET, keepFiringForMs: 5_000 },
      [
        [0, pace(59n), 'pending', 'first-breach', 'told'],
        [10, pace(59n), 'firing', 'held', 'told'],
        [20, pace(70n), 'recovering', 'recovering', 'told'],
        [24, pace(70n), 'recovering', 'still-recovering', 'silent'],
        [24, pace(64n), 'firing', 'breach-returned', 'told'],
        [30, pace(70n), 'recovering', 'recovering', 'told'],
        [34, noData, 'recovering', 'no-data-holds', 'told'],
        [36, noData, 'recovering', 'no-data-holds', 'silent'],
        [36, pace(70n), 'resolved', 'recovered', 'told'],
      ],
    ],
    [
      'no data never resolves and never fires',
      OFF_TARGET,
      [
        [0, noData, 'inactive', 'no-data-holds', 'silent'],
        [1, pace(59n), 'pending', 'first-breach', 'told'],
        [11, noData, 'pending', 'no-data-holds', 'told'],
        [12, pace(59n), 'firing', 'held', 'told'],
        [20, noData, 'firing', 'no-data-holds', 'told'],
        [21, noData, 'firing', 'no-data-holds', 'silent'],
        [22, pace(59n), 'firing', 'data-back', 'told'],
        [23, pace(59n), 'firing', 'still-firing', 'silent'],
      ],
    ],
    [
      'a missing report inhibits it',
      OFF_TARGET,
      [
        [0, reading({ ...offTrack(), reportIsMissing: true }), 'inactive', 'inhibited-by-missing-report', 'silent'],
        [1, pace(59n), 'pending', 'first-breach', 'told'],
        [20, reading({ ...offTrack(), reportIsMissing: true }), 'pending', 'inhibited-by-missing-report', 'told'],
      ],
    ],
    [
      'nothing is off plan before the trajectory expects anything, worse than the baseline or not',
      OFF_TARGET,
      [
        [
          0,
          reading({ status: 'deteriorating', expectedProgress: ratio(0n), pace: null }),
          'inactive',
          'nothing-expected-yet',
          'silent',
        ],
        [
          1,
          reading({ status: 'not_started', expectedProgress: ratio(0n), pace: null }),
          'inactive',
          'nothing-expected-yet',
          'silent',
        ],
        [2, reading({ status: 'deteriorating', pace: ratio(-1n, 5n) }), 'pending', 'first-breach', 'told'],
      ],
    ],
  ])('%s', (_, rule, lines) => {
    run(rule, lines);
  });

  it('counts a new episode only after one that fired', () => {
    const rule = { ...OFF_TARGET, holdForMs: 0 };
    const memory = run(rule, [
      [0, pace(59n), 'firing', 'first-breach', 'told'],
      [1, pace(65n), 'resolved', 'recovered', 'told'],
      [2, pace(59n), 'firing', 'breach-again', 'told'],
    ]);
    expect(memory).toMatchObject({ episode: 2, startedAt: at(2), firedAt: at(2), resolvedAt: null });
  });

  it('is retracted when a breach first seen after the period had ended is corrected away', () => {
    run(OFF_TARGET, [
      [0, closed(pace(59n)), 'pending', 'first-breach', 'told'],
      [10, closed(pace(59n)), 'firing', 'held', 'told'],
      [20, closed(pace(120n)), 'retracted', 'restated', 'told'],
      [30, closed(pace(59n)), 'pending', 'breach-again', 'told'],
    ]);
  });

  it('is resolved, not retracted, when the breach was seen while the period ran', () => {
    run(OFF_TARGET, [
      [0, pace(59n), 'pending', 'first-breach', 'told'],
      [10, pace(59n), 'firing', 'held', 'told'],
      [20, closed(pace(120n)), 'resolved', 'recovered', 'told'],
    ]);
  });

  it('ends when the plan no longer has the target', () => {
    run(OFF_TARGET, [
      [0, pace(59n), 'pending', 'first-breach', 'told'],
      [10, pace(59n), 'firing', 'held', 'told'],
      [11, reading({ status: null, statusReason: 'no_target', pace: null }), 'resolved', 'no-target', 'told'],
    ]);
  });

  it('holds when the status cannot be told for another reason', () => {
    run(OFF_TARGET, [
      [0, pace(59n), 'pending', 'first-breach', 'told'],
      [10, pace(59n), 'firing', 'held', 'told'],
      [11, reading({ status: null, statusReason: 'no_baseline', pace: null }), 'firing', 'no-data-holds', 'told'],
    ]);
  });

  it('is released by reaching the target, whatever the pace', () => {
    run(OFF_TARGET, [
      [0, pace(59n), 'pending', 'first-breach', 'told'],
      [10, pace(59n), 'firing', 'held', 'told'],
      [11, reading({ status: 'achieved', pace: null }), 'resolved', 'recovered', 'told'],
    ]);
  });
});

describe('a missing-report alert on a time line', () => {
  it('begins the day after the due day, fires after its hold, and ends with the report', () => {
    run(MISSING, [
      [0, report(0, '2024-09-05'), 'inactive', 'report-not-due', 'silent'],
      [1, report(0, '2024-09-06'), 'pending', 'first-breach', 'told'],
      [5, report(0, '2024-09-06'), 'pending', 'holding', 'silent'],
      [6, report(0, '2024-09-06'), 'firing', 'held', 'told'],
      [7, report(1, '2024-09-06'), 'resolved', 'report-received', 'told'],
      [8, report(0, '2024-09-06'), 'pending', 'breach-again', 'told'],
    ]);
  });

  it('expects nothing of a unit that owes no report', () => {
    run(MISSING, [[0, report(0, '2024-12-31', 0), 'inactive', 'no-report-expected', 'silent']]);
  });
});

describe('an alert about stored numbers on a time line', () => {
  const compared = (differences: number): Observation => ({ kind: 'kpi-mismatch', differences, periodIsOver: false });

  it('fires at the first difference, stays while there is one, and ends with the first clean check', () => {
    run({ kind: 'kpi-mismatch', holdForMs: 0, keepFiringForMs: 0, severity: 'critical' }, [
      [0, compared(0), 'inactive', 'numbers-agree', 'silent'],
      [1, compared(3), 'firing', 'first-breach', 'told'],
      [2, compared(1), 'firing', 'still-firing', 'silent'],
      [3, compared(0), 'resolved', 'numbers-agree', 'told'],
      [4, compared(1), 'firing', 'breach-again', 'told'],
    ]);
  });
});

it('refuses to judge an observation by a rule of another kind', () => {
  expect(() => decideAlert(null, report(0, '2024-09-06'), OFF_TARGET, at(0))).toThrow(RangeError);
});

function offTrack() {
  return { status: 'off_track', pace: ratio(59n, 100n) } as const;
}
