import type { PlanFinding, ReadFigure } from '../plan-document/plan-draft.js';
import { divide, isBelow, negate, ratio, subtract } from '../ratio.js';
import {
  count,
  figureOf,
  KIND_NAMES,
  KINDS,
  percent,
  placesOf,
  points,
  valueOf,
  yearsIn,
  type PlanRule,
} from './plan-figures.js';
import { holds, rangeOf } from './printed-range.js';

/** `đạt 116,3 %` beside 12 of 10. */
export const achievementRates: PlanRule = (draft) =>
  draft.results
    .filter(({ of, value, bound }) => of === 'achievementRate' && value !== null && bound === 'exact')
    .flatMap((stated): PlanFinding[] => {
      const actual = figureOf(draft, stated.indicator, stated.period, 'actual', stated.unitName);
      const target = figureOf(draft, stated.indicator, stated.period, 'target', stated.unitName);
      const rate = actual && target && divide(valueOf(actual), valueOf(target));
      if (!rate || holds(rangeOf(stated), rate)) return [];
      const [a, t] = [plainOf(actual), plainOf(target)];
      return [
        {
          rule: 'achievement-rate',
          severity: 'error',
          arithmetic: `${a} ÷ ${t} = ${percent(rate)} ≠ ${stated.text}`,
          message: {
            vi: `Tỷ lệ đạt kế hoạch in là ${stated.text}, nhưng ${a} trên ${t} là ${percent(rate)}.`,
            en: `The achievement is printed as ${stated.text}, but ${a} of ${t} is ${percent(rate)}.`,
          },
          mend: {
            vi: `Sửa thành ${percent(rate)}, hoặc xem lại số thực hiện và số giao.`,
            en: `Print ${percent(rate)}, or look again at what was reached and what was assigned.`,
          },
          places: placesOf(stated, actual, target),
        },
      ];
    });

const plainOf = (figure: ReadFigure): string => {
  const value = valueOf(figure);
  return figure.indicator.endsWith('-change') ? points(value.num < 0n ? negate(value) : value) : count(value);
};

/** `vượt mức` where a target was met to the household, or missed. */
export const claimsToExceed: PlanRule = (draft) =>
  draft.claims
    .filter(({ claim }) => claim === 'exceeds')
    .slice(0, 1)
    .flatMap((claim) =>
      yearsIn(draft).flatMap((year) =>
        KINDS.flatMap((kind): PlanFinding[] => {
          const [actual, target] = (['actual', 'target'] as const).map((of) => figureOf(draft, `${kind}-reduction`, year, of));
          if (!actual || !target) return [];
          const [a, t] = [valueOf(actual), valueOf(target)];
          const isMet = subtract(a, t).num === 0n;
          if (!isMet && !isBelow(a, t)) return [];
          return [
            {
              rule: 'claims-to-exceed',
              severity: isMet ? 'warning' : 'error',
              arithmetic: `${count(a)} ${isMet ? '=' : '<'} ${count(t)}`,
              message: {
                vi: `Báo cáo nói vượt kế hoạch, nhưng ${KIND_NAMES[kind].vi} giảm ${count(a)} trên ${count(t)} được giao: ${isMet ? 'đúng bằng, không vượt' : 'chưa đạt'}.`,
                en: `It claims to exceed the plan, but ${KIND_NAMES[kind].en} fell by ${count(a)} of ${count(t)} assigned: ${isMet ? 'met, not exceeded' : 'not reached'}.`,
              },
              mend: {
                vi: 'Nói riêng từng chỉ tiêu: cái nào vượt, cái nào đạt.',
                en: 'Say of each target by itself whether it was met or exceeded.',
              },
              places: [claim.place, ...placesOf(actual, target)],
            },
          ];
        }),
      ),
    );

/** Exactly all of it is possible, and more often a sign of figures made to fit. */
export const exactlyAll: PlanRule = (draft) =>
  draft.results
    .filter(
      ({ of, indicator, value }) =>
        value !== null &&
        (of === 'achievementRate' || indicator === 'disbursement-rate') &&
        subtract(valueOf({ value }), ratio(1n)).num === 0n,
    )
    .map((figure): PlanFinding => ({
      rule: 'exactly-100-percent',
      severity: 'info',
      arithmetic: `${figure.text} = 1`,
      message: {
        vi:
          figure.indicator === 'disbursement-rate'
            ? `Giải ngân đúng 100 % (năm ${figure.period ?? '?'}).`
            : `Đạt đúng 100 % kế hoạch (năm ${figure.period ?? '?'}).`,
        en:
          figure.indicator === 'disbursement-rate'
            ? `Exactly 100 % disbursed (${figure.period ?? '?'}).`
            : `Exactly 100 % of the target reached (${figure.period ?? '?'}).`,
      },
      mend: { vi: 'Đối chiếu với danh sách hộ, chứng từ.', en: 'Hold it against the list of households or the vouchers.' },
      places: placesOf(figure),
    }));
