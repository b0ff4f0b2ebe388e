/**
 * An exact quotient of integers, `den` > 0, kept as it was given: 58/1612 is not reduced, because numerator and
 * denominator are shown. A `den` of 1 marks a count or an amount.
 */
export interface Ratio {
  num: bigint;
  den: bigint;
}

export interface RatioText {
  num: string;
  den: string;
  value: string;
}

/** Places of a rate on the wire. */
export const WIRE_PLACES = 6;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Throws RangeError for a zero denominator; a negative one gives its sign to the numerator. */
export function ratio(num: bigint, den: bigint = 1n): Ratio {
  if (den === 0n) throw new RangeError('the denominator of a ratio is zero');
  return den < 0n ? { num: -num, den: -den } : { num, den };
}

/** `0.0298` → 298/10000. Throws RangeError for anything but digits with an optional `-` and one `.`. */
export function fromDecimal(text: string): Ratio {
  const match = DECIMAL.exec(text);
  if (!match) throw new RangeError(`not a plain decimal: ${text}`);
  const [, sign, whole = '', fraction = ''] = match;
  const num = BigInt(whole + fraction);
  return { num: sign === '-' ? -num : num, den: 10n ** BigInt(fraction.length) };
}

export function add(a: Ratio, b: Ratio): Ratio {
  if (a.den === b.den) return { num: a.num + b.num, den: a.den };
  return { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
}

export const negate = (a: Ratio): Ratio => ({ num: -a.num, den: a.den });

export const subtract = (a: Ratio, b: Ratio): Ratio => add(a, negate(b));

export const multiply = (a: Ratio, b: Ratio): Ratio => ({ num: a.num * b.num, den: a.den * b.den });

/** Null when `b` is zero. */
export function divide(a: Ratio, b: Ratio): Ratio | null {
  if (b.num === 0n) return null;
  if (a.den === b.den) return ratio(a.num, b.num);
  return ratio(a.num * b.den, a.den * b.num);
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compareRatios(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const [left, right] = [a.num * b.den, b.num * a.den];
  return left < right ? -1 : left > right ? 1 : 0;
}

export const isAtLeast = (a: Ratio, b: Ratio): boolean => compareRatios(a, b) >= 0;
export const isAtMost = (a: Ratio, b: Ratio): boolean => compareRatios(a, b) <= 0;
export const isBelow = (a: Ratio, b: Ratio): boolean => compareRatios(a, b) < 0;

/** Decimal text with exactly `places` places, rounded once, half away from zero; never `-0`. */
export function decimalOf(r: Ratio, places: number = WIRE_PLACES): string {
  const scaled = (r.num < 0n ? -r.num : r.num) * 10n ** BigInt(places);
  const rounded = (2n * scaled + r.den) / (2n * r.den);
  const digits = rounded.toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  const text = places === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return r.num < 0n && rounded !== 0n ? `-${text}` : text;
}

/** A count or an amount (`den` 1) as an integer, anything else with six places: 12 → `12`, 45/45 → `1.000000`. */
export const toWireValue = (r: Ratio): string => (r.den === 1n ? r.num.toString() : decimalOf(r));

/** A rate, which keeps its places even over a denominator of 1: one poor household of one. */
export const rateOnWire = (r: Ratio): RatioText => ({ num: r.num.toString(), den: r.den.toString(), value: decimalOf(r) });

export const ratioOnWire = (r: Ratio): RatioText => ({ num: r.num.toString(), den: r.den.toString(), value: toWireValue(r) });
