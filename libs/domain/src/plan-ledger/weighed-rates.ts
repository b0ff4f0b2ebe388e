import { add, compareRatios, fromDecimal, multiply, ratio, subtract, type Ratio } from '../ratio.js';
import type { LedgerLine } from './ledger-plan.js';

/** Households change, unevenly, between the day a plan is drawn up and the day it is read: each denominator by at most so much. */
const DRIFT = fromDecimal('0.005');

export interface WeighedRates {
  /** Count that the whole's rate implies, and that the parts' imply together. */
  expected: Ratio;
  made: Ratio;
  /** made − expected */
  surplus: Ratio;
  amounts: Ratio[];
  /** Whether the rates can be those of one set of households, printed with so many places. */
  agrees(whole: Ratio, parts: readonly Ratio[]): boolean;
}

/**
 * Rates of parts, weighed by their denominators, against the rate of the whole. They agree when the whole's lies as near to the parts' mean as
 * printing (one of the last place on either side, whatever way it was rounded) and a drift of every denominator allow. A drift moves the mean by
 * at most drift × mean deviation ÷ (1 − drift).
 */
export function weighedRates(whole: LedgerLine, parts: readonly LedgerLine[], weights: readonly bigint[]): WeighedRates {
  const all = weights.reduce((a, b) => a + b, 0n);
  const weigh = (values: readonly Ratio[]): Ratio =>
    values.map((value, i) => multiply(value, ratio(weights[i]!))).reduce(add, ratio(0n));
  const steps = weigh(parts.map(({ text }) => printedStep(text)));
  const agrees = (rate: Ratio, values: readonly Ratio[]): boolean => {
    const [expected, made] = [multiply(rate, ratio(all)), weigh(values)];
    const mean = all === 0n ? ratio(0n) : { num: made.num, den: made.den * all };
    const deviation = weigh(values.map((value) => absolute(subtract(value, mean))));
    const drift = multiply(deviation, { num: DRIFT.num, den: DRIFT.den - DRIFT.num });
    const allowed = add(add(steps, multiply(printedStep(whole.text), ratio(all))), drift);
    return compareRatios(absolute(subtract(made, expected)), allowed) <= 0;
  };
  const amounts = parts.map(({ amount }) => amount);
  const [expected, made] = [multiply(whole.amount, ratio(all)), weigh(amounts)];
  return { expected, made, surplus: subtract(made, expected), amounts, agrees };
}

const absolute = (r: Ratio): Ratio => (r.num < 0n ? { num: -r.num, den: r.den } : r);

/** One of the last printed place: 0.0298 → 0.0001; a text without a decimal mark is exact. */
export const printedStep = (text: string): Ratio => {
  const places = text.split('.')[1]?.length ?? 0;
  return places === 0 ? ratio(0n) : ratio(1n, 10n ** BigInt(places));
};
