import { DEPRIVATION_NAMES } from '../poverty/deprivation-names.js';
import { DEPRIVATIONS } from '../vocabulary.js';
import { define, flow, rate, split, stock } from './define.js';
import type { Bilingual, Indicator, Sum } from './indicator.js';
import { splitCode } from './starter-measures.js';

const LISTED: Sum = ['poor', 'nearPoor'];
const ALL: Bilingual = { vi: 'tổng số hộ tại cuối kỳ', en: 'all households at the end of the period' };
export const POOR_ALL: Bilingual = { vi: 'tổng số hộ nghèo tại cuối kỳ', en: 'all poor households at the end of the period' };
const LISTED_ALL: Bilingual = { vi: 'tổng số hộ nghèo và cận nghèo', en: 'all poor and near-poor households' };

const ofAll = (num: Sum, says: Bilingual) => ({
  num,
  den: ['households'],
  whenEmpty: 'no_households' as const,
  says: [says, ALL] as [Bilingual, Bilingual],
});
export const ofPoor = (num: Sum, says: Bilingual) => ({
  num,
  den: ['poor'],
  whenEmpty: 'no_poor_households' as const,
  says: [says, POOR_ALL] as [Bilingual, Bilingual],
});

/** Headcounts and rates, as every commune reports them. */
const HEADLINE: readonly Indicator[] = [
  stock(['households'], {
    code: 'households',
    name: { vi: 'Tổng số hộ', en: 'Households' },
    formula: {
      vi: 'Số hộ được rà soát đang cư trú tại cuối kỳ',
      en: 'Reviewed households living in the unit at the end of the period',
    },
    direction: 'none',
  }),
  stock(['poor'], {
    code: 'poor-households',
    name: { vi: 'Số hộ nghèo', en: 'Poor households' },
    direction: 'descending',
  }),
  stock(['nearPoor'], {
    code: 'near-poor-households',
    name: { vi: 'Số hộ cận nghèo', en: 'Near-poor households' },
    direction: 'descending',
  }),
  rate(ofAll(['poor'], { vi: 'số hộ nghèo tại cuối kỳ', en: 'poor households at the end of the period' }), {
    code: 'poor-rate',
    name: { vi: 'Tỷ lệ hộ nghèo', en: 'Poor household rate' },
    direction: 'descending',
  }),
  rate(ofAll(['nearPoor'], { vi: 'số hộ cận nghèo tại cuối kỳ', en: 'near-poor households at the end of the period' }), {
    code: 'near-poor-rate',
    name: { vi: 'Tỷ lệ hộ cận nghèo', en: 'Near-poor household rate' },
    direction: 'descending',
  }),
  rate(
    ofAll(LISTED, {
      vi: 'số hộ nghèo cộng số hộ cận nghèo tại cuối kỳ',
      en: 'poor plus near-poor households at the end of the period',
    }),
    {
      code: 'multi-poor-rate',
      name: { vi: 'Tỷ lệ nghèo đa chiều', en: 'Multidimensional poverty rate' },
      direction: 'descending',
    },
  ),
  define(
    { how: 'reduction', of: ['poor'] },
    {
      code: 'poor-reduction',
      name: { vi: 'Số hộ nghèo giảm', en: 'Reduction of poor households' },
      formula: {
        vi: 'Số hộ nghèo tại cuối kỳ trước trừ số hộ nghèo tại cuối kỳ này, tính trên các xã có báo cáo cả hai kỳ',
        en: 'Poor households at the end of the previous period minus those at the end of this one, over communes that reported both',
      },
      direction: 'ascending',
    },
  ),
  define(
    { how: 'reduction', of: ['nearPoor'] },
    {
      code: 'near-poor-reduction',
      name: { vi: 'Số hộ cận nghèo giảm', en: 'Reduction of near-poor households' },
      formula: {
        vi: 'Số hộ cận nghèo tại cuối kỳ trước trừ số hộ cận nghèo tại cuối kỳ này, tính trên các xã có báo cáo cả hai kỳ',
        en: 'Near-poor households at the end of the previous period minus those at the end of this one, over communes that reported both',
      },
      direction: 'ascending',
    },
  ),
  rateChange('poor-rate-change', ['poor'], 'hộ nghèo', 'poor'),
  flow(['escapedPoverty'], {
    code: 'escaped-poverty',
    name: { vi: 'Số hộ thoát nghèo', en: 'Households that escaped poverty' },
    formula: {
      vi: 'Số hộ nghèo cuối kỳ trước, kỳ này đang cư trú và không còn là hộ nghèo',
      en: 'Households poor at the end of the previous period, living in the unit and not poor in this one',
    },
    direction: 'ascending',
  }),
  flow(['relapsed'], {
    code: 'relapsed',
    name: { vi: 'Số hộ tái nghèo', en: 'Households that relapsed into poverty' },
    formula: {
      vi: 'Số hộ nghèo kỳ này, không nghèo cuối kỳ trước, đã từng là hộ nghèo ở cuối một kỳ sớm hơn',
      en: 'Households poor in this period, not poor at the end of the previous one, poor at the end of some earlier period',
    },
    direction: 'descending',
  }),
  flow(['newlyPoor'], {
    code: 'newly-poor',
    name: { vi: 'Số hộ nghèo phát sinh', en: 'Newly poor households' },
    formula: {
      vi: 'Số hộ nghèo kỳ này, kỳ trước được rà soát là không nghèo và trước đó chưa từng nghèo',
      en: 'Households poor in this period, reviewed as not poor in the previous one, never poor before',
    },
    direction: 'descending',
  }),
  rate(
    {
      num: [],
      den: LISTED,
      whenEmpty: 'no_poor_or_near_poor_households',
      says: [
        {
          vi: 'số hộ nghèo và cận nghèo thiếu hụt chỉ số đang xét',
          en: 'poor and near-poor households deprived in the given indicator',
        },
        LISTED_ALL,
      ],
    },
    {
      code: 'deprivation-rate',
      name: { vi: 'Tỷ lệ thiếu hụt dịch vụ xã hội cơ bản', en: 'Deprivation rate' },
      direction: 'descending',
      dimension: split('deprivation', DEPRIVATIONS, DEPRIVATION_NAMES, (code) => ({
        num: [splitCode('poorDeprived', code), splitCode('nearPoorDeprived', code)],
      })),
      legalBasis: 'NĐ 07/2021/NĐ-CP',
    },
  ),
].map((indicator) => ({ ...indicator, headline: true }));

