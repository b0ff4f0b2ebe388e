import { define } from './define.js';
import type { Indicator } from './indicator.js';

const EXPECTED = { vi: 'số xã phải báo cáo', en: 'communes expected to report' };

export const REPORTING_INDICATORS: readonly Indicator[] = [
  define(
    { how: 'reportsOnTime' },
    {
      code: 'reports-on-time',
      name: { vi: 'Tỷ lệ xã báo cáo đúng hạn', en: 'Reports on time' },
      formula: {
        vi: `Tử số: số xã báo cáo đúng hạn. Mẫu số: ${EXPECTED.vi}`,
        en: `Numerator: communes that reported on time. Denominator: ${EXPECTED.en}`,
      },
      unit: 'ratio',
      direction: 'ascending',
      headline: true,
      legalBasis: 'QĐ 24/2021/QĐ-TTg',
    },
  ),
  define(
    { how: 'reportsReceived' },
    {
      code: 'reports-received',
      name: { vi: 'Tỷ lệ xã đã báo cáo', en: 'Reports received' },
      formula: {
        vi: `Tử số: số xã đã báo cáo. Mẫu số: ${EXPECTED.vi}`,
        en: `Numerator: communes that have reported. Denominator: ${EXPECTED.en}`,
      },
      unit: 'ratio',
      direction: 'ascending',
      legalBasis: 'QĐ 24/2021/QĐ-TTg',
    },
  ),
];
