import { describe, expect, it } from '@jest/globals';
import { medianOf, percentilesOf } from './figures.mjs';

describe('figures', () => {
  it('of times are what so many of a hundred are not above', () => {
    const times = Array.from({ length: 1_000 }, (_, i) => 1_000 - i);
    expect(percentilesOf(times)).toEqual({ p50: 501, p95: 951, p99: 991, max: 1_000 });
    expect(times[0]).toBe(1_000); // left in their order
    expect(percentilesOf([7])).toEqual({ p50: 7, p95: 7, p99: 7, max: 7 });
    expect(percentilesOf([]).p99).toBeNaN();
  });

  it('of turns are the one in the middle, or between the two', () => {
    const turns = [5, 1, 9].map((rate) => ({ rate }));
    expect(medianOf(turns, 'rate')).toBe(5);
    expect(medianOf(turns.slice(0, 2), 'rate')).toBe(3);
  });
});
