import fc from 'fast-check';

/** What a consistent plan says; every printed figure follows from these. */
export interface PlanFacts {
  year: number;
  total: number;
  poorBefore: number;
  poorFall: number;
  poorGiven: number;
  nearBefore: number;
  nearFall: number;
  poorNext: number;
  nearNext: number;
  amounts: number[];
  assigned: number;
  disbursed: number;
}

/** How it is worded: one choice each. */
export interface PlanStyle {
  numbering: number;
  rows: number;
  stock: number;
  fall: number;
  target: number;
  unit: number;
  money: number;
  asTable: boolean;
  hasVillages: boolean;
  heading: number;
  places: number;
  typos: number;
}

/** What may be printed wrong; each replaces one figure or word of the text. */
export const PLANTS = [
  'percent',
  'sum',
  'ten-times',
  'thousand-times',
  'rate-digits',
  'stock-digits',
  'base-year',
  'disbursement',
  'village',
  'parts',
] as const;
export type Plant = (typeof PLANTS)[number];

const pick = fc.nat({ max: 11 });

export const style: fc.Arbitrary<PlanStyle> = fc.record({
  ...{ numbering: pick, rows: pick, stock: pick, fall: pick, target: pick, unit: pick, money: pick, heading: pick },
  asTable: fc.boolean(),
  hasVillages: fc.boolean(),
  places: fc.integer({ min: 1, max: 2 }),
  typos: fc.nat({ max: 3 }),
});

export const facts: fc.Arbitrary<PlanFacts> = fc
  .record({
    year: fc.integer({ min: 2022, max: 2027 }),
    total: fc.integer({ min: 600, max: 6_000 }),
    poor: fc.integer({ min: 60, max: 160 }),
    near: fc.integer({ min: 60, max: 160 }),
    fall: fc.integer({ min: 6, max: 30 }),
    nearFall: fc.integer({ min: 6, max: 30 }),
    given: fc.integer({ min: 1, max: 5 }),
    next: fc.integer({ min: 5, max: 25 }),
    amounts: fc.array(fc.integer({ min: 11, max: 990 }), { minLength: 2, maxLength: 6 }),
    assigned: fc.integer({ min: 200, max: 3_000 }),
    share: fc.integer({ min: 40, max: 94 }),
  })
  .map(({ year, total, poor, near, fall, nearFall, given, next, amounts, assigned, share }) => ({
    ...{ year, total, amounts, assigned },
    ...{ poorBefore: poor, poorFall: fall, poorGiven: fall + (given - 3), nearBefore: near, nearFall },
    ...{ poorNext: poor - fall - next, nearNext: near - nearFall - next },
    disbursed: Math.floor((assigned * share) / 100),
  }));