const RATES_AND_CHANGES: readonly Indicator[] = [
  stock(LISTED, {
    code: 'multi-poor-households',
    name: { vi: 'Số hộ nghèo đa chiều', en: 'Poor and near-poor households' },
    direction: 'descending',
  }),
  rateChange('near-poor-rate-change', ['nearPoor'], 'hộ cận nghèo', 'near-poor'),
  rateChange('multi-poor-rate-change', LISTED, 'nghèo đa chiều', 'multidimensional poverty'),
  rate(ofAll(['official'], { vi: 'số hộ có kết quả chính thức', en: 'households with an official result' }), {
    code: 'official-rate',
    name: { vi: 'Tỷ lệ hộ đã có kết quả chính thức', en: 'Share of households with an official result' },
    direction: 'ascending',
  }),
  stock(['classedOtherwise'], {
    code: 'classed-otherwise',
    name: { vi: 'Số hộ có điểm khác kết quả phân loại', en: 'Households whose scores say another class' },
    direction: 'descending',
  }),
  stock(['withoutEvidence'], {
    code: 'without-evidence',
    name: { vi: 'Số hộ không có điểm để đối chiếu', en: 'Households without scores to compare' },
    direction: 'descending',
  }),
];

export const POVERTY_INDICATORS: readonly Indicator[] = [...HEADLINE, ...RATES_AND_CHANGES];

function rateChange(code: string, num: Sum, vi: string, en: string): Indicator {
  return define(
    { how: 'rateChange', num, den: ['households'] },
    {
      code,
      name: {
        vi: `Mức thay đổi tỷ lệ ${vi} (điểm phần trăm)`,
        en: `Change of the ${en} ${en === 'poor' || en === 'near-poor' ? 'household ' : ''}rate (percentage points)`,
      },
      formula: {
        vi: `Tỷ lệ ${vi} cuối kỳ này trừ tỷ lệ ${vi} cuối kỳ trước (mỗi tỷ lệ: số hộ chia tổng số hộ); số âm là giảm`,
        en: `The ${en} rate at the end of this period minus that of the previous one (each ÷ all households); negative means a fall`,
      },
      unit: 'percentagePoints',
      direction: 'descending',
    },
  );
}
