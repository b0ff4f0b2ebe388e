import { describe, expect, it } from '@jest/globals';
import { assess, readTarget, type Reading } from './assess.js';
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

describe('limits are kept or broken, and have no pace', () => {
  const during = '2023-06-30';
  const after = '2023-12-31';
  const range = { ...target('range', '60'), max: ratio(70n) };
  const stock = (own: Partial<Reading>): Reading =>
    reading({ flow: false, baseline: ratio(65n), direction: 'descending', ...own });

  it.each<[string, Reading, string | null, string]>([
    [
      'on the ceiling, during the year',
      stock({ actual: ratio(70n), target: target('ceiling', '70'), today: during }),
      'on_track',
      'limit_kept_so_far',
    ],
    [
      'on the ceiling, at its end',
      stock({ actual: ratio(70n), target: target('ceiling', '70'), today: after }),
      'achieved',
      'limit_kept',
    ],
    [
      'above the ceiling by one',
      stock({ actual: ratio(71n), target: target('ceiling', '70'), today: during }),
      'off_track',
      'limit_broken',
    ],
    [
      'on the floor',
      stock({ actual: ratio(60n), target: target('floor', '60'), today: during }),
      'on_track',
      'limit_kept_so_far',
    ],
    ['below the floor', stock({ actual: ratio(59n), target: target('floor', '60'), today: during }), 'off_track', 'limit_broken'],
    [
      'a flow below its floor may still reach it',
      reading({ actual: ratio(5n), target: target('floor', '10'), today: during }),
      null,
      'may_still_be_reached',
    ],
    [
      'and may not once the year is over',
      reading({ actual: ratio(5n), target: target('floor', '10'), today: after }),
      'off_track',
      'limit_broken',
    ],
    [
      'a flow above its ceiling',
      reading({ actual: ratio(11n), target: target('ceiling', '10'), today: during }),
      'off_track',
      'limit_broken',
    ],
    ['at the lower end of a range', stock({ actual: ratio(60n), target: range, today: after }), 'achieved', 'limit_kept'],
    ['at its upper end', stock({ actual: ratio(70n), target: range, today: after }), 'achieved', 'limit_kept'],
    ['above it', stock({ actual: ratio(71n), target: range, today: during }), 'off_track', 'limit_broken'],
    ['below it', stock({ actual: ratio(59n), target: range, today: during }), 'off_track', 'limit_broken'],
    ['no data first', stock({ actual: null, target: range }), 'no_data', 'no_data'],
    [
      'nothing before the year',
      stock({ actual: ratio(99n), target: range, today: '2022-12-31' }),
      'not_started',
      'period_not_begun',
    ],
  ])('%s', (_, given, status, statusReason) => {
    expect(assess(given)).toMatchObject({ status, statusReason, pace: null, progress: null, neededPerMonth: null });
  });

  it('expects a limit at any time; a range has no one level', () => {
    expect(text(assess(stock({ target: target('ceiling', '70'), today: during })).expectedToDate)).toBe('70');
    expect(assess(stock({ target: range }))).toMatchObject({ level: null, expectedToDate: null, achievementRate: null });
  });
});

describe('what is to be done once', () => {
  const by = (on: string) => target('binary', '1', { kind: 'step', on });
  it.each<[string, string, bigint, string, string]>([
    ['before its day', '2023-05-31', 0n, 'not_started', 'nothing_expected_yet'],
    ['done before its day', '2023-05-31', 1n, 'achieved', 'done'],
    ['at the end of its day', '2023-06-30', 0n, 'off_track', 'not_done_by_its_date'],
    ['done after it', '2023-09-01', 1n, 'achieved', 'done'],
    ['never done', '2024-06-01', 0n, 'off_track', 'not_done_by_its_date'],
  ])('%s', (_, today, done, status, statusReason) => {
    expect(assess(reading({ actual: ratio(done), target: by('2023-06-30'), today }))).toMatchObject({ status, statusReason });
  });

  it('without a day has the whole period', () => {
    const given = (today: string) => assess(reading({ actual: ratio(0n), target: target('binary', '1'), today })).status;
    expect([given('2023-12-30'), given('2023-12-31')]).toEqual(['not_started', 'off_track']);
  });
});

it('a written range starts from its lower end; what is to be done once is 1', () => {
  const read = readTarget({ kind: 'range', min: '60', max: '70.5', trajectory: LINEAR });
  expect([text(read.value), text(read.max!)]).toEqual(['60', '70.500000']);
  expect(text(readTarget({ kind: 'binary', trajectory: LINEAR }).value)).toBe('1');
});
