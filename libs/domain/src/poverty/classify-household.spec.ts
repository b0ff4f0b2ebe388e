import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classifyHousehold, isB2OfDeprivations, reviewDoubts, type HouseholdEvidence } from './classify-household.js';
import { POVERTY_STANDARDS, povertyStandard } from './poverty-standards.js';
import { AREAS, type Classification } from '../vocabulary.js';

const scored = (b1: number, b2: number, incomeDong: bigint | null = null): HouseholdEvidence => ({
  scores: { b1, b2 },
  incomeDong,
  deprivations: Math.floor(b2 / 10),
});
const earning = (incomeDong: bigint, deprivations: number): HouseholdEvidence => ({ scores: null, incomeDong, deprivations });

describe('the standards', () => {
  it('hold one row for each standard and area, with whole-đồng lines', () => {
    const keys = POVERTY_STANDARDS.map(({ code, area }) => `${code} ${area}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(povertyStandard('2022-2025', 'rural')).toMatchObject({
      incomeLineDong: 1_500_000n,
      averageUpToDong: 2_250_000n,
      b1Line: 140,
    });
    expect(povertyStandard('2022-2025', 'urban')).toMatchObject({
      incomeLineDong: 2_000_000n,
      averageUpToDong: 3_000_000n,
      b1Line: 175,
    });
    expect(povertyStandard('1990', 'rural')).toBeNull();
  });

  it('mark what is from memory', () => {
    const marked = POVERTY_STANDARDS.filter((standard) => standard.unconfirmed.length > 0);
    expect(marked.map(({ code, area, unconfirmed }) => [code, area, unconfirmed])).toEqual([
      ['2016-2020', 'rural', ['b1Line', 'averageUpToDong']],
      ['2016-2020', 'urban', ['averageUpToDong']],
    ]);
  });
});

describe('class of a household', () => {
  it.each<[string, (typeof AREAS)[number], HouseholdEvidence, Classification | null, string]>([
    ['2022-2025', 'rural', scored(140, 30), 'poor', 'below_line_and_deprived'],
    ['2022-2025', 'rural', scored(140, 20), 'nearPoor', 'below_line'],
    ['2022-2025', 'rural', scored(141, 120), null, 'above_line_income_unknown'],
    ['2022-2025', 'rural', scored(141, 30, 2_250_000n), 'averageLivingStandard', 'above_line_up_to_average'],
    ['2022-2025', 'rural', scored(141, 30, 2_250_001n), 'aboveAverage', 'above_average'],
    ['2022-2025', 'urban', scored(175, 30), 'poor', 'below_line_and_deprived'],
    ['2022-2025', 'urban', scored(176, 30), null, 'above_line_income_unknown'],
    ['2022-2025', 'rural', earning(1_500_000n, 3), 'poor', 'below_line_and_deprived'],
    ['2022-2025', 'rural', earning(1_500_000n, 2), 'nearPoor', 'below_line'],
    ['2022-2025', 'rural', earning(1_500_001n, 12), 'averageLivingStandard', 'above_line_up_to_average'],
    ['2022-2025', 'rural', { scores: null, incomeDong: null, deprivations: 5 }, null, 'no_evidence_for_standard'],
    ['2016-2020', 'rural', scored(120, 0), 'poor', 'poor_whatever_deprivations'],
    ['2016-2020', 'rural', scored(121, 30), 'poor', 'below_line_and_deprived'],
    ['2016-2020', 'rural', scored(121, 20), 'nearPoor', 'below_line'],
    ['2016-2020', 'urban', earning(900_000n, 0), 'poor', 'poor_whatever_deprivations'],
    ['2016-2020', 'urban', earning(900_001n, 0), 'nearPoor', 'below_line'],
    ['2027-2030', 'rural', earning(2_200_000n, 3), 'poor', 'below_line_and_deprived'],
    ['2027-2030', 'rural', earning(2_200_001n, 3), null, 'above_line_income_unknown'],
    ['2027-2030', 'rural', scored(100, 30), null, 'no_evidence_for_standard'],
    ['dong-nai-2022-2025', 'urban', earning(2_500_000n, 2), 'poor', 'below_line_and_deprived'],
    ['dong-nai-2022-2025', 'urban', earning(2_500_000n, 1), 'nearPoor', 'below_line'],
  ])('%s %s %j: %s', (code, area, evidence, classification, reason) => {
    expect(classifyHousehold(evidence, povertyStandard(code, area)!)).toEqual({ classification, reason });
  });

  it('one more deprivation never makes a household less poor', () => {
    const rank = ['aboveAverage', 'averageLivingStandard', 'nearPoor', 'poor'];
    fc.assert(
      fc.property(
        fc.constantFrom(...POVERTY_STANDARDS),
        fc.bigInt(0n, 4_000_000n),
        fc.integer({ min: 0, max: 11 }),
        (standard, income, n) => {
          const [less, more] = [
            classifyHousehold(earning(income, n), standard),
            classifyHousehold(earning(income, n + 1), standard),
          ];
          return rank.indexOf(more.classification!) >= rank.indexOf(less.classification!);
        },
      ),
    );
  });
});

describe('what a review contradicts itself in', () => {
  const standard = povertyStandard('2022-2025', 'rural')!;
  const review = { ...scored(130, 30), classification: 'poor' as Classification, reviewedOn: '2023-11-20' };

  it.each<[string, Partial<typeof review>, string[]]>([
    ['nothing', {}, []],
    ['points that are not ten per deprivation', { deprivations: 4 }, ['b2_not_ten_per_deprivation']],
    ['near-poor with poor evidence', { classification: 'nearPoor' }, ['class_not_by_evidence']],
    ['poor above the line', { ...scored(141, 30) }, ['class_not_by_evidence']],
    ['near-poor above the line', { ...scored(141, 30), classification: 'nearPoor' }, ['class_not_by_evidence']],
    ['average above the line, income unknown', { ...scored(141, 30), classification: 'averageLivingStandard' }, []],
    ['no evidence at all', { scores: null, incomeDong: null }, []],
    ['the day after the standard', { reviewedOn: '2027-01-01' }, ['standard_not_valid_on_day']],
    ['the first day of the standard', { reviewedOn: '2022-01-01' }, []],
    ['the day before the standard', { reviewedOn: '2021-12-31' }, ['standard_not_valid_on_day']],
  ])('%s', (_, own, doubts) => {
    expect(reviewDoubts({ ...review, ...own }, standard)).toEqual(doubts);
  });

  it('ten points per deprivation, on the point', () => {
    expect([isB2OfDeprivations(30, 3), isB2OfDeprivations(29, 3), isB2OfDeprivations(31, 3)]).toEqual([true, false, false]);
  });
});
