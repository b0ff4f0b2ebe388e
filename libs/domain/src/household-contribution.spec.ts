import { describe, expect, it } from '@jest/globals';
import {
  addContribution,
  annualReviewEndsOn,
  contributionOf,
  countersIn,
  HOUSEHOLD_COUNTERS,
  type ReviewedHousehold,
} from './household-contribution.js';

const household = (over: Partial<ReviewedHousehold> = {}): ReviewedHousehold => ({
  period: '2024',
  classification: 'averageLivingStandard',
  baseClassification: 'averageLivingStandard',
  wasPoorBefore: false,
  deprivations: [],
  presence: 'living',
  official: true,
  reviewedOn: '2024-10-01',
  sample: false,
  ...over,
});

const counted = (over: Partial<ReviewedHousehold>): string[] => countersIn(contributionOf(household(over)));
const ALWAYS = ['reviews', 'reviewsOnTime', 'households', 'official'];

describe('what a household contributes', () => {
  it.each<[string, Partial<ReviewedHousehold>, string[]]>([
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
      { classification: 'poor', baseClassification: 'poor', deprivations: ['cleanWater', 'employment'] },
      ['poor', 'deprivedEmployment', 'deprivedCleanWater'],
    ],
    ['deprived, neither poor nor near-poor', { deprivations: ['cleanWater'] }, []],
    ['sample', { sample: true }, ['sample']],
  ])('%s', (_, over, expected) => {
    expect(counted(over).sort()).toEqual([...ALWAYS, ...expected].sort());
  });

  it('a household that moved away or was dissolved has been reviewed and counts no further', () => {
    for (const presence of ['movedAway', 'dissolved'] as const) {
      expect(counted({ presence, classification: 'poor', baseClassification: 'poor' })).toEqual(['reviews', 'reviewsOnTime']);
    }
  });

  it('the last day of the annual review is on time, the day after is late', () => {
    expect(annualReviewEndsOn('2024')).toBe('2024-12-14');
    expect(counted({ reviewedOn: '2024-12-14' })).toContain('reviewsOnTime');
    expect(counted({ reviewedOn: '2024-12-15' })).not.toContain('reviewsOnTime');
  });

  it('is added and taken away again without a trace', () => {
    const sums = HOUSEHOLD_COUNTERS.map(() => 0);
    const contribution = contributionOf(household({ classification: 'poor', deprivations: ['sanitation', 'informationAccess'] }));
    addContribution(sums, contribution, 1);
    expect(HOUSEHOLD_COUNTERS.filter((_, i) => sums[i] === 1)).toEqual(countersIn(contribution));
    addContribution(sums, contribution, -1);
    expect(sums.every((n) => n === 0)).toBe(true);
  });

  it('has a bit for each counter, and no bit for two', () => {
    expect(HOUSEHOLD_COUNTERS.length).toBeLessThanOrEqual(31);
    expect(new Set(HOUSEHOLD_COUNTERS).size).toBe(HOUSEHOLD_COUNTERS.length);
  });
});
