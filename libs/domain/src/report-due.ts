import { yearOf, type Period } from './period.js';

export type HouseholdReport = 'regularReview' | 'annualPreliminary' | 'annualOfficial';

/** Deadlines of one validity; every due day is the last that is still on time. */
interface Deadlines {
  validFrom: string;
  report: HouseholdReport;
  /** `MM-DD` within the reviewed year. */
  dueOn: string[];
  legalBasis: string;
}

/** QĐ 24/2021/QĐ-TTg art. 7; "before 15 November" makes the 14th the last day. */
export const HOUSEHOLD_REPORT_DEADLINES: readonly Deadlines[] = [
  {
    validFrom: '2022-01-01',
    report: 'regularReview',
    dueOn: ['02-05', '03-05', '04-05', '05-05', '06-05', '07-05', '08-05', '09-05'],
    legalBasis: 'QĐ 24/2021/QĐ-TTg, 7.1',
  },
  { validFrom: '2022-01-01', report: 'annualPreliminary', dueOn: ['11-14'], legalBasis: 'QĐ 24/2021/QĐ-TTg, 7.2' },
  { validFrom: '2022-01-01', report: 'annualOfficial', dueOn: ['12-19'], legalBasis: 'QĐ 24/2021/QĐ-TTg, 7.3' },
];

/** Due days of a report on the year of `period`, in order. Years before the first known table are read by that one. */
export function reportsDueOn(report: HouseholdReport, period: Period): string[] {
  const year = yearOf(period);
  const tables = HOUSEHOLD_REPORT_DEADLINES.filter((row) => row.report === report);
  const table = tables.findLast((row) => row.validFrom <= `${year}-12-31`) ?? tables[0];
  return (table?.dueOn ?? []).map((monthDay) => `${year}-${monthDay}`);
}

/** Last regular report of the year: a commune that has reported nothing by the end of this day is late. */
export const reviewReportDueOn = (period: Period): string => reportsDueOn('regularReview', period).at(-1)!;
