import { describe, expect, it } from '@jest/globals';
import { assess, type Reading } from './assess.js';
import type { Trajectory } from './expected-progress.js';
import { fromDecimal, ratio, toWireValue, type Ratio } from './ratio.js';
import type { TargetKind } from './vocabulary.js';

const LINEAR: Trajectory = { kind: 'linear' };
/** Nothing is planned before October. */
const LATE: Trajectory = { kind: 'seasonal', shares: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.2, 0.3, 0.5] };

const target = (kind: TargetKind, value: string, trajectory: Trajectory = LINEAR) => ({
  kind,
  value: fromDecimal(value),
  trajectory,
});
const reading = (own: Partial<Reading>): Reading => ({
  direction: 'ascending',
  actual: ratio(5n),
  reason: null,
  baseline: null,
  target: target('level', '10'),
  period: '2023',
  today: '2024-06-01',
  thresholds: { onTrack: fromDecimal('0.95'), atRisk: fromDecimal('0.60') },
  flow: true,
  ...own,
});
const text = (r: Ratio | null): string | null => r && toWireValue(r);

describe('assess on the founding plan', () => {
  it('12 of 10 households: achieved, 1.2', () => {
    const result = assess(reading({ actual: ratio(12n), target: target('countReduced', '10') }));
    expect([text(result.level), text(result.achievementRate), text(result.progress)]).toEqual(['10', '1.200000', '1.200000']);
    expect([result.status, result.statusReason, result.neededPerMonth]).toEqual(['achieved', 'target_reached', null]);
  });

  it('a rate of 2,98 % from 58/1612, half-way by linear days', () => {
    const result = assess(
      reading({
        direction: 'descending',
        flow: false,
        actual: ratio(50n, 1612n),
        baseline: ratio(58n, 1612n),
        target: target('level', '0.0298'),
        period: '2024',
        today: '2024-07-01',
      }),
    );
    expect(text(result.level)).toBe('0.029800');
    expect(text(result.progress)).toBe('0.803019');
    expect(text(result.expectedProgress)).toBe('0.500000');
    expect(text(result.expectedToDate)).toBe('0.032890');
    expect(text(result.neededPerMonth)).toBe('-0.000203');
    expect([result.status, result.statusReason]).toEqual(['on_track', 'pace_at_least_on_track']);
  });

  it('all of 1.063 triệu disbursed', () => {
    const result = assess(reading({ actual: ratio(1_063_000_000n, 1_063_000_000n), target: target('level', '1') }));
    expect([text(result.achievementRate), result.status]).toEqual(['1.000000', 'achieved']);
  });
});

describe('what a target means in the unit of the indicator', () => {
  it.each<[TargetKind, boolean, Ratio | null, string, string | null]>([
    ['level', false, ratio(70n), '60', '60'],
    ['level', false, null, '60', '60'],
    ['change', false, ratio(70n), '-10', '60'],
    ['countReduced', false, ratio(70n), '10', '60'],
    ['change', false, null, '-10', null],
    ['countReduced', false, null, '10', null],
    ['countReduced', true, null, '10', '10'],
    ['change', true, ratio(70n), '-0.0133', '-0.013300'],
  ])('%s, flow %s, baseline %j, value %s: %s', (kind, flow, baseline, value, level) => {
    expect(text(assess(reading({ flow, baseline, target: target(kind, value) })).level)).toBe(level);
  });
});

