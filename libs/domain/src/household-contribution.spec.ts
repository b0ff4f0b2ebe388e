import { describe, expect, it } from '@jest/globals';
import {
  annualReviewEndsOn,
  contributionOf,
  deprivationBits,
  HOUSEHOLD_COUNTERS,
  type HouseholdState,
} from './household-contribution.js';

const household = (over: Partial<HouseholdState> = {}): HouseholdState => ({
  retracted: false,
  period: '2024',
  classification: 'averageLivingStandard',
  baseClassification: 'averageLivingStandard',
  wasPoorBefore: false,
  deprivations: 0,
  presence: 'living',
  official: true,
  reviewedOn: '2024-10-01',
  sample: false,
  ...over,
});

/** The counters that are 1. */
const counted = (over: Partial<HouseholdState>): string[] => {
  const contribution = contributionOf(household(over));
  return HOUSEHOLD_COUNTERS.filter((_, i) => contribution[i] === 1);
};
const ALWAYS = ['reviews', 'reviewsOnTime', 'households', 'official'];

describe('what a household contributes', () => {
  it.each<[string, Partial<HouseholdState>, string[]]>([
    ['not poor, was not poor', {}, []],
    ['poor, was poor', { classification: 'poor', baseClassification: 'poor', wasPoorBefore: true }, ['poor']],
    ['near-poor', { classification: 'nearPoor' }, ['nearPoor']],
    [
      'poor to near-poor has escaped poverty',
      { classification: 'nearPoor', baseClassification: 'poor' },
      ['nearPoor', 'escapedPoverty'],
    ],
    ['poor to average has escaped poverty', { baseClassification: 'poor' }, ['escapedPoverty']],
    ['near-poor to poor for the first time', { classification: 'poor', baseClassification: 'nearPoor' }, ['poor', 'newlyPoor']],
    [
      'poor again after an escape',
      { classification: 'poor', baseClassification: 'nearPoor', wasPoorBefore: true },
      ['poor', 'relapsed'],
    ],
    ['poor, not reviewed before', { classification: 'poor', baseClassification: null }, ['poor', 'withoutBase']],
    [
      'poor once, not reviewed last time',
      { classification: 'poor', baseClassification: null, wasPoorBefore: true },
      ['poor', 'withoutBase'],
    ],
    [
      'deprived and poor',
      { classification: 'poor', baseClassification: 'poor', deprivations: deprivationBits(['cleanWater', 'employment']) },
      ['poor', 'deprivedEmployment', 'deprivedCleanWater'],
    ],
    ['deprived, neither poor nor near-poor', { deprivations: deprivationBits(['cleanWater']) }, []],
    ['sample', { sample: true }, ['sample']],
  ])('%s', (_, over, expected) => {
    expect(counted(over).sort()).toEqual([...ALWAYS, ...expected].sort());
  });

  it('a household that moved away or was dissolved has been reviewed and counts no further', () => {
    for (const presence of ['movedAway', 'dissolved'] as const) {
      expect(counted({ presence, classification: 'poor', baseClassification: 'poor' })).toEqual(['reviews', 'reviewsOnTime']);
    }
  });

  it('a retracted review contributes nothing', () => {
    expect(contributionOf(household({ retracted: true, classification: 'poor', sample: true })).every((n) => n === 0)).toBe(true);
  });

  it('the last day of the annual review is on time, the day after is late', () => {
    expect(annualReviewEndsOn('2024')).toBe('2024-12-14');
    expect(counted({ reviewedOn: '2024-12-14' })).toContain('reviewsOnTime');
    expect(counted({ reviewedOn: '2024-12-15' })).not.toContain('reviewsOnTime');
  });

  it('has one counter for each position', () => {
    expect(contributionOf(household())).toHaveLength(HOUSEHOLD_COUNTERS.length);
    expect(new Set(HOUSEHOLD_COUNTERS).size).toBe(HOUSEHOLD_COUNTERS.length);
  });
});
