import { DEPRIVATION_NAMES } from './deprivation-names.js';
import { THRESHOLDS, type Indicator } from './indicator.js';
import { DEPRIVATIONS } from './vocabulary.js';

type Own = Pick<Indicator, 'code' | 'name' | 'formula' | 'direction'> & Partial<Indicator>;

const household = (own: Own): Indicator => ({
  unit: 'households',
  kind: 'count',
  accumulation: 'stock',
  flow: false,
  group: 'households',
  periods: ['year'],
  dimension: null,
  legalBasis: 'NĐ 07/2021/NĐ-CP; QĐ 24/2021/QĐ-TTg',
  thresholds: THRESHOLDS,
  definitionVersion: 1,
  ...own,
});

const share = (own: Own): Indicator => household({ unit: 'ratio', kind: 'ratio', ...own });
const flow = (own: Own): Indicator => household({ accumulation: 'period', flow: true, ...own });

export const HOUSEHOLD_INDICATORS: readonly Indicator[] = [
  household({
    code: 'households',
    name: { vi: 'Tổng số hộ', en: 'Households' },
    formula: {
      vi: 'Số hộ được rà soát đang cư trú tại cuối kỳ',
      en: 'Reviewed households living in the unit at the end of the period',
    },
    direction: 'none',
  }),
  household({
    code: 'poor-households',
    name: { vi: 'Số hộ nghèo', en: 'Poor households' },
    formula: { vi: 'Số hộ nghèo tại cuối kỳ', en: 'Households classified poor at the end of the period' },
    direction: 'descending',
  }),
  household({
    code: 'near-poor-households',
    name: { vi: 'Số hộ cận nghèo', en: 'Near-poor households' },
    formula: { vi: 'Số hộ cận nghèo tại cuối kỳ', en: 'Households classified near-poor at the end of the period' },
    direction: 'descending',
  }),
  share({
    code: 'poor-rate',
    name: { vi: 'Tỷ lệ hộ nghèo', en: 'Poor household rate' },
    formula: {
      vi: 'Tử số: số hộ nghèo tại cuối kỳ. Mẫu số: tổng số hộ tại cuối kỳ',
      en: 'Numerator: poor households at the end of the period. Denominator: all households at the end of the period',
    },
    direction: 'descending',
  }),
  share({
    code: 'near-poor-rate',
    name: { vi: 'Tỷ lệ hộ cận nghèo', en: 'Near-poor household rate' },
    formula: {
      vi: 'Tử số: số hộ cận nghèo tại cuối kỳ. Mẫu số: tổng số hộ tại cuối kỳ',
      en: 'Numerator: near-poor households at the end of the period. Denominator: all households at the end of the period',
    },
    direction: 'descending',
  }),
  share({
    code: 'multi-poor-rate',
    name: { vi: 'Tỷ lệ nghèo đa chiều', en: 'Multidimensional poverty rate' },
    formula: {
      vi: 'Tử số: số hộ nghèo cộng số hộ cận nghèo tại cuối kỳ. Mẫu số: tổng số hộ tại cuối kỳ',
      en: 'Numerator: poor plus near-poor households at the end of the period. Denominator: all households at the end of the period',
    },
    direction: 'descending',
  }),
  flow({
    code: 'poor-reduction',
    name: { vi: 'Số hộ nghèo giảm', en: 'Reduction of poor households' },
    formula: {
      vi: 'Số hộ nghèo tại cuối kỳ trước trừ số hộ nghèo tại cuối kỳ này, tính trên các xã có báo cáo cả hai kỳ',
      en: 'Poor households at the end of the previous period minus those at the end of this one, over communes that reported both',
    },
    direction: 'ascending',
  }),
  flow({
    code: 'near-poor-reduction',
    name: { vi: 'Số hộ cận nghèo giảm', en: 'Reduction of near-poor households' },
    formula: {
      vi: 'Số hộ cận nghèo tại cuối kỳ trước trừ số hộ cận nghèo tại cuối kỳ này, tính trên các xã có báo cáo cả hai kỳ',
      en: 'Near-poor households at the end of the previous period minus those at the end of this one, over communes that reported both',
    },
    direction: 'ascending',
  }),
  flow({
    code: 'poor-rate-change',
    name: { vi: 'Mức thay đổi tỷ lệ hộ nghèo (điểm phần trăm)', en: 'Change of the poor household rate (percentage points)' },
    formula: {
      vi: 'Tỷ lệ hộ nghèo cuối kỳ này trừ tỷ lệ hộ nghèo cuối kỳ trước (mỗi tỷ lệ: số hộ nghèo chia tổng số hộ); số âm là giảm',
      en: 'Poor rate at the end of this period minus that of the previous one (each: poor ÷ all households); negative means a fall',
    },
    unit: 'percentagePoints',
    kind: 'ratio',
    direction: 'descending',
  }),
  flow({
    code: 'escaped-poverty',
    name: { vi: 'Số hộ thoát nghèo', en: 'Households that escaped poverty' },
    formula: {
      vi: 'Số hộ nghèo cuối kỳ trước, kỳ này đang cư trú và không còn là hộ nghèo',
      en: 'Households poor at the end of the previous period, living in the unit and not poor in this one',
    },
    direction: 'ascending',
  }),
  flow({
    code: 'relapsed',
    name: { vi: 'Số hộ tái nghèo', en: 'Households that relapsed into poverty' },
    formula: {
      vi: 'Số hộ nghèo kỳ này, không nghèo cuối kỳ trước, đã từng là hộ nghèo ở cuối một kỳ sớm hơn',
      en: 'Households poor in this period, not poor at the end of the previous one, poor at the end of some earlier period',
    },
    direction: 'descending',
  }),
  flow({
    code: 'newly-poor',
    name: { vi: 'Số hộ nghèo phát sinh', en: 'Newly poor households' },
    formula: {
      vi: 'Số hộ nghèo kỳ này, kỳ trước được rà soát là không nghèo và trước đó chưa từng nghèo',
      en: 'Households poor in this period, reviewed as not poor in the previous one, never poor before',
    },
    direction: 'descending',
  }),
  share({
    code: 'deprivation-rate',
    name: { vi: 'Tỷ lệ thiếu hụt dịch vụ xã hội cơ bản', en: 'Deprivation rate' },
    formula: {
      vi: 'Tử số: số hộ nghèo và cận nghèo thiếu hụt chỉ số đang xét. Mẫu số: tổng số hộ nghèo và cận nghèo',
      en: 'Numerator: poor and near-poor households deprived in the given indicator. Denominator: all poor and near-poor households',
    },
    direction: 'descending',
    dimension: { code: 'deprivation', values: DEPRIVATIONS.map((code) => ({ code, name: DEPRIVATION_NAMES[code] })) },
    legalBasis: 'NĐ 07/2021/NĐ-CP',
  }),
];
