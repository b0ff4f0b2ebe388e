import { describe, expect, it } from '@jest/globals';
import { assess, readTarget, type Reading } from './assess.js';
import type { Trajectory } from './expected-progress.js';
import { fromDecimal, ratio, toWireValue, type Ratio } from './ratio.js';
import type { TargetKind } from './vocabulary.js';

const LINEAR: Trajectory = { kind: 'linear' };
const target = (kind: TargetKind, value: string, trajectory: Trajectory = LINEAR) => ({
  kind,
  value: fromDecimal(value),
  trajectory,
});
const reading = (own: Partial<Reading>): Reading => ({
  ...{
    direction: 'ascending',
    actual: ratio(5n),
    reason: null,
    baseline: null,
    target: null,
    period: '2023',
    today: '2024-06-01',
  },
  ...{ thresholds: { onTrack: fromDecimal('0.95'), atRisk: fromDecimal('0.60') }, flow: true },
  ...own,
});
const text = (r: Ratio | null): string | null => r && toWireValue(r);

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
