import type { PlanFinding, ReadFigure } from '../plan-document/plan-draft.js';
import { count, figureOf, placesOf, totals, valueOf, type Kind, type PlanRule } from './plan-figures.js';
import { dividedBy, meet, rangeOf, type Range } from './printed-range.js';

/** Households of one kind at the end of a year, and their rate. */
export interface KindOfYear {
  kind: Kind;
  stock: ReadFigure | null;
  rate: ReadFigure | null;
}

export const kindIn = (draft: Parameters<PlanRule>[0], kind: Kind, year: string): KindOfYear => ({
  kind,
  stock: figureOf(draft, `${kind}-households`, year),
  rate: figureOf(draft, `${kind}-rate`, year),
});

/** Whether the rates of one year can be of one total. */
export function commonTotal(draft: Parameters<PlanRule>[0], year: string): PlanFinding[] {
  const [poor, near] = (['poor', 'near-poor'] as const).map((kind) => kindIn(draft, kind, year)) as [KindOfYear, KindOfYear];
  const [a, b] = [totalFrom(poor), totalFrom(near)];
  if (!a || !b || meet(a, b)) return [];
  return [
    noCommonTotal(
      'no-common-total',
      year,
      [line(poor, a), line(near, b)],
      placesOf(poor.stock, poor.rate, near.stock, near.rate),
    ),
  ];
}

export const totalFrom = ({ stock, rate }: KindOfYear): Range | null =>
  stock && rate ? dividedBy(valueOf(stock), rangeOf(rate)) : null;
const line = ({ stock, rate }: KindOfYear, total: Range): string =>
  `${count(valueOf(stock!))} ÷ ${rate!.text} = ${totals(total)}`;

export const noCommonTotal = (rule: string, year: string, lines: string[], places: PlanFinding['places']): PlanFinding => ({
  rule,
  severity: 'error',
  arithmetic: lines.join('; '),
  message: {
    vi: `Hộ nghèo và hộ cận nghèo năm ${year} không cùng một tổng số hộ: các tổng mà mỗi tỷ lệ cho phép không gặp nhau.`,
    en: `Poor and near-poor households of ${year} have no total in common: the totals that either rate allows do not meet.`,
  },
  mend: {
    vi: `Ghi tổng số hộ năm ${year} và tính lại hai tỷ lệ trên tổng đó.`,
    en: `State the total of households of ${year} and compute both rates of it again.`,
  },
  places,
});
