import type { Bilingual } from '../catalogue/indicator.js';
import { decimalOf, type Ratio } from '../ratio.js';
import { formatDong } from '../written/vietnamese-number.js';
import type { IncomparableReason, LikelyCause, PlanDifference, ReconciliationRule } from './plan-difference.js';

/** What does not agree, and what a reader does about it. */
const RULE_TEXTS: Record<ReconciliationRule, { what: Bilingual; mend: Bilingual }> = {
  'lines-differ-from-total': {
    what: { vi: 'các dòng vốn cộng lại khác tổng được giao', en: 'the lines of money do not add up to the assigned total' },
    mend: {
      vi: 'đối chiếu từng dòng với quyết định giao vốn',
      en: 'check each line against the decision that assigns the money',
    },
  },
  'programmes-mixed': {
    what: {
      vi: 'một tổng, nhưng các dòng thuộc nhiều chương trình',
      en: 'one total, but lines of several programmes',
    },
    mend: {
      vi: 'tách dòng của chương trình khác, hoặc ghi tổng của từng chương trình',
      en: 'take the other programme’s lines out, or print a total for each programme',
    },
  },
  'project-not-of-programme': {
    what: { vi: 'chương trình này không có dự án đó', en: 'that programme has no such project' },
    mend: { vi: 'sửa mã chương trình của dòng', en: 'mend the line’s programme' },
  },
  'led-by-other-level': {
    what: { vi: 'dòng do cấp trên chủ trì, không cộng vào đơn vị', en: 'a line that a higher level leads, left out of the unit' },
    mend: {
      vi: 'không phải sửa; kiểm tra kế hoạch cấp chủ trì có dòng này',
      en: 'nothing to mend; see that the leading level’s plan has it',
    },
  },
  'mention-exceeds-line': {
    what: {
      vi: 'dòng ghi do cấp trên chủ trì lớn hơn dòng đó trong kế hoạch cấp trên',
      en: 'a line said to be led above is more than the plan above has of it',
    },
    mend: { vi: 'đối chiếu với kế hoạch cấp chủ trì', en: 'check it against the plan of the leading level' },
  },
  'carried-over-exceeds-plan': {
    what: { vi: 'vốn chuyển nguồn lớn hơn vốn giao năm trước', en: 'more is carried over than the year before was given' },
    mend: { vi: 'kiểm tra năm vốn và số tiền của dòng', en: 'check the line’s origin year and amount' },
  },
  'allocations-differ': {
    what: { vi: 'vốn phân bổ cho cấp dưới khác số cấp dưới ghi', en: 'money handed on is not what the units below state' },
    mend: { vi: 'sửa dòng sai ở cấp dưới, hoặc điều chỉnh phân bổ', en: 'mend the line below, or revise the allocation' },
  },
  'targets-differ': {
    what: { vi: 'chỉ tiêu cấp dưới cộng lại khác chỉ tiêu cấp trên', en: 'the targets below do not add up to the target above' },
    mend: {
      vi: 'giao lại chỉ tiêu cho cấp dưới, hoặc điều chỉnh cấp trên',
      en: 'set the targets below anew, or revise the one above',
    },
  },
  'rate-outside-its-parts': {
    what: {
      vi: 'tỷ lệ giao nằm ngoài khoảng của các đơn vị cấp dưới',
      en: 'the target rate lies outside those of the units below',
    },
    mend: { vi: 'không mẫu số nào khớp: sửa một trong hai cấp', en: 'no denominators make it agree: mend either level' },
  },
  'target-missing': {
    what: { vi: 'cấp trên có chỉ tiêu, đơn vị này không có', en: 'the level above has a target, this unit has none' },
    mend: { vi: 'bổ sung chỉ tiêu vào kế hoạch của đơn vị', en: 'add the target to the unit’s plan' },
  },
  'plan-missing': {
    what: { vi: 'cấp trên có kế hoạch, đơn vị này chưa có', en: 'the level above has a plan, this unit has none' },
    mend: { vi: 'gửi kế hoạch của đơn vị', en: 'send the unit’s plan' },
  },
};

