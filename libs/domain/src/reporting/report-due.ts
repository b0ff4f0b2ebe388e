import type { Period } from '../period.js';
import { reportOccasions, type ReportFormCode } from './report-calendar.js';

export type HouseholdReport = 'regularReview' | 'annualPreliminary' | 'annualOfficial';

const FORMS: Record<HouseholdReport, ReportFormCode> = {
  regularReview: 'regular-review',
  annualPreliminary: 'annual-review-preliminary',
  annualOfficial: 'annual-review-official',
};

/** Due days of a report on the year of `period`, in order. */
export const reportsDueOn = (report: HouseholdReport, period: Period): string[] =>
  reportOccasions(period)
    .filter(({ form }) => form.code === FORMS[report])
    .map(({ dueOn }) => dueOn);

/** Last regular report of the year: a commune that has reported nothing by the end of this day is late. */
export const reviewReportDueOn = (period: Period): string => reportsDueOn('regularReview', period).at(-1)!;
