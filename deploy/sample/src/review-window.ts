import type { HouseholdReview } from '@chitieu/contracts';
import { daysInMonth } from '@chitieu/domain';
import type { Random } from './random.js';

/** When a year's reviews were made, and whether its result is final. */
export interface ReviewWindow {
  from: string;
  to: string;
  state: HouseholdReview['reviewState'];
}

/** The annual review of a closed year, QĐ 24/2021/QĐ-TTg: 1 September to 14 December. */
export const annualReview = (year: number): ReviewWindow => ({ from: `${year}-09-05`, to: `${year}-12-12`, state: 'official' });

/** A commune that finished after the last day of the annual review. */
export const lateAnnualReview = (year: number): ReviewWindow => ({
  from: `${year}-12-15`,
  to: `${year}-12-22`,
  state: 'official',
});

/** A year that is under way on 5 October: the monthly regular reviews and the first weeks of the annual one. */
export const reviewUnderWay = (year: number): ReviewWindow => ({
  from: `${year}-02-15`,
  to: `${year}-10-04`,
  state: 'preliminary',
});

/** A day inside the window, and the kind of review that is made on such a day. */
export function reviewDay(window: ReviewWindow, random: Random): Pick<HouseholdReview, 'reviewedOn' | 'reviewKind'> {
  const [first, last] = [dayNumber(window.from), dayNumber(window.to)];
  const reviewedOn = dayOf(Number(window.from.slice(0, 4)), random.between(first, last));
  return { reviewedOn, reviewKind: Number(reviewedOn.slice(5, 7)) >= 9 ? 'annual' : 'regular' };
}

/** Day of the year, 1…366. */
function dayNumber(day: string): number {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  let number = date;
  for (let m = 1; m < month; m++) number += daysInMonth(year, m);
  return number;
}

function dayOf(year: number, number: number): string {
  let month = 1;
  let rest = number;
  for (; rest > daysInMonth(year, month); month++) rest -= daysInMonth(year, month);
  return `${year}-${String(month).padStart(2, '0')}-${String(rest).padStart(2, '0')}`;
}
