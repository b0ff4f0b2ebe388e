import type { Bilingual } from '../catalogue/indicator.js';
import { lastDay, yearOf, type Period } from '../period.js';
import type { Level } from '../vocabulary.js';
import { workingDaysAfter } from './working-days.js';

export const REPORT_FORMS = [
  'regular-review',
  'annual-review',
  'annual-review-preliminary',
  'annual-review-official',
  'programme-monitoring',
  'programme-monitoring-half-year',
  'programme-monitoring-year',
  'disbursement',
] as const;
export type ReportFormCode = (typeof REPORT_FORMS)[number];

/** Last day that is still on time: a day of the year, or of the next; or working days behind the period. */
type Due = { on: string; nextYear?: true } | { workingDaysAfterPeriod: number };

/** One row of the calendar: who owes which report to whom, and when. Data: another year's law is another row. */
export interface ReportForm {
  code: ReportFormCode;
  name: Bilingual;
  from: readonly Level[];
  to: Bilingual;
  /** ISO dates, inclusive: years that end in between follow this row. */
  validFrom: string;
  validTo: string | null;
  /** What stands behind the year in the period reported on (`''` for the year, `-01`, `-S1`), when it opens and when it is due. */
  occasions: readonly { of: string; opens?: string; due: Due }[];
  legalBasis: string;
  /** What a figure in it is, where the law says. */
  carries?: 'preliminary' | 'official';
}

const SINCE = { validFrom: '2022-01-01', validTo: null };

/** "Before the 15th" makes the 14th the last day. */
export const REPORT_CALENDAR: readonly ReportForm[] = [
  {
    ...{ code: 'regular-review', from: ['commune'], ...SINCE, legalBasis: 'QĐ 24/2021/QĐ-TTg, 7.1' },
    name: { vi: 'Báo cáo rà soát thường xuyên', en: 'Report on the regular review' },
    to: { vi: 'Chủ tịch UBND huyện, tổng hợp trình tỉnh', en: 'Chair of the district, who passes it to the province' },
    occasions: ['01', '02', '03', '04', '05', '06', '07', '08'].map((month) => ({
      ...{ of: `-${month}`, opens: `${month}-15`, due: { on: `${String(Number(month) + 1).padStart(2, '0')}-05` } },
    })),
  },
  {
    ...{ code: 'annual-review', from: ['commune'], ...SINCE, legalBasis: 'QĐ 24/2021/QĐ-TTg, 3.1a' },
    name: { vi: 'Rà soát định kỳ hằng năm', en: 'Annual review' },
    to: { vi: 'UBND huyện', en: 'The district' },
    occasions: [{ of: '', opens: '09-01', due: { on: '12-14' } }],
  },
  {
    ...{
      code: 'annual-review-preliminary',
      from: ['province'],
      ...SINCE,
      legalBasis: 'QĐ 24/2021/QĐ-TTg, 7.2',
      carries: 'preliminary',
    },
    name: { vi: 'Kết quả rà soát sơ bộ', en: 'Preliminary result of the annual review' },
    to: { vi: 'Bộ chủ quản chương trình', en: 'The ministry in charge' },
    occasions: [{ of: '', due: { on: '11-14' } }],
  },
  {
    ...{
      code: 'annual-review-official',
      from: ['province'],
      ...SINCE,
      legalBasis: 'QĐ 24/2021/QĐ-TTg, 7.3',
      carries: 'official',
    },
    name: { vi: 'Kết quả rà soát chính thức', en: 'Official result of the annual review' },
    to: { vi: 'Bộ chủ quản chương trình', en: 'The ministry in charge' },
    occasions: [{ of: '', due: { on: '12-19' } }],
  },
  {
    ...{ code: 'programme-monitoring', from: ['commune', 'district'], ...SINCE, legalBasis: 'TT 10/2022/TT-BLĐTBXH, 4.2a' },
    name: { vi: 'Báo cáo giám sát chương trình', en: 'Programme monitoring report' },
    to: { vi: 'Cơ quan thường trực cùng cấp', en: 'The standing agency of the same level' },
    occasions: [
      { of: '-S1', due: { workingDaysAfterPeriod: 15 } },
      { of: '', due: { workingDaysAfterPeriod: 15 } },
    ],
  },
  {
    ...{ code: 'programme-monitoring-half-year', from: ['province'], ...SINCE, legalBasis: 'TT 10/2022/TT-BLĐTBXH, 4.2a' },
    name: { vi: 'Báo cáo giám sát 6 tháng', en: 'Six-month monitoring report' },
    to: { vi: 'Các bộ chủ trì, kế hoạch, tài chính', en: 'The ministries in charge, of planning and of finance' },
    occasions: [{ of: '-S1', due: { on: '05-31' } }],
  },
  {
    ...{
      code: 'programme-monitoring-year',
      from: ['province'],
      ...SINCE,
      legalBasis: 'TT 10/2022/TT-BLĐTBXH, 4.2a',
      carries: 'preliminary',
    },
    name: { vi: 'Báo cáo giám sát năm', en: 'Annual monitoring report' },
    to: { vi: 'Các bộ chủ trì, kế hoạch, tài chính', en: 'The ministries in charge, of planning and of finance' },
    occasions: [{ of: '', due: { on: '11-30' } }],
  },
  {
    ...{ code: 'disbursement', from: ['commune', 'district', 'province'], ...SINCE, legalBasis: 'Luật Đầu tư công 2024, 72' },
    name: { vi: 'Giải ngân kế hoạch vốn năm', en: 'Disbursement of the year’s capital' },
    to: { vi: 'Kho bạc Nhà nước', en: 'State Treasury' },
    occasions: [{ of: '', due: { on: '01-31', nextYear: true } }],
  },
];

/** One report that is owed, by every unit of its level. */
export interface ReportOccasion {
  form: ReportForm;
  period: Period;
  opensOn: string | null;
  dueOn: string;
  /** Who stands on this day owes it: the last of the period, or the due day where that comes first. */
  owedOn: string;
}

/** What is owed for the year of a period, by form and due day. Years before the calendar begins are read by its first rows. */
export function reportOccasions(period: Period, calendar: readonly ReportForm[] = REPORT_CALENDAR): ReportOccasion[] {
  const year = yearOf(period);
  return rowsOf(year, calendar).flatMap((form) =>
    form.occasions.map(({ of, opens, due }) => {
      const dueOn = dueDay(year, `${year}${of}`, due);
      const end = lastDay(`${year}${of}`);
      return {
        form,
        period: `${year}${of}`,
        opensOn: opens ? `${year}-${opens}` : null,
        dueOn,
        owedOn: dueOn < end ? dueOn : end,
      };
    }),
  );
}

function rowsOf(year: Period, calendar: readonly ReportForm[]): ReportForm[] {
  const end = `${year}-12-31`;
  return [...new Set(calendar.map(({ code }) => code))].flatMap((code) => {
    const rows = calendar.filter((row) => row.code === code);
    const inForce = rows.findLast(({ validFrom }) => validFrom <= end);
    if (inForce) return inForce.validTo === null || end <= inForce.validTo ? [inForce] : [];
    return rows.slice(0, 1);
  });
}

function dueDay(year: Period, of: Period, due: Due): string {
  if ('workingDaysAfterPeriod' in due) return workingDaysAfter(lastDay(of), due.workingDaysAfterPeriod);
  return `${due.nextYear ? Number(year) + 1 : year}-${due.on}`;
}
