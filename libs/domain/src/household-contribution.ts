import { DEPRIVATIONS, type Classification, type Deprivation, type Presence } from './vocabulary.js';

/** As much of a household's review as its contribution reads. */
export interface ReviewedHousehold {
  period: string;
  classification: Classification;
  /** Class at the end of the period before; null: not reviewed then. */
  baseClassification: Classification | null;
  /** Poor at the end of some earlier period. */
  wasPoorBefore: boolean;
  deprivations: readonly Deprivation[];
  presence: Presence;
  official: boolean;
  /** ISO date. */
  reviewedOn: string;
  sample: boolean;
}

/** Name of the counter of one deprivation: `cleanWater` → `deprivedCleanWater`. */
export const deprivedCounter = (code: Deprivation): `deprived${Capitalize<Deprivation>}` =>
  `deprived${(code[0]!.toUpperCase() + code.slice(1)) as Capitalize<Deprivation>}`;

/** What is counted of households, in the order of every array of counters. All are sums over households: 0 or 1 each. */
export const HOUSEHOLD_COUNTERS = [
  'reviews',
  'reviewsOnTime',
  'households',
  'official',
  'sample',
  'poor',
  'nearPoor',
  'escapedPoverty',
  'relapsed',
  'newlyPoor',
  'withoutBase',
  ...DEPRIVATIONS.map(deprivedCounter),
] as const;
export type HouseholdCounter = (typeof HOUSEHOLD_COUNTERS)[number];

/** Last day of the annual review, QĐ 24/2021/QĐ-TTg art. 3.1a: a review dated later is late. */
export const annualReviewEndsOn = (period: string): string => `${period.slice(0, 4)}-12-14`;

const bitOf = (counter: HouseholdCounter): number => 1 << HOUSEHOLD_COUNTERS.indexOf(counter);
const REVIEWS = bitOf('reviews');
const ON_TIME = bitOf('reviewsOnTime');
const HOUSEHOLDS = bitOf('households');
const OFFICIAL = bitOf('official');
const SAMPLE = bitOf('sample');
const POOR = bitOf('poor');
const NEAR_POOR = bitOf('nearPoor');
const ESCAPED = bitOf('escapedPoverty');
const RELAPSED = bitOf('relapsed');
const NEWLY_POOR = bitOf('newlyPoor');
const WITHOUT_BASE = bitOf('withoutBase');
const DEPRIVED = new Map(DEPRIVATIONS.map((code) => [code, bitOf(deprivedCounter(code))]));

/** What a review that was taken back is counted as. */
export const COUNTED_NOWHERE = 0;
/** Bits of the households that a programme is for. */
export const COUNTED_AS_LISTED = POOR | NEAR_POOR;

/**
 * Which counters of its commune and village count a household in its period: bit i stands for HOUSEHOLD_COUNTERS[i].
 * A household that moved away or was dissolved has been reviewed, and is counted no further.
 */
export function contributionOf(review: ReviewedHousehold): number {
  let counted = REVIEWS;
  if (review.reviewedOn <= annualReviewEndsOn(review.period)) counted |= ON_TIME;
  if (review.sample) counted |= SAMPLE;
  return review.presence === 'living' ? counted | HOUSEHOLDS | livingContribution(review) : counted;
}

function livingContribution({ classification, baseClassification, wasPoorBefore, deprivations, official }: ReviewedHousehold) {
  let counted = official ? OFFICIAL : 0;
  if (baseClassification === null) counted |= WITHOUT_BASE;
  if (classification === 'poor') {
    counted |= POOR;
    if (baseClassification !== null && baseClassification !== 'poor') counted |= wasPoorBefore ? RELAPSED : NEWLY_POOR;
  } else if (baseClassification === 'poor') counted |= ESCAPED;
  if (classification === 'nearPoor') counted |= NEAR_POOR;
  if (counted & COUNTED_AS_LISTED) for (const code of deprivations) counted |= DEPRIVED.get(code)!;
  return counted;
}

/** Adds a contribution to sums in the order of HOUSEHOLD_COUNTERS, or takes it away. */
export function addContribution(sums: number[], counted: number, sign: 1 | -1): void {
  for (let i = 0, bits = counted; bits !== 0; i++, bits >>>= 1) if (bits & 1) sums[i]! += sign;
}

/** The counters that count a contribution, by name. */
export const countersIn = (counted: number): HouseholdCounter[] =>
  HOUSEHOLD_COUNTERS.filter((_, i) => (counted & (1 << i)) !== 0);
