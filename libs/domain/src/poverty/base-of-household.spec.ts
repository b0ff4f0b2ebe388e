import { describe, expect, it } from '@jest/globals';
import { baseOfHousehold, isSameBase, yearEndOf } from './base-of-household.js';

const years = (...classes: (string | null)[]) =>
  classes.map((yearEnd, i) => ({ period: String(2020 + i), yearEnd: yearEnd as never }));

describe('what was true of a household before', () => {
  it.each([
    ['nothing, before its first review', years(), '2022', { classification: null, wasPoorBefore: false }],
    ['the class of the year before', years('poor', 'nearPoor'), '2022', { classification: 'nearPoor', wasPoorBefore: true }],
    ['not what came later', years('nearPoor', null, 'poor'), '2021', { classification: 'nearPoor', wasPoorBefore: false }],
    ['no class, where a year is missing', years('poor', null), '2022', { classification: null, wasPoorBefore: true }],
  ])('%s', (_, reviews, period, expected) => {
    expect(baseOfHousehold(reviews, period)).toEqual(expected);
    expect(baseOfHousehold(reviews.toReversed(), period)).toEqual(expected);
  });

  it('is nothing of one that no longer lived there', () => {
    expect(yearEndOf({ presence: 'movedAway', classification: 'poor' })).toBeNull();
    expect(yearEndOf({ presence: 'living', classification: 'poor' })).toBe('poor');
  });

  it('is the same where both sides are', () => {
    const base = { classification: 'poor', wasPoorBefore: false } as const;
    expect(isSameBase(base, { ...base })).toBe(true);
    expect(isSameBase(base, { ...base, wasPoorBefore: true })).toBe(false);
    expect(isSameBase(base, null)).toBe(false);
    expect(isSameBase(null, null)).toBe(true);
  });
});