export const CAUSE_TEXTS: Record<LikelyCause['cause'], Bilingual> = {
  'line-counted-twice': { vi: 'một dòng ghi hai lần', en: 'one line stands twice' },
  'line-missing': { vi: 'thiếu đúng dòng này', en: 'exactly this line is missing' },
  'line-too-many': { vi: 'thừa đúng dòng này', en: 'exactly this line is too many' },
  'total-of-one-programme': { vi: 'tổng chỉ là của một chương trình', en: 'the total is of one programme only' },
  'programmes-mixed': { vi: 'lẫn dòng của chương trình khác', en: 'a line of another programme is among them' },
  'led-by-other-level-counted': {
    vi: 'tổng có cả dòng do cấp khác chủ trì',
    en: 'the total counts a line that another level leads',
  },
  'filed-under-another-programme': { vi: 'ghi nhầm chương trình', en: 'filed under another programme' },
  'filed-under-another-project': { vi: 'ghi nhầm dự án', en: 'filed under another project' },
  'filed-under-another-year': { vi: 'ghi nhầm năm vốn', en: 'filed under another origin year' },
  'filed-under-another-capital-type': { vi: 'ghi nhầm loại vốn', en: 'filed under another type of capital' },
  'filed-under-another-fund-source': { vi: 'ghi nhầm nguồn vốn', en: 'filed under another source' },
  'unit-without-line': { vi: 'một đơn vị không có dòng này', en: 'one unit has no such line' },
  'a-million-times': { vi: 'nhầm đồng với triệu đồng', en: 'đồng for millions of đồng' },
  'a-millionth': { vi: 'nhầm triệu đồng với đồng', en: 'millions of đồng for đồng' },
  'a-thousand-times': { vi: 'gấp 1.000 lần', en: 'a thousand times too large' },
  'a-thousandth': { vi: 'bằng 1/1.000', en: 'a thousandth of it' },
  'ten-times': { vi: 'gấp 10 lần', en: 'ten times too large' },
  'a-tenth': { vi: 'bằng 1/10', en: 'a tenth of it' },
  'digits-swapped': { vi: 'đảo chữ số', en: 'digits swapped' },
};

export const INCOMPARABLE_TEXTS: Record<IncomparableReason, Bilingual> = {
  no_plan_above: { vi: 'cấp trên chưa có kế hoạch', en: 'there is no plan above' },
  kind_not_additive: { vi: 'loại chỉ tiêu này không cộng được', en: 'targets of this kind do not add up' },
  kinds_differ: { vi: 'hai cấp đặt chỉ tiêu khác loại', en: 'the two levels state different kinds of target' },
  denominator_unknown: { vi: 'chưa biết mẫu số của mọi đơn vị', en: 'not every unit’s denominator is known' },
  child_without_plan: { vi: 'có đơn vị chưa gửi kế hoạch', en: 'a unit below has no plan' },
  child_without_target: { vi: 'có đơn vị không có chỉ tiêu này', en: 'a unit below has no such target' },
  indicator_unknown: { vi: 'danh mục không có chỉ tiêu này', en: 'the catalogue has no such indicator' },
  parent_states_no_lines: { vi: 'kế hoạch cấp trên không phân bổ vốn cho cấp dưới', en: 'the plan above hands on no money' },
};

/** One sentence with the figures, and how to mend it. */
export function differenceText(difference: PlanDifference): { message: Bilingual; mend: Bilingual } {
  const { what, mend } = RULE_TEXTS[difference.rule];
  const told = (language: 'vi' | 'en'): string => {
    const { indicator, dimension, line, causes } = difference;
    const subject = [indicator, dimension, line].filter((part) => part !== null).join(' ');
    const cause = causes[0] && causeText(causes[0])[language];
    return [`${subject ? `${subject}: ` : ''}${what[language]}`, figures(difference, language), cause].filter(Boolean).join('; ');
  };
  return { message: { vi: `${told('vi')}.`, en: `${told('en')}.` }, mend };
}

export function causeText({ cause, line, wouldBe, explains }: LikelyCause): Bilingual {
  const at = line
    ? ` (${[line.unit, line.what, line.text].filter(Boolean).join(' ')}${wouldBe === null ? '' : ` → ${wouldBe}`})`
    : '';
  const { vi, en } = CAUSE_TEXTS[cause];
  return explains
    ? { vi: `có thể do ${vi}${at}`, en: `probably ${en}${at}` }
    : { vi: `đáng chú ý: ${vi}${at}`, en: `stands out: ${en}${at}` };
}

/** Both sides and the difference; the one amount where there are no two sides. */
function figures({ rule, above, below, amount, measure }: PlanDifference, language: 'vi' | 'en'): string {
  if (amount === null) return '';
  const print = (value: Ratio): string => printed(value, measure, language);
  if (rule === 'programmes-mixed') {
    return [above, below]
      .map((side) => `${programmesOf(side)} ${print(side.amount!)}`)
      .join(language === 'vi' ? ', xen ' : ', among them ');
  }
  if (above.amount === null || below.amount === null || above.amount.num === 0n) return print(amount);
  return language === 'vi'
    ? `${print(below.amount)} so với ${print(above.amount)}, lệch ${print(amount)}`
    : `${print(below.amount)} against ${print(above.amount)}, a difference of ${print(amount)}`;
}

const programmesOf = ({ lines }: PlanDifference['above']): string =>
  [...new Set(lines.map(({ what }) => what.split(' ')[0]))].join(', ');

function printed(value: Ratio, measure: PlanDifference['measure'], language: 'vi' | 'en'): string {
  if (measure === 'dong') {
    const whole = (value.num * 2n + (value.num < 0n ? -value.den : value.den)) / (value.den * 2n);
    return language === 'vi' ? formatDong(whole) : `${whole} đồng`;
  }
  const text = value.den === 1n ? value.num.toString() : decimalOf(value, measure === 'ratio' ? 4 : 1);
  return language === 'vi' ? text.replace('.', ',') : text;
}
