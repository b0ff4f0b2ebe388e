import { DEPRIVATIONS, type Classification, type Deprivation, type Presence } from './vocabulary.js';

/** As much of a household's review as its contribution reads; what a retraction leaves is `retracted: true`. */
export interface HouseholdState {
  retracted: boolean;
  period: string;
  classification: Classification;
  /** Class at the end of the period before; null: not reviewed then. */
  baseClassification: Classification | null;
  /** Poor at the end of some earlier period. */
  wasPoorBefore: boolean;
  /** Bit i = DEPRIVATIONS[i]. */
  deprivations: number;
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

/**
 * What one household adds to each counter of its commune and village in its period, in the order of
 * {@link HOUSEHOLD_COUNTERS}. A household that moved away or was dissolved has been reviewed, and is counted no further.
 */
export function contributionOf(state: HouseholdState): number[] {
  const reviewed = !state.retracted;
  const living = reviewed && state.presence === 'living';
  const poor = living && state.classification === 'poor';
  const listed = poor || (living && state.classification === 'nearPoor');
  const hasBase = living && state.baseClassification !== null;
  const wasPoor = hasBase && state.baseClassification === 'poor';
  const becamePoor = poor && hasBase && !wasPoor;
  return [
    reviewed,
    reviewed && state.reviewedOn <= annualReviewEndsOn(state.period),
    living,
    living && state.official,
    reviewed && state.sample,
    poor,
    living && state.classification === 'nearPoor',
    wasPoor && !poor,
    becamePoor && state.wasPoorBefore,
    becamePoor && !state.wasPoorBefore,
    living && !hasBase,
    ...DEPRIVATIONS.map((_, i) => listed && (state.deprivations & (1 << i)) !== 0),
  ].map(Number);
}

/** Deprivation codes as the bits of {@link HouseholdState.deprivations}. */
export function deprivationBits(codes: readonly Deprivation[]): number {
  return codes.reduce((bits, code) => bits | (1 << DEPRIVATIONS.indexOf(code)), 0);
}
