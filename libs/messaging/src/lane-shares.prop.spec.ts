import { describe, expect, it } from '@jest/globals';
import { LANES } from '@chitieu/domain';
import fc from 'fast-check';
import { lanesOf } from './lane-shares.js';

const members = (minLength: number) => fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { minLength, maxLength: 12 });

const ownersFor = (living: number[]): Map<number, number> =>
  new Map(living.flatMap((member) => [...lanesOf(living, member)].map((lane) => [lane, member] as const)));

describe('shares of the lanes', () => {
  it('gives every lane one owner, and nobody more than an even part', () => {
    fc.assert(
      fc.property(members(1), (living) => {
        const shares = living.map((member) => lanesOf(living, member));
        const all = shares.flatMap((share) => [...share]).sort((a, b) => a - b);
        expect(all).toEqual(Array.from({ length: LANES }, (_, lane) => lane));
        for (const share of shares) expect(share.size).toBeLessThanOrEqual(Math.ceil(LANES / living.length));
      }),
      { numRuns: 40 },
    );
  });

  it('does not depend on the order in which members are listed', () => {
    fc.assert(
      fc.property(members(2), (living) => {
        expect(lanesOf([...living].reverse(), living[0]!)).toEqual(lanesOf(living, living[0]!));
      }),
      { numRuns: 40 },
    );
  });

  it('moves at most half of the lanes when a member joins, and most of those to it', () => {
    fc.assert(
      fc.property(members(2), (living) => {
        const [joining, ...before] = living;
        const owners = ownersFor(before);
        const after = ownersFor(living);
        const moved = [...after].filter(([lane, owner]) => owners.get(lane) !== owner);
        const taken = moved.filter(([, owner]) => owner === joining);
        expect(moved.length).toBeLessThanOrEqual(LANES / 2);
        expect(moved.length).toBeLessThanOrEqual(2 * taken.length + LANES / 8); // 7 above twice was the most in 8,000 draws
      }),
      { numRuns: 40 },
    );
  });

  it('gives a stranger nothing', () => {
    expect(lanesOf([1, 2], 3).size).toBe(0);
    expect(lanesOf([], 3).size).toBe(0);
  });
});
