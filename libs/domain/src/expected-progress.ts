import { daysInclusive, partsOf } from './civil-day.js';
import { daysInMonth, firstDay, lastDay, yearOf, type Period } from './period.js';
import { add, divide, fromDecimal, multiply, ratio, type Ratio } from './ratio.js';

/**
 * How a plan expects its progress to come: evenly by days; by twelve monthly shares of the year, January first; all of it on one day; or so much
 * of it by each of some days.
 */
export type Trajectory =
  | { kind: 'linear' }
  | { kind: 'seasonal'; shares: number[] }
  | { kind: 'step'; on: string }
  | { kind: 'milestones'; milestones: { on: string; share: number }[] };

const NONE = ratio(0n);
const ALL = ratio(1n);

/**
 * Part of the way from baseline to target that the trajectory expects at the end of `today`, 0…1. Before the period 0;
 * after it, what it expects at the period's last day. `planPeriod` is the period the target is set for: the reading's own,
 * or the year it belongs to. Seasonal shares are always of the year. Null when the shares add up to nothing.
 */
export function expectedProgress(
  trajectory: Trajectory,
  period: Period,
  today: string,
  planPeriod: Period = period,
): Ratio | null {
  if (trajectory.kind === 'seasonal' && trajectory.shares.every((share) => !(share > 0))) return null;
  if (today < firstDay(period)) return NONE;
  const day = today < lastDay(period) ? today : lastDay(period);
  switch (trajectory.kind) {
    case 'linear':
      return linear(planPeriod, day);
    case 'seasonal':
      return seasonal(trajectory.shares, yearOf(period), day);
    case 'step':
      return promised([{ on: trajectory.on, share: 1 }], yearOf(period), day);
    case 'milestones':
      return promised(trajectory.milestones, yearOf(period), day);
  }
}

function linear(planPeriod: Period, day: string): Ratio {
  const [first, last] = [firstDay(planPeriod), lastDay(planPeriod)];
  return day >= last ? ALL : ratio(BigInt(daysInclusive(first, day)), BigInt(daysInclusive(first, last)));
}

/** The share of the last day passed, that day included: between two of them nothing more is promised. All of it at the end of the year. */
function promised(milestones: readonly { on: string; share: number }[], year: Period, day: string): Ratio {
  if (day >= lastDay(year)) return ALL;
  const passed = milestones.filter(({ on }) => on <= day).map(({ share }) => share);
  return passed.length === 0 ? NONE : fromDecimal(Math.min(1, Math.max(...passed)).toFixed(12));
}

/** Shares of the months gone, and of the running one by its days. Divided by their sum, so that December ends at 1. */
function seasonal(shares: readonly number[], year: Period, isoDay: string): Ratio | null {
  if (isoDay >= lastDay(year)) return ALL;
  const [, month, day] = partsOf(isoDay);
  const exact = shares.map((share) => fromDecimal(share.toFixed(12)));
  const gone = exact.slice(0, month - 1).reduce(add, NONE);
  const running = multiply(exact[month - 1] ?? NONE, ratio(BigInt(day), BigInt(daysInMonth(Number(year), month))));
  return divide(add(gone, running), exact.reduce(add, NONE));
}
