import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { expectedProgress, type Trajectory } from './expected-progress.js';
import { daysInMonth, firstDay, lastDay } from './period.js';
import { compareRatios, negate, ratio, subtract } from './ratio.js';

const day = fc
  .tuple(fc.integer({ min: 2022, max: 2026 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(Math.min(d, daysInMonth(y, m))).padStart(2, '0')}`);
const period = fc.constantFrom('2023', '2024', '2024-S1', '2024-S2', '2024-Q1', '2024-Q3', '2024-02', '2024-12');
const seasonal = fc
  .array(fc.integer({ min: 0, max: 100 }), { minLength: 12, maxLength: 12 })
  .filter((weights) => weights.some((w) => w > 0))
  .map((weights): Trajectory => {
    const sum = weights.reduce((a, b) => a + b, 0);
    return { kind: 'seasonal', shares: weights.map((w) => w / sum) };
  });
const step = day.map((on): Trajectory => ({ kind: 'step', on: `2024${on.slice(4)}`.replace('02-29', '02-28') }));
const milestones = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 6 })
  .map((days): Trajectory => {
    const shares = days.map(([, share]) => share).sort((a, b) => a - b);
    const on = days.map(([month]) => `2024-${String(month).padStart(2, '0')}-15`).sort();
    return { kind: 'milestones', milestones: on.map((each, i) => ({ on: each, share: shares[i]! })) };
  });
const trajectory = fc.oneof(fc.constant<Trajectory>({ kind: 'linear' }), seasonal, step, milestones);

const ZERO = ratio(0n);
const ONE = ratio(1n);

describe('expected progress', () => {
  it('never falls from one day to a later one, and stays within 0 and 1', () => {
    fc.assert(
      fc.property(trajectory, period, day, day, (t, p, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const [before, after] = [expectedProgress(t, p, early)!, expectedProgress(t, p, late)!];
        return compareRatios(ZERO, before) <= 0 && compareRatios(before, after) <= 0 && compareRatios(after, ONE) <= 0;
      }),
    );
  });

  it('is 0 before the period, and 1 once the year is over', () => {
    fc.assert(
      fc.property(trajectory, day, (t, today) => {
        const expected = expectedProgress(t, '2024', today)!;
        if (today < firstDay('2024')) return compareRatios(expected, ZERO) === 0;
        return today < lastDay('2024') || compareRatios(expected, ONE) === 0;
      }),
    );
  });

  it('is the same for a year and for the part of it that ends on the day', () => {
    fc.assert(
      fc.property(trajectory, fc.constantFrom('2024-Q1', '2024-S1', '2024-Q3', '2024-11'), (t, part) => {
        const whole = expectedProgress(t, '2024', lastDay(part))!;
        return compareRatios(expectedProgress(t, part, '2030-01-01', '2024')!, whole) === 0;
      }),
    );
  });

  it('with twelve equal shares stays within two days of linear', () => {
    const equalShares: Trajectory = { kind: 'seasonal', shares: Array.from({ length: 12 }, () => 1 / 12) };
    const twoDays = ratio(2n, 365n);
    fc.assert(
      fc.property(day, (today) => {
        const miss = subtract(
          expectedProgress(equalShares, '2024', today)!,
          expectedProgress({ kind: 'linear' }, '2024', today)!,
        );
        return compareRatios(miss, twoDays) <= 0 && compareRatios(negate(miss), twoDays) <= 0;
      }),
    );
  });
});
