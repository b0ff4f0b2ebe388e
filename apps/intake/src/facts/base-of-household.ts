import type { HouseholdBase } from '@chitieu/contracts';
import type { Classification } from '@chitieu/domain';

/** What one review says about the end of its year; null when it is retracted or the household no longer lived there. */
export interface YearEnd {
  period: string;
  yearEnd: Classification | null;
}

/** What was true of a household at the end of the year before `period`, from all its reviews in any order. */
export function baseOfHousehold(reviews: Iterable<YearEnd>, period: string): HouseholdBase {
  const before = String(Number(period) - 1);
  const base: HouseholdBase = { classification: null, wasPoorBefore: false };
  for (const review of reviews) {
    if (review.period === before) base.classification = review.yearEnd;
    if (review.period < period && review.yearEnd === 'poor') base.wasPoorBefore = true;
  }
  return base;
}

export const isSameBase = (a: HouseholdBase | null, b: HouseholdBase | null): boolean =>
  a?.classification === b?.classification && a?.wasPoorBefore === b?.wasPoorBefore;
