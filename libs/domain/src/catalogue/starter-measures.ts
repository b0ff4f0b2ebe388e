import { DEPRIVATION_NAMES } from '../poverty/deprivation-names.js';
import type { Bilingual } from './indicator.js';
import { CAUSES, DEPRIVATIONS, type Area, type Cause, type Classification, type Group } from '../vocabulary.js';
import { CAUSE_NAMES } from './cause-names.js';
import type { ReviewCondition } from './condition.js';
import type { Measure } from './measure.js';

const LIVING: ReviewCondition = { field: 'presence', is: 'living' };
const isClass = (is: Classification): ReviewCondition => ({ field: 'classification', is });
const wasClass = (is: Classification | null): ReviewCondition => ({ field: 'baseClassification', is });
const inGroup = (has: Group): ReviewCondition => ({ field: 'groups', has });
const inArea = (is: Area): ReviewCondition => ({ field: 'area', is });

const everPoor = (is: boolean): ReviewCondition => ({ field: 'wasPoorBefore', is });

const POOR = isClass('poor');
const NEAR_POOR = isClass('nearPoor');
const NOT_LISTED: ReviewCondition = { field: 'classification', in: ['averageLivingStandard', 'aboveAverage'] };
const WAS_POOR = wasClass('poor');
const WAS_NEAR_POOR = wasClass('nearPoor');
const WAS_NOT_LISTED: ReviewCondition = { field: 'baseClassification', in: ['averageLivingStandard', 'aboveAverage'] };

/** Reviewed, wherever it lives now. */
const reviewed = (code: string, vi: string, en: string, ...where: ReviewCondition[]): Measure => ({
  code,
  name: { vi, en },
  counts: 'households',
  where: { all: where },
});
/** Living in the unit at the end of the period. */
const living = (code: string, vi: string, en: string, ...where: ReviewCondition[]): Measure =>
  reviewed(code, vi, en, LIVING, ...where);
const members = (code: string, vi: string, en: string, ...where: ReviewCondition[]): Measure => ({
  ...living(code, vi, en, ...where),
  counts: 'members',
});

/** `poorDeprived` and `cleanWater`: `poorDeprivedCleanWater`. */
export const splitCode = (stem: string, part: string): string => `${stem}${part[0]!.toUpperCase()}${part.slice(1)}`;

interface Listed {
  stem: 'poor' | 'nearPoor';
  name: Bilingual;
  where: ReviewCondition;
}
const LISTED: readonly Listed[] = [
  { stem: 'poor', name: { vi: 'Hộ nghèo', en: 'Poor households' }, where: POOR },
  { stem: 'nearPoor', name: { vi: 'Hộ cận nghèo', en: 'Near-poor households' }, where: NEAR_POOR },
];

const deprivedOf = ({ stem, name, where }: Listed): Measure[] =>
  DEPRIVATIONS.map((code) => {
    const { vi, en } = DEPRIVATION_NAMES[code];
    const has: ReviewCondition = { field: 'deprivations', has: code };
    return living(splitCode(`${stem}Deprived`, code), `${name.vi} thiếu hụt: ${vi}`, `${name.en} deprived in: ${en}`, where, has);
  });

const causesOf = ({ stem, name, where }: Listed): Measure[] =>
  CAUSES.map((code: Cause) => {
    const { vi, en } = CAUSE_NAMES[code];
    const has: ReviewCondition = { field: 'causes', has: code };
    return living(splitCode(`${stem}Cause`, code), `${name.vi} do: ${vi}`, `${name.en} because of: ${en}`, where, has);
  });