describe('status, in the order the rules are tried', () => {
  const stock = (own: Partial<Reading>): Reading =>
    reading({ flow: false, direction: 'descending', baseline: ratio(70n), ...own });

  it.each<[string, Reading, string | null, string]>([
    ['no value', reading({ actual: null, reason: 'not_reported' }), 'no_data', 'not_reported'],
    ['no value and no reason given', reading({ actual: null }), 'no_data', 'no_data'],
    ['no value and no target', reading({ actual: null, reason: 'not_reported', target: null }), 'no_data', 'not_reported'],
    ['no target', reading({ target: null }), null, 'no_target'],
    ['the day before the period', reading({ today: '2022-12-31', actual: ratio(20n) }), 'not_started', 'period_not_begun'],
    ['the first day, nothing done', reading({ today: '2023-01-01', actual: ratio(0n) }), 'off_track', 'pace_below_at_risk'],
    [
      'nothing expected, nothing done',
      reading({ today: '2023-09-30', actual: ratio(0n), target: target('level', '10', LATE) }),
      'not_started',
      'nothing_expected_yet',
    ],
    [
      'nothing expected, something done',
      reading({ today: '2023-09-30', actual: ratio(1n), target: target('level', '10', LATE) }),
      'on_track',
      'ahead_of_trajectory',
    ],
    [
      'nothing expected, but worse',
      reading({ today: '2023-09-30', actual: ratio(-1n), target: target('level', '10', LATE) }),
      'deteriorating',
      'worse_than_baseline',
    ],
    ['exactly at the target', reading({ actual: ratio(10n) }), 'achieved', 'target_reached'],
    ['exactly at the baseline', reading({ actual: ratio(0n) }), 'off_track', 'pace_below_at_risk'],
    ['just below the baseline', reading({ actual: ratio(-1n, 1000n) }), 'deteriorating', 'worse_than_baseline'],
    ['pace exactly 0.95', reading({ actual: fromDecimal('9.5') }), 'on_track', 'pace_at_least_on_track'],
    ['pace just below 0.95', reading({ actual: fromDecimal('9.4999') }), 'at_risk', 'pace_at_least_at_risk'],
    ['pace exactly 0.60', reading({ actual: ratio(6n) }), 'at_risk', 'pace_at_least_at_risk'],
    ['pace just below 0.60', reading({ actual: fromDecimal('5.9999') }), 'off_track', 'pace_below_at_risk'],
    [
      'descending stock reached',
      stock({ actual: ratio(60n), target: target('countReduced', '10') }),
      'achieved',
      'target_reached',
    ],
    [
      'descending stock rising',
      stock({ actual: ratio(71n), target: target('countReduced', '10') }),
      'deteriorating',
      'worse_than_baseline',
    ],
    [
      'stock with no baseline, level met',
      stock({ actual: ratio(60n), baseline: null, target: target('level', '60') }),
      'achieved',
      'level_met',
    ],
    [
      'stock with no baseline, level missed',
      stock({ actual: ratio(61n), baseline: null, target: target('level', '60') }),
      null,
      'no_baseline',
    ],
    ['change with no baseline', stock({ baseline: null, target: target('change', '-10') }), null, 'no_baseline'],
    ['to be held, held', stock({ actual: ratio(70n), target: target('level', '70') }), 'achieved', 'level_met'],
    [
      'to be held, worse by one',
      stock({ actual: ratio(71n), target: target('level', '70') }),
      'deteriorating',
      'worse_than_level_to_hold',
    ],
    ['may rise to 80, fell', stock({ actual: ratio(69n), target: target('level', '80') }), 'achieved', 'level_met'],
    ['may rise to 80, at 80', stock({ actual: ratio(80n), target: target('level', '80') }), 'achieved', 'level_met'],
    [
      'may rise to 80, at 81',
      stock({ actual: ratio(81n), target: target('level', '80') }),
      'deteriorating',
      'worse_than_level_to_hold',
    ],
    [
      'no direction, reached',
      stock({ direction: 'none', actual: ratio(80n), target: target('level', '80') }),
      'achieved',
      'target_reached',
    ],
    [
      'no direction, to be held',
      stock({ direction: 'none', actual: ratio(70n), target: target('level', '70') }),
      'achieved',
      'level_met',
    ],
    [
      'no direction, no baseline',
      stock({ direction: 'none', actual: ratio(70n), baseline: null, target: target('level', '71') }),
      null,
      'no_baseline',
    ],
    [
      'shares of nothing',
      reading({ target: target('level', '10', { kind: 'seasonal', shares: [] }) }),
      null,
      'trajectory_without_shares',
    ],
  ])('%s', (_, given, status, statusReason) => {
    expect(assess(given)).toMatchObject({ status, statusReason });
  });
});

describe('expected to date and what is needed', () => {
  it('is the level itself once the period is over', () => {
    expect(text(assess(reading({ flow: false, baseline: ratio(70n), target: target('level', '60') })).expectedToDate)).toBe('60');
  });

  it('is not told without a baseline', () => {
    expect(assess(reading({ flow: false, target: target('level', '60') })).expectedToDate).toBeNull();
  });

  it.each([
    ['2022-11-30', '0.416667'], // 5 over 12 months
    ['2023-01-01', '0.416667'],
    ['2023-11-30', '2.500000'],
    ['2023-12-31', '5'],
    ['2024-01-01', null],
  ])('at %s each month left must bring %s', (today, needed) => {
    expect(text(assess(reading({ today })).neededPerMonth)).toBe(needed);
  });

  it('counts the months of the period the target is set for', () => {
    const quarter = reading({ period: '2023-Q1', targetPeriod: '2023', today: '2023-03-31' });
    expect(text(assess(quarter).neededPerMonth)).toBe('0.500000');
    expect(text(assess(quarter).expectedProgress)).toBe('0.246575');
  });

  it('an achievement of a target of zero cannot be told', () => {
    expect(assess(reading({ target: target('level', '0') })).achievementRate).toBeNull();
  });
});
