import { HOUSEHOLD_INDICATORS } from './household-indicators.js';
import { THRESHOLDS, type Indicator } from './indicator.js';

const money = (own: Pick<Indicator, 'code' | 'name' | 'formula' | 'direction'> & Partial<Indicator>): Indicator => ({
  unit: 'dong',
  kind: 'count',
  accumulation: 'period',
  flow: true,
  group: 'money',
  periods: ['year', 'halfYear', 'quarter', 'month'],
  dimension: null,
  legalBasis: 'QĐ 90/QĐ-TTg; QĐ 1719/QĐ-TTg; Luật Đầu tư công 2024',
  thresholds: THRESHOLDS,
  definitionVersion: 1,
  ...own,
});

const MONEY_INDICATORS: readonly Indicator[] = [
  money({
    code: 'assigned-capital',
    name: { vi: 'Vốn được giao', en: 'Assigned capital' },
    formula: {
      vi: 'Tổng kế hoạch vốn giao cho năm, không gồm các dòng do cấp khác làm chủ',
      en: 'Capital assigned for the year, without the lines that another level leads',
    },
    direction: 'none',
    accumulation: 'stock',
    flow: false,
  }),
  money({
    code: 'disbursed-capital',
    name: { vi: 'Vốn đã giải ngân', en: 'Disbursed capital' },
    formula: {
      vi: 'Tổng số tiền giải ngân trong kỳ, trừ các khoản đã đảo',
      en: 'Sum of the amounts paid in the period, less what was reversed',
    },
    direction: 'ascending',
  }),
  money({
    code: 'disbursement-rate',
    name: { vi: 'Tỷ lệ giải ngân', en: 'Disbursement rate' },
    formula: {
      vi: 'Tử số: số tiền giải ngân từ đầu năm đến cuối kỳ. Mẫu số: vốn được giao cả năm',
      en: 'Numerator: amount paid from the start of the year to the end of the period. Denominator: capital assigned for the year',
    },
    unit: 'ratio',
    kind: 'ratio',
    direction: 'ascending',
    accumulation: 'yearToDate',
  }),
];

const REPORTING_INDICATORS: readonly Indicator[] = [
  money({
    code: 'reports-on-time',
    name: { vi: 'Tỷ lệ xã báo cáo đúng hạn', en: 'Reports on time' },
    formula: {
      vi: 'Tử số: số xã báo cáo đúng hạn. Mẫu số: số xã phải báo cáo',
      en: 'Numerator: communes that reported on time. Denominator: communes expected to report',
    },
    unit: 'ratio',
    kind: 'ratio',
    direction: 'ascending',
    group: 'reporting',
    periods: ['year'],
    legalBasis: 'QĐ 24/2021/QĐ-TTg',
  }),
];

/** The catalogue, in the order it is shown. How each is read stands in `indicator-readings.ts`. */
export const INDICATORS: readonly Indicator[] = [...HOUSEHOLD_INDICATORS, ...MONEY_INDICATORS, ...REPORTING_INDICATORS];

const BY_CODE: ReadonlyMap<string, Indicator> = new Map(INDICATORS.map((indicator) => [indicator.code, indicator]));

export const indicatorOf = (code: string): Indicator | null => BY_CODE.get(code) ?? null;
