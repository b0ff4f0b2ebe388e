import type { ReadFigure } from '../plan-document/plan-draft.js';
import { add, compareRatios, divide, fromDecimal, multiply, negate, ratio, subtract, type Ratio } from '../ratio.js';

/** Everything that a printed figure may stand for. */
export interface Range {
  low: Ratio;
  high: Ratio;
}

export const exactly = (value: Ratio): Range => ({ low: value, high: value });

/** A rate stands for all that rounds to it; a count for itself. */
export function rangeOf({ value, text, indicator, of }: Pick<ReadFigure, 'value' | 'text' | 'indicator' | 'of'>): Range {
  const read = fromDecimal(value!);
  if (of !== 'achievementRate' && !/-rate(-change)?$/.test(indicator)) return exactly(read);
  const places = /\d[.,](\d+)/.exec(text)?.[1]?.length ?? 0;
  const half = ratio(1n, 200n * 10n ** BigInt(places));
  return { low: subtract(read, half), high: add(read, half) };
}

export const sum = (a: Range, b: Range): Range => ({ low: add(a.low, b.low), high: add(a.high, b.high) });
export const minus = (a: Range, b: Range): Range => sum(a, { low: negate(b.high), high: negate(b.low) });

/** Of a count by a rate: the totals that it may have been taken of. Null for a rate that may be zero. */
export function dividedBy(count: Ratio, rate: Range): Range | null {
  if (rate.low.num <= 0n) return null;
  return { low: divide(count, rate.high)!, high: divide(count, rate.low)! };
}

export const meet = (a: Range, b: Range): boolean => compareRatios(a.low, b.high) <= 0 && compareRatios(b.low, a.high) <= 0;
export const holds = (range: Range, value: Ratio): boolean => meet(range, exactly(value));

/** What both allow; null where they do not meet. */
export const common = (a: Range, b: Range): Range | null =>
  meet(a, b)
    ? { low: compareRatios(a.low, b.low) > 0 ? a.low : b.low, high: compareRatios(a.high, b.high) < 0 ? a.high : b.high }
    : null;

/** Wider by so many hundredths on either side. */
export const widened = ({ low, high }: Range, percent: bigint): Range => ({
  low: multiply(low, ratio(100n - percent, 100n)),
  high: multiply(high, ratio(100n + percent, 100n)),
});

const ceiling = ({ num, den }: Ratio): bigint => (num + den - 1n) / den;
/** Whole numbers in a range of households: `1.612–1.613`. */
export const wholesIn = ({ low, high }: Range): [bigint, bigint] => [ceiling(low), high.num / high.den];
