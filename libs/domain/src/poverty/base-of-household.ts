import type { Classification } from '../vocabulary.js';

/** What one review says about the end of its year; null when it is retracted or the household no longer lived there. */
export interface YearEnd {
  period: string;
  yearEnd: Classification | null;
}

export interface BaseOfHousehold {
  /** Class at the end of the year before; null when the household was not reviewed then. */
  classification: Classification | null;
  wasPoorBefore: boolean;
}

/** What was true of a household at the end of the year before `period`, from all its reviews in any order. */
export function baseOfHousehold(reviews: Iterable<YearEnd>, period: string): BaseOfHousehold {
  const before = String(Number(period) - 1);
  const base: BaseOfHousehold = { classification: null, wasPoorBefore: false };
  for (const review of reviews) {
    if (review.period === before) base.classification = review.yearEnd;
    if (review.period < period && review.yearEnd === 'poor') base.wasPoorBefore = true;
  }
  return base;
}

export const isSameBase = (a: BaseOfHousehold | null, b: BaseOfHousehold | null): boolean =>
  a?.classification === b?.classification && a?.wasPoorBefore === b?.wasPoorBefore;

export const yearEndOf = ({
  presence,
  classification,
}: {
  presence?: unknown;
  classification?: unknown;
}): Classification | null => (presence === 'living' ? (classification as Classification) : null);
