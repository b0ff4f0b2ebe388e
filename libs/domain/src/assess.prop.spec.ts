import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { assess, type Reading } from './assess.js';
import { compareRatios, fromDecimal, multiply, negate, ratio, type Ratio } from './ratio.js';

const value = fc.tuple(fc.bigInt(-10_000n, 10_000n), fc.bigInt(1n, 5_000n)).map(([num, den]) => ratio(num, den));
const today = fc.constantFrom('2022-12-31', '2023-01-01', '2023-05-17', '2023-09-30', '2023-12-30', '2023-12-31', '2024-02-01');
const direction = fc.constantFrom<Reading['direction']>('ascending', 'descending');

const readingOf = (own: Pick<Reading, 'direction' | 'actual' | 'baseline' | 'today'>, level: Ratio): Reading => ({
  ...own,
  reason: null,
  target: { kind: 'level', value: level, trajectory: { kind: 'linear' } },
  period: '2023',
  thresholds: { onTrack: fromDecimal('0.95'), atRisk: fromDecimal('0.60') },
  flow: false,
});
const equal = (a: Ratio | null, b: Ratio | null): boolean => (a === null || b === null ? a === b : compareRatios(a, b) === 0);
const reading = fc
  .tuple(direction, value, value, value, today)
  .map(([d, actual, baseline, level, day]) => readingOf({ direction: d, actual, baseline, today: day }, level));

const transformed = (r: Reading, f: (x: Ratio) => Ratio, d: Reading['direction'] = r.direction): Reading =>
  readingOf({ direction: d, actual: f(r.actual!), baseline: f(r.baseline!), today: r.today }, f(r.target!.value));

describe('assess laws', () => {
  it('knows no unit: scaling everything changes neither progress, pace nor status', () => {
    fc.assert(
      fc.property(reading, fc.bigInt(1n, 1000n), (r, factor) => {
        const [a, b] = [assess(r), assess(transformed(r, (x) => multiply(x, ratio(factor))))];
        return (
          equal(a.progress, b.progress) &&
          equal(a.pace, b.pace) &&
          equal(a.achievementRate, b.achievementRate) &&
          a.status === b.status
        );
      }),
    );
  });

  it('mirrors: the negative of everything, in the other direction, is judged the same', () => {
    fc.assert(
      fc.property(reading, (r) => {
        const [a, b] = [assess(r), assess(transformed(r, negate, r.direction === 'ascending' ? 'descending' : 'ascending'))];
        return (
          equal(a.progress, b.progress) && equal(a.pace, b.pace) && a.status === b.status && a.statusReason === b.statusReason
        );
      }),
    );
  });

  it('a better value is never judged worse', () => {
    const rank = ['deteriorating', 'off_track', 'at_risk', 'on_track', 'achieved'];
    fc.assert(
      fc.property(reading, value, (r, other) => {
        const better = r.direction === 'ascending' ? compareRatios(other, r.actual!) >= 0 : compareRatios(other, r.actual!) <= 0;
        const [a, b] = [assess(r), assess({ ...r, actual: other })];
        const [low, high] = better ? [a, b] : [b, a];
        return low.status === 'not_started' || rank.indexOf(high.status!) >= rank.indexOf(low.status!);
      }),
    );
  });

  it('always gives a status or says why there is none', () => {
    fc.assert(
      fc.property(reading, fc.boolean(), fc.boolean(), (r, hasBaseline, hasTarget) => {
        const { status, statusReason } = assess({
          ...r,
          baseline: hasBaseline ? r.baseline : null,
          target: hasTarget ? r.target : null,
        });
        return statusReason !== '' && (status !== null || ['no_target', 'no_baseline'].includes(statusReason));
      }),
    );
  });

  it('a limit is kept on every side of it or broken, whatever the baseline and the trajectory', () => {
    fc.assert(
      fc.property(reading, value, fc.constantFrom('ceiling' as const, 'floor' as const, 'range' as const), (r, other, kind) => {
        const [low, high] = compareRatios(r.target!.value, other) <= 0 ? [r.target!.value, other] : [other, r.target!.value];
        const target = { ...r.target!, kind, value: kind === 'ceiling' ? high : low, max: high };
        const { status, pace } = assess({ ...r, target });
        if (r.today < '2023-01-01') return status === 'not_started';
        const isLow = kind !== 'ceiling' && compareRatios(r.actual!, low) < 0;
        const isHigh = kind !== 'floor' && compareRatios(r.actual!, high) > 0;
        return pace === null && (status === 'off_track') === (isLow || isHigh);
      }),
    );
  });
});
