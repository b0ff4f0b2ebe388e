/** A quotient of two decimal strings, as the API gives it. */
export interface Quotient {
  num: string;
  den: string;
}

/** `num ÷ den × times` to `places`, half up (away from zero), as a plain decimal. Exact: no floating point touches a figure. */
export function roundExact({ num, den }: Quotient, places: number, times = 1n): string {
  const [top, bottom] = [scaled(num), scaled(den)];
  const numerator = top.digits * times * 10n ** BigInt(bottom.scale + places);
  const denominator = bottom.digits * 10n ** BigInt(top.scale);
  const negative = numerator < 0n !== denominator < 0n;
  const [n, d] = [magnitude(numerator), magnitude(denominator)];
  const rounded = (2n * n + d) / (2n * d);
  return (negative && rounded > 0n ? '-' : '') + withPoint(rounded, places);
}

function scaled(text: string): { digits: bigint; scale: number } {
  const [whole, fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function withPoint(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);
