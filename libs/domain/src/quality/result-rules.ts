import type { PlanFinding, ReadFigure } from '../plan-document/plan-draft.js';
import { add, divide, negate, subtract } from '../ratio.js';
import { commonTotal, kindIn, type KindOfYear } from './kinds-of-year.js';
import {
  count,
  figureOf,
  KIND_NAMES,
  KINDS,
  percent,
  placesOf,
  points,
  valueOf,
  yearBefore,
  yearsIn,
  type Kind,
  type PlanRule,
} from './plan-figures.js';
import { holds, meet, rangeOf, sum } from './printed-range.js';

/** 58 of 1.612 beside `3,6 %`; without the total, whether the rates of one year can be of one total. */
export const ratesOfCounts: PlanRule = (draft) =>
  yearsIn(draft).flatMap((year) => {
    const total = figureOf(draft, 'households', year);
    return total ? KINDS.flatMap((kind) => rateOfTotal(total, kindIn(draft, kind, year))) : commonTotal(draft, year);
  });

function rateOfTotal(total: ReadFigure, { kind, stock, rate }: KindOfYear): PlanFinding[] {
  const is = stock && divide(valueOf(stock), valueOf(total));
  if (!is || !rate || holds(rangeOf(rate), is)) return [];
  const [c, t, name] = [count(valueOf(stock)), count(valueOf(total)), KIND_NAMES[kind]];
  return [
    {
      rule: 'rate-of-count',
      severity: 'error',
      arithmetic: `${c} ÷ ${t} = ${percent(is)} ≠ ${rate.text}`,
      message: {
        vi: `Tỷ lệ ${name.vi} in là ${rate.text}, nhưng ${c} hộ trên ${t} hộ là ${percent(is)}.`,
        en: `The rate of ${name.en} is printed as ${rate.text}, but ${c} of ${t} households are ${percent(is)}.`,
      },
      mend: {
        vi: 'Xem lại số hộ, tổng số hộ và tỷ lệ; sửa số sai.',
        en: 'Look at the count, the total and the rate again; mend the wrong one.',
      },
      places: placesOf(rate, stock, total),
    },
  ];
}

/** What there was, less what it fell by, is what is left: in households, and in rates within what rounding allows. */
export const stocksAndFalls: PlanRule = (draft) =>
  yearsIn(draft).flatMap((year) =>
    (['actual', 'target'] as const).flatMap((of) =>
      KINDS.flatMap((kind) => [...fallOfStock(draft, kind, year, of), ...fallOfRate(draft, kind, year, of)]),
    ),
  );

function fallOfStock(draft: Parameters<PlanRule>[0], kind: Kind, year: string, of: 'actual' | 'target'): PlanFinding[] {
  const before = figureOf(draft, `${kind}-households`, yearBefore(year));
  const fall = figureOf(draft, `${kind}-reduction`, year, of);
  const left = figureOf(draft, `${kind}-households`, year, of);
  if (!before || !fall || !left) return [];
  const is = subtract(valueOf(before), valueOf(fall));
  if (subtract(is, valueOf(left)).num === 0n) return [];
  return [
    doesNotAddUp(
      'stock-and-reduction',
      kind,
      year,
      `${count(valueOf(before))} − ${count(valueOf(fall))} = ${count(is)} ≠ ${count(valueOf(left))}`,
      placesOf(before, fall, left),
    ),
  ];
}

function fallOfRate(draft: Parameters<PlanRule>[0], kind: Kind, year: string, of: 'actual' | 'target'): PlanFinding[] {
  const before = figureOf(draft, `${kind}-rate`, yearBefore(year));
  const change = figureOf(draft, `${kind}-rate-change`, year, of);
  const left = figureOf(draft, `${kind}-rate`, year, of);
  if (!before || !change || !left || (change.base !== null && change.base < yearBefore(year))) return [];
  if (meet(sum(rangeOf(before), rangeOf(change)), rangeOf(left))) return [];
  const is = add(valueOf(before), valueOf(change));
  return [
    doesNotAddUp(
      'rate-and-change',
      kind,
      year,
      `${before.text} − ${points(negate(valueOf(change)))} = ${percent(is)} ≠ ${left.text}`,
      placesOf(before, change, left),
    ),
  ];
}

const doesNotAddUp = (
  rule: string,
  kind: Kind,
  year: string,
  arithmetic: string,
  places: PlanFinding['places'],
): PlanFinding => ({
  rule,
  severity: 'error',
  arithmetic,
  message: {
    vi: `Số đầu kỳ, số giảm và số còn lại của ${KIND_NAMES[kind].vi} năm ${year} không khớp nhau.`,
    en: `What there was, what it fell by and what is left of ${KIND_NAMES[kind].en} in ${year} do not fit.`,
  },
  mend: { vi: 'Xem lại ba số; sửa số sai.', en: 'Look at the three figures again; mend the wrong one.' },
  places,
});

/** Multidimensional poverty is poor and near-poor together. */
export const sumsOfKinds: PlanRule = (draft) =>
  yearsIn(draft).flatMap((year): PlanFinding[] =>
    (['actual', 'target'] as const).flatMap((of) =>
      ['households', 'rate'].flatMap((measure): PlanFinding[] => {
        const [poor, near, both] = KINDS.map((kind) => figureOf(draft, `${kind}-${measure}`, year, of));
        if (!poor || !near || !both || meet(sum(rangeOf(poor), rangeOf(near)), rangeOf(both))) return [];
        const say = measure === 'rate' ? percent : count;
        return [
          doesNotAddUp(
            'sum-of-kinds',
            'multi-poor',
            year,
            `${poor.text} + ${near.text} = ${say(add(valueOf(poor), valueOf(near)))} ≠ ${both.text}`,
            placesOf(poor, near, both),
          ),
        ];
      }),
    ),
  );
