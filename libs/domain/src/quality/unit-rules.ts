import type { Bilingual, UnitMeasures } from '../catalogue/index.js';

/** What does not fit in a unit's own numbers, and the arithmetic that shows it. It changes no number. */
export interface UnitFinding {
  rule: string;
  severity: 'error' | 'warning' | 'info';
  arithmetic: string;
  message: Bilingual;
  mend: Bilingual;
}

export type UnitRule = (measures: UnitMeasures) => UnitFinding[];

/**
 * The flow identity of the official forms: who was poor at the end of the period before is poor still, has escaped, or has left.
 * A household that is in none of them was not reviewed, or was reviewed elsewhere without its past.
 */
export const poorAccountedFor: UnitRule = ({ matched, current }) => {
  const before = matched.previous.poor;
  const { poor, relapsed, newlyPoor, poorWithoutBase, escapedPoverty, poorLeft } = current;
  if (matched.communes === 0 || before === undefined || poorLeft === undefined) return [];
  const still = poor! - relapsed! - newlyPoor! - poorWithoutBase!;
  const missing = before - still - escapedPoverty! - poorLeft;
  if (missing === 0n) return [];
  const arithmetic = `${before} − ${still} − ${escapedPoverty} − ${poorLeft} = ${missing}`;
  return [
    {
      rule: 'poor-not-accounted-for',
      severity: 'warning',
      arithmetic,
      message:
        missing > 0n
          ? {
              vi: `${missing} hộ nghèo cuối kỳ trước không có trong kỳ này: không còn nghèo, không thoát nghèo, không chuyển đi.`,
              en: `${missing} households that were poor at the end of the period before are in none of this one's: still poor, escaped, left.`,
            }
          : {
              vi: `Kỳ này có nhiều hơn ${-missing} hộ đã nghèo từ kỳ trước so với số hộ nghèo cuối kỳ trước của chính đơn vị.`,
              en: `This period has ${-missing} more households that were poor before than the unit had poor households then.`,
            },
      mend: {
        vi: 'Rà soát các hộ còn thiếu, hoặc ghi hộ đã chuyển đi, chuyển đến.',
        en: 'Review the households that are missing, or say which have moved.',
      },
    },
  ];
};

const JUMP_PERCENT = 10n;
const JUMP_LEAST = 20n;

/** A total of households that moves by more than a tenth within a year is more often a review under way, or a list entered twice. */
export const householdsJump: UnitRule = ({ matched: { current, previous } }) => {
  const [before, now] = [previous.households ?? 0n, current.households ?? 0n];
  const change = now - before;
  const size = change < 0n ? -change : change;
  if (before === 0n || size < JUMP_LEAST || size * 100n <= before * JUMP_PERCENT) return [];
  return [
    {
      rule: 'households-jump',
      severity: 'warning',
      arithmetic: `${now} − ${before} = ${change}`,
      message: {
        vi: `Tổng số hộ thay đổi ${change} so với kỳ trước, hơn ${JUMP_PERCENT} %.`,
        en: `The total of households differs by ${change} from the period before, more than ${JUMP_PERCENT} %.`,
      },
      mend: { vi: 'Đối chiếu danh sách hộ với kỳ trước.', en: 'Compare the list of households with the period before.' },
    },
  ];
};

/** Money: more paid than there was, or exactly all of it. */
export const paidAgainstAssigned: UnitRule = ({ money: { assigned, disbursedToDate } }) => {
  if (assigned === null || assigned === 0n || disbursedToDate < assigned) return [];
  const arithmetic = `${disbursedToDate} ÷ ${assigned}`;
  if (disbursedToDate === assigned) {
    return [
      {
        rule: 'exactly-all-disbursed',
        severity: 'info',
        arithmetic,
        message: {
          vi: 'Giải ngân đúng 100 % vốn được giao: kiểm tra có phải số làm tròn theo kế hoạch.',
          en: 'Exactly 100 % of the assigned capital is disbursed: see whether the figure was taken from the plan.',
        },
        mend: { vi: 'Đối chiếu với chứng từ.', en: 'Compare with the vouchers.' },
      },
    ];
  }
  return [
    {
      rule: 'paid-more-than-assigned',
      severity: 'error',
      arithmetic,
      message: {
        vi: `Đã giải ngân nhiều hơn vốn được giao ${disbursedToDate - assigned} đồng.`,
        en: `${disbursedToDate - assigned} đồng more was paid than was assigned.`,
      },
      mend: {
        vi: 'Kiểm tra chứng từ ghi hai lần, hoặc bổ sung quyết định giao vốn.',
        en: 'Look for a voucher that was entered twice, or send the decision that assigned more.',
      },
    },
  ];
};

export const UNIT_RULES: readonly UnitRule[] = [poorAccountedFor, householdsJump, paidAgainstAssigned];
