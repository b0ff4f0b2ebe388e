import type { PlanFinding, Place, PlanDraft, ReadFigure } from '../plan-document/plan-draft.js';
import { formatPercent, formatVietnameseNumber, NO_BREAK_SPACE } from '../written/vietnamese-number.js';
import { fromDecimal, ratio, type Ratio } from '../ratio.js';
import { wholesIn, type Range } from './printed-range.js';

/** A rule looks at a draft and says what contradicts itself. */
export type PlanRule = (draft: PlanDraft) => PlanFinding[];

export type Kind = 'poor' | 'near-poor' | 'multi-poor';
export const KINDS: readonly Kind[] = ['poor', 'near-poor', 'multi-poor'];
export const KIND_NAMES: Record<Kind, { vi: string; en: string }> = {
  poor: { vi: 'hộ nghèo', en: 'poor households' },
  'near-poor': { vi: 'hộ cận nghèo', en: 'near-poor households' },
  'multi-poor': { vi: 'hộ nghèo đa chiều', en: 'multidimensionally poor households' },
};

export const allFigures = ({ targets, results }: PlanDraft): ReadFigure[] => [...results, ...targets];

/** The first readable figure of its kind, exact ones only. */
export function figureOf(
  draft: PlanDraft,
  indicator: string,
  period: string | null,
  of: ReadFigure['of'] = 'actual',
  unitName: string | null = null,
): ReadFigure | null {
  return (
    allFigures(draft).find(
      (figure) =>
        figure.indicator === indicator &&
        figure.period === period &&
        figure.of === of &&
        figure.unitName === unitName &&
        figure.value !== null &&
        figure.bound === 'exact',
    ) ?? null
  );
}

export const valueOf = ({ value }: { value: string | null }): Ratio => fromDecimal(value!);
export const yearsIn = (draft: PlanDraft): string[] =>
  [...new Set(allFigures(draft).flatMap(({ period }) => period ?? []))].sort();
export const yearBefore = (year: string): string => String(Number(year) - 1);

export const count = (value: Ratio): string => formatVietnameseNumber(value);
export const percent = (value: Ratio, places = 2): string => formatPercent(value, places).replace(/,00(?=\u00a0)/, '');
export const points = (value: Ratio): string => formatPercent(value).replace(`${NO_BREAK_SPACE}%`, '');
/** Without its unit, to stand in a sum. */
export const millions = (dong: bigint): string => {
  const places = dong % 1_000_000n === 0n ? 0 : dong % 1_000n === 0n ? 3 : 6;
  return formatVietnameseNumber(ratio(dong, 1_000_000n), places);
};
export const inMillions = (dong: bigint): string => `${millions(dong)}${NO_BREAK_SPACE}triệu`;
export const enMillions = (dong: bigint): string => `${millions(dong)} million`;

/** `1.612–1.613`, or one number. */
export const totals = (range: Range): string => {
  const [low, high] = wholesIn(range);
  return low >= high ? count(ratio(high > low ? high : low)) : `${count(ratio(low))}–${count(ratio(high))}`;
};

export const placesOf = (...figures: ({ place: Place } | null)[]): Place[] => [
  ...new Map(
    figures.flatMap((figure) => (figure ? [[`${figure.place.line} ${figure.place.quote}`, figure.place] as const] : [])),
  ).values(),
];
