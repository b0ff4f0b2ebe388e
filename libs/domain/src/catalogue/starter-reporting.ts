import { define, split } from './define.js';
import type { Bilingual, Indicator } from './indicator.js';

/** Kinds that the programme's reports name; a province may report and read others. */
const KINDS = ['training', 'job-fair', 'village-meeting', 'communication-material', 'inspection', 'study-visit'] as const;
const KIND_NAMES: Readonly<Record<(typeof KINDS)[number], Bilingual>> = {
  training: { vi: 'Lớp tập huấn', en: 'Trainings' },
  'job-fair': { vi: 'Ngày hội, phiên giao dịch việc làm', en: 'Job fairs' },
  'village-meeting': { vi: 'Cuộc họp thôn', en: 'Village meetings' },
  'communication-material': { vi: 'Tờ rơi, áp phích', en: 'Leaflets and posters' },
  inspection: { vi: 'Cuộc kiểm tra, giám sát', en: 'Inspections' },
  'study-visit': { vi: 'Cuộc học tập kinh nghiệm', en: 'Study visits' },
};

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
  define(
    { how: 'activityReports' },
    {
      code: 'activity-reports',
      name: { vi: 'Số hoạt động được báo cáo', en: 'Activities reported' },
      formula: { vi: 'Số báo cáo hoạt động tổ chức trong kỳ', en: 'Reports of activities held in the period' },
      unit: 'units',
      direction: 'ascending',
      legalBasis: 'QĐ 90/QĐ-TTg',
    },
  ),
  define(
    { how: 'activities' },
    {
      code: 'activities-by-kind',
      name: { vi: 'Hoạt động theo loại', en: 'Activities by kind' },
      formula: {
        vi: 'Tổng số lượng của loại hoạt động đang xét, tổ chức trong kỳ',
        en: 'Sum of the counts of activities of the given kind, held in the period',
      },
      unit: 'units',
      direction: 'ascending',
      dimension: split('activityKind', KINDS, KIND_NAMES, (kind) => ({ kind })),
      legalBasis: 'QĐ 90/QĐ-TTg',
    },
  ),
];
