import { DEPRIVATION_NAMES } from '../poverty/deprivation-names.js';
import { CAUSES, DEPRIVATIONS } from '../vocabulary.js';
import { CAUSE_NAMES } from './cause-names.js';
import { rate, split } from './define.js';
import type { Bilingual, Indicator } from './indicator.js';
import { splitCode } from './starter-measures.js';
import { POOR_ALL } from './starter-poverty.js';

const NEAR_POOR_ALL: Bilingual = {
  vi: 'tổng số hộ cận nghèo tại cuối kỳ',
  en: 'all near-poor households at the end of the period',
};

/** Deprivations and causes, of poor and of near-poor households. */
export const DEPRIVATION_INDICATORS: readonly Indicator[] = [
  deprivationRate('poor', 'hộ nghèo', POOR_ALL),
  deprivationRate('nearPoor', 'hộ cận nghèo', NEAR_POOR_ALL),
  causeShare('poor', 'hộ nghèo', POOR_ALL),
  causeShare('nearPoor', 'hộ cận nghèo', NEAR_POOR_ALL),
];

function deprivationRate(stem: 'poor' | 'nearPoor', vi: string, den: Bilingual): Indicator {
  const kebab = stem === 'poor' ? 'poor' : 'near-poor';
  return rate(
    {
      num: [],
      den: [stem],
      whenEmpty: stem === 'poor' ? 'no_poor_households' : 'nothing_to_divide_by',
      says: [{ vi: `số ${vi} thiếu hụt chỉ số đang xét`, en: `${kebab} households deprived in the given indicator` }, den],
    },
    {
      code: `${kebab}-deprivation-rate`,
      name: { vi: `Tỷ lệ thiếu hụt của ${vi}`, en: `Deprivation rate of ${kebab} households` },
      direction: 'descending',
      dimension: split('deprivation', DEPRIVATIONS, DEPRIVATION_NAMES, (code) => ({ num: [splitCode(`${stem}Deprived`, code)] })),
      legalBasis: 'NĐ 07/2021/NĐ-CP',
    },
  );
}

function causeShare(stem: 'poor' | 'nearPoor', vi: string, den: Bilingual): Indicator {
  const kebab = stem === 'poor' ? 'poor' : 'near-poor';
  return rate(
    {
      num: [],
      den: [stem],
      whenEmpty: stem === 'poor' ? 'no_poor_households' : 'nothing_to_divide_by',
      says: [
        {
          vi: `số ${vi} có nguyên nhân đang xét (một hộ có thể có nhiều)`,
          en: `${kebab} households with the given cause (several may apply)`,
        },
        den,
      ],
    },
    {
      code: `${kebab}-cause-rate`,
      name: { vi: `Nguyên nhân của ${vi}`, en: `Causes of poverty of ${kebab} households` },
      direction: 'none',
      dimension: split('cause', CAUSES, CAUSE_NAMES, (code) => ({ num: [splitCode(`${stem}Cause`, code)] })),
      legalBasis: 'TT 07/2021/TT-BLĐTBXH',
    },
  );
}
