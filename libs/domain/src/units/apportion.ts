import type { Ratio } from '../ratio.js';

/**
 * Parts of an integer that add up to it exactly, as near to the shares as integers can be (Sainte-Laguë: seat after seat
 * to the part that is furthest behind). Unlike the largest remainder, a larger total never gives a part less: the poor
 * among the households of a part are never more than its households. On a tie the earlier part is served.
 */
export function apportion(total: bigint, shares: readonly Ratio[]): bigint[] {
  if (total < 0n) return apportion(-total, shares).map((part) => -part);
  const den = shares.reduce((product, share) => product * share.den, 1n);
  const weights = shares.map((share) => (share.num * den) / share.den);
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  if (whole <= 0n) throw new RangeError('shares that add up to nothing apportion nothing');
  const parts = weights.map((weight) => (2n * total * weight + whole) / (2n * whole));
  let left = total - parts.reduce((sum, part) => sum + part, 0n);
  for (; left > 0n; left--) parts[furthestBehind(weights, parts)]! += 1n;
  for (; left < 0n; left++) parts[furthestAhead(weights, parts)]! -= 1n;
  return parts;
}

/** Of weight ÷ (2 × seats + 1), the greatest; the first on a tie. */
function furthestBehind(weights: readonly bigint[], seats: readonly bigint[]): number {
  let found = 0;
  for (let i = 1; i < weights.length; i++) {
    if (weights[i]! * (2n * seats[found]! + 1n) > weights[found]! * (2n * seats[i]! + 1n)) found = i;
  }
  return found;
}

/** Of those with a seat, the one whose last was given last: weight ÷ (2 × seats − 1) the least; the last on a tie. */
function furthestAhead(weights: readonly bigint[], seats: readonly bigint[]): number {
  let found = -1;
  for (let i = 0; i < weights.length; i++) {
    if (seats[i] === 0n) continue;
    if (found < 0 || weights[i]! * (2n * seats[found]! - 1n) <= weights[found]! * (2n * seats[i]! - 1n)) found = i;
  }
  return found;
}