/** What the starter set counts of household reviews. Forms: NĐ 07/2021/NĐ-CP, QĐ 24/2021/QĐ-TTg, TT 07/2021/TT-BLĐTBXH. */
export const STARTER_MEASURES: readonly Measure[] = [
  reviewed('reviews', 'Hộ được rà soát', 'Households reviewed'),
  reviewed('reviewsOnTime', 'Hộ được rà soát đúng hạn', 'Households reviewed on time', { field: 'onTime', is: true }),
  reviewed('sample', 'Dữ liệu mẫu', 'Sample rows', { field: 'sample', is: true }),
  living('households', 'Tổng số hộ', 'All households'),
  living('official', 'Hộ có kết quả chính thức', 'Households with an official result', { field: 'reviewState', is: 'official' }),
  living('withoutBase', 'Hộ không có kết quả kỳ trước', 'Households without a result of the period before', wasClass(null)),
  living('poor', 'Hộ nghèo', 'Poor households', POOR),
  living('nearPoor', 'Hộ cận nghèo', 'Near-poor households', NEAR_POOR),
  // Of which standard a number is, and how far scores and classes agree.
  living('classedOtherwise', 'Hộ có điểm khác kết quả phân loại', 'Households whose scores say another class', {
    field: 'evidence',
    is: 'contradicts',
  }),
  living('withoutEvidence', 'Hộ không có điểm để đối chiếu', 'Households without scores to compare', {
    field: 'evidence',
    is: 'unknown',
  }),
  living('standard2016', 'Hộ theo chuẩn 2016–2020', 'Households by the standard of 2016–2020', {
    field: 'standard',
    is: '2016-2020',
  }),
  living('standard2022', 'Hộ theo chuẩn 2022–2025', 'Households by the standard of 2022–2025', {
    field: 'standard',
    is: '2022-2025',
  }),
  living('standard2027', 'Hộ theo chuẩn 2027–2030', 'Households by the standard of 2027–2030', {
    field: 'standard',
    is: '2027-2030',
  }),

  members('members', 'Nhân khẩu', 'Persons'),
  members('poorMembers', 'Nhân khẩu hộ nghèo', 'Persons in poor households', POOR),
  members('nearPoorMembers', 'Nhân khẩu hộ cận nghèo', 'Persons in near-poor households', NEAR_POOR),

  // Flows of the official forms: began listed − fell − rose − left + came = ends listed.
  living('escapedPoverty', 'Hộ thoát nghèo', 'Households that escaped poverty', WAS_POOR, { not: POOR }),
  living('escapedToNearPoor', 'Hộ thoát nghèo, còn cận nghèo', 'Households from poor to near-poor', WAS_POOR, NEAR_POOR),
  living('escapedAbove', 'Hộ thoát nghèo, vượt chuẩn cận nghèo', 'Households from poor to above near-poor', WAS_POOR, NOT_LISTED),
  living(
    'relapsed',
    'Hộ tái nghèo',
    'Households that relapsed',
    POOR,
    { not: WAS_POOR },
    { not: wasClass(null) },
    everPoor(true),
  ),
  living(
    'newlyPoor',
    'Hộ nghèo phát sinh',
    'Newly poor households',
    POOR,
    { not: WAS_POOR },
    { not: wasClass(null) },
    everPoor(false),
  ),
  living('fellFromNearPoor', 'Hộ cận nghèo thành hộ nghèo', 'Households from near-poor to poor', POOR, WAS_NEAR_POOR),
  living('poorWithoutBase', 'Hộ nghèo tăng khác', 'Poor households without a result of the period before', POOR, wasClass(null)),
  reviewed('poorLeft', 'Hộ nghèo giảm khác', 'Poor households that moved away or were dissolved', WAS_POOR, { not: LIVING }),
  living('escapedNearPoverty', 'Hộ thoát cận nghèo', 'Households that escaped near-poverty', WAS_NEAR_POOR, NOT_LISTED),
  living('newlyNearPoor', 'Hộ cận nghèo phát sinh', 'Newly near-poor households', NEAR_POOR, WAS_NOT_LISTED),
  living(
    'nearPoorWithoutBase',
    'Hộ cận nghèo tăng khác',
    'Near-poor households without a result before',
    NEAR_POOR,
    wasClass(null),
  ),
  reviewed('nearPoorLeft', 'Hộ cận nghèo giảm khác', 'Near-poor households that left', WAS_NEAR_POOR, { not: LIVING }),
  reviewed('departed', 'Hộ chuyển đi hoặc không còn', 'Households that moved away or were dissolved', { not: LIVING }),

  living('ruralHouseholds', 'Hộ nông thôn', 'Rural households', inArea('rural')),
  living('urbanHouseholds', 'Hộ thành thị', 'Urban households', inArea('urban')),
  living('ruralPoor', 'Hộ nghèo nông thôn', 'Rural poor households', POOR, inArea('rural')),
  living('urbanPoor', 'Hộ nghèo thành thị', 'Urban poor households', POOR, inArea('urban')),
  living('ruralNearPoor', 'Hộ cận nghèo nông thôn', 'Rural near-poor households', NEAR_POOR, inArea('rural')),
  living('urbanNearPoor', 'Hộ cận nghèo thành thị', 'Urban near-poor households', NEAR_POOR, inArea('urban')),

  living('ethnicHouseholds', 'Hộ dân tộc thiểu số', 'Ethnic-minority households', inGroup('ethnicMinority')),
  members('ethnicMembers', 'Nhân khẩu hộ dân tộc thiểu số', 'Persons in ethnic-minority households', inGroup('ethnicMinority')),
  living('ethnicPoor', 'Hộ nghèo dân tộc thiểu số', 'Poor ethnic-minority households', POOR, inGroup('ethnicMinority')),
  members(
    'ethnicPoorMembers',
    'Nhân khẩu hộ nghèo DTTS',
    'Persons in poor ethnic-minority households',
    POOR,
    inGroup('ethnicMinority'),
  ),
  living(
    'ethnicNearPoor',
    'Hộ cận nghèo dân tộc thiểu số',
    'Near-poor ethnic-minority households',
    NEAR_POOR,
    inGroup('ethnicMinority'),
  ),
  living('meritPoor', 'Hộ nghèo có người có công', 'Poor households with a person of merit', POOR, inGroup('merit')),
  living(
    'meritNearPoor',
    'Hộ cận nghèo có người có công',
    'Near-poor households with a person of merit',
    NEAR_POOR,
    inGroup('merit'),
  ),
  living(
    'noLabourPoor',
    'Hộ nghèo không có khả năng lao động',
    'Poor households without labour capacity',
    POOR,
    inGroup('noLabourCapacity'),
  ),
  living(
    'noLabourNearPoor',
    'Hộ cận nghèo không có khả năng lao động',
    'Near-poor households without labour capacity',
    NEAR_POOR,
    inGroup('noLabourCapacity'),
  ),

  ...LISTED.flatMap(deprivedOf),
  ...LISTED.flatMap(causesOf),
];
