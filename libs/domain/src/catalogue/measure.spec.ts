import { describe, expect, it } from '@jest/globals';
import { STARTER_SET } from './catalogue.js';
import { COUNTED_NOWHERE, MeasureSet } from './measure.js';
import { annualReviewEndsOn, type ReviewedHousehold } from './review-fields.js';

const household = (over: Partial<ReviewedHousehold> = {}): ReviewedHousehold => ({
  period: '2024',
  classification: 'averageLivingStandard',
  baseClassification: 'averageLivingStandard',
  wasPoorBefore: false,
  deprivations: [],
  groups: [],
  causes: [],
  area: 'rural',
  presence: 'living',
  members: 4,
  scores: null,
  standard: '2022-2025',
  reviewKind: 'annual',
  reviewState: 'official',
  reviewedOn: '2024-10-01',
  sample: false,
  ...over,
});

const counted = (over: Partial<ReviewedHousehold>): string[] =>
  STARTER_SET.countedIn(STARTER_SET.contributionOf(household(over)));
const ALWAYS = [
  ...['reviews', 'reviewsOnTime', 'households', 'official', 'members', 'ruralHouseholds', 'withoutEvidence', 'standard2022'],
];
const POOR = ['poor', 'poorMembers', 'ruralPoor'];
const NEAR_POOR = ['nearPoor', 'nearPoorMembers', 'ruralNearPoor'];

describe('what a household contributes', () => {
  it.each<[string, Partial<ReviewedHousehold>, string[]]>([
    ['not poor, was not poor', {}, []],
    ['poor, was poor', { classification: 'poor', baseClassification: 'poor', wasPoorBefore: true }, POOR],
    ['near-poor', { classification: 'nearPoor' }, [...NEAR_POOR, 'newlyNearPoor']],
    [
      'poor to near-poor has escaped poverty',
      { classification: 'nearPoor', baseClassification: 'poor' },
      [...NEAR_POOR, 'escapedPoverty', 'escapedToNearPoor'],
    ],
    ['poor to average has escaped poverty', { baseClassification: 'poor' }, ['escapedPoverty', 'escapedAbove']],
    [
      'near-poor to poor for the first time',
      { classification: 'poor', baseClassification: 'nearPoor' },
      [...POOR, 'newlyPoor', 'fellFromNearPoor'],
    ],
    [
      'poor again after an escape',
      { classification: 'poor', baseClassification: 'nearPoor', wasPoorBefore: true },
      [...POOR, 'relapsed', 'fellFromNearPoor'],
    ],
    [
      'poor, not reviewed before',
      { classification: 'poor', baseClassification: null },
      [...POOR, 'withoutBase', 'poorWithoutBase'],
    ],
    [
      'poor once, not reviewed last time',
      { classification: 'poor', baseClassification: null, wasPoorBefore: true },
      [...POOR, 'withoutBase', 'poorWithoutBase'],
    ],
    [
      'deprived and poor',
      { classification: 'poor', baseClassification: 'poor', deprivations: ['cleanWater', 'employment'] },
      [...POOR, 'poorDeprivedEmployment', 'poorDeprivedCleanWater'],
    ],
    [
      'near-poor again, in groups and with causes',
      {
        classification: 'nearPoor',
        baseClassification: 'nearPoor',
        groups: ['ethnicMinority', 'noLabourCapacity'],
        causes: ['capital'],
        area: 'urban',
      },
      [
        ...['nearPoor', 'nearPoorMembers', 'urbanNearPoor', 'urbanHouseholds', 'ethnicHouseholds', 'ethnicMembers'],
        ...['ethnicNearPoor', 'noLabourNearPoor', 'nearPoorCauseCapital'],
      ],
    ],
    ['deprived, neither poor nor near-poor', { deprivations: ['cleanWater'] }, []],
    ['sample', { sample: true }, ['sample']],
    [
      'poor, whose scores say near-poor',
      { classification: 'poor', baseClassification: 'poor', scores: { b1: 140, b2: 20 } },
      [...POOR, 'classedOtherwise'],
    ],
    ['poor, whose scores say so', { classification: 'poor', baseClassification: 'poor', scores: { b1: 140, b2: 30 } }, POOR],
    ['not poor, whose scores say so', { scores: { b1: 141, b2: 90 } }, []],
    ['of another standard', { standard: '2016-2020', scores: { b1: 151, b2: 0 } }, ['standard2016']],
  ])('%s', (_, over, expected) => {
    const without = [over.area && 'ruralHouseholds', over.scores && 'withoutEvidence', over.standard && 'standard2022'];
    const always = ALWAYS.filter((code) => !without.includes(code));
    expect(counted(over).sort()).toEqual([...always, ...expected].sort());
  });

  it('a household that moved away or was dissolved has been reviewed and counts no further', () => {
    for (const presence of ['movedAway', 'dissolved'] as const) {
      expect(counted({ presence, classification: 'poor', baseClassification: 'poor' })).toEqual([
        ...['reviews', 'reviewsOnTime', 'poorLeft', 'departed'],
      ]);
    }
  });

  it('the last day of the annual review is on time, the day after is late', () => {
    expect(annualReviewEndsOn('2024')).toBe('2024-12-14');
    expect(counted({ reviewedOn: '2024-12-14' })).toContain('reviewsOnTime');
    expect(counted({ reviewedOn: '2024-12-15' })).not.toContain('reviewsOnTime');
  });

  it('is added and taken away again without a trace; persons by the size of the household', () => {
    const sums = new Int32Array(STARTER_SET.size);
    const contribution = STARTER_SET.contributionOf(household({ classification: 'poor', deprivations: ['sanitation'] }));
    STARTER_SET.add(sums, contribution, 1);
    expect(STARTER_SET.codes.filter((_, i) => sums[i] !== 0)).toEqual(STARTER_SET.countedIn(contribution));
    expect(sums[STARTER_SET.placeOf('poor')]).toBe(1);
    expect(sums[STARTER_SET.placeOf('poorMembers')]).toBe(4);
    STARTER_SET.add(sums, contribution, -1);
    expect(sums.every((n) => n === 0)).toBe(true);
  });

  it('is nothing for a review that was taken back', () => {
    const sums = new Int32Array(STARTER_SET.size);
    STARTER_SET.add(sums, COUNTED_NOWHERE, 1);
    expect(sums.every((n) => n === 0)).toBe(true);
    expect(STARTER_SET.countedIn(COUNTED_NOWHERE)).toEqual([]);
  });

  it('is written as PostgreSQL numbers the bits of bytes: the first measure in the lowest bit of the first byte', () => {
    const nth = (i: number) => ({
      code: `m${i}`,
      name: { vi: 'x', en: 'x' },
      counts: 'households' as const,
      where: i % 9 === 0 ? { all: [] } : { any: [] },
    });
    expect(new MeasureSet(Array.from({ length: 20 }, (_, i) => nth(i))).contributionOf(household()).counted).toBe('010204');
  });
});
