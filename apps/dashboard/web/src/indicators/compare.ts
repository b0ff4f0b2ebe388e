import {
  add,
  changePerMonthSoFar,
  fromDecimal,
  lastDay,
  multiply,
  periodParts,
  previousPeriod,
  ratio,
  subtract,
  type Period,
  type Ratio,
} from '@chitieu/domain';
import type { IndicatorOnWire, IndicatorValue, RatioOnWire } from '@chitieu/contracts';
import type { Quotient } from '../number/round-exact.js';

const exact = ({ num, den }: RatioOnWire): Ratio => ratio(BigInt(num), BigInt(den));
const toQuotient = ({ num, den }: Ratio): Quotient => ({ num: num.toString(), den: den.toString() });

/** The same kind of period, oldest first: a year of months and its twin a year ago, else eight. */
export function trendPeriods(period: Period): Period[] {
  const many = periodParts(period).kind === 'month' ? 13 : 8;
  return Array.from({ length: many - 1 }).reduce<Period[]>((all) => [previousPeriod(all[0]!), ...all], [period]);
}

export const samePeriodLastYear = (period: Period): Period => String(Number(period.slice(0, 4)) - 1) + period.slice(4);

/** What lies between the figure and another one, in its own unit; of a rate also how many households that is. */
export interface Difference {
  own: Quotient;
  households: Quotient | null;
}

export function differenceFromPlan(value: IndicatorValue, unit: IndicatorOnWire['unit']): Difference | null {
  const level = value.target?.level;
  if (!value.actual || !level) return null;
  const own = subtract(exact(value.actual), fromDecimal(level));
  return { own: toQuotient(own), households: unit === 'ratio' ? householdsIn(own, value) : null };
}

export function differenceFrom(value: IndicatorValue, other: IndicatorValue | undefined): Quotient | null {
  if (!value.actual || !other?.actual) return null;
  return toQuotient(subtract(exact(value.actual), exact(other.actual)));
}

/** Only of a rate of households: another rate is of something else. */
function householdsIn(difference: Ratio, { actual, indicator }: IndicatorValue): Quotient | null {
  if (!actual || !/poor-rate$/.test(indicator)) return null;
  return toQuotient(multiply(difference, ratio(BigInt(actual.den))));
}

/** Actual over plan, told only where more is better: of a falling figure it would say the opposite of what it means. */
export function shareOfPlan({ actual, target, achievementRate }: IndicatorValue, direction: string): Quotient | null {
  if (achievementRate) return achievementRate;
  const level = target?.level && fromDecimal(target.level);
  if (!actual || !level || level.num <= 0n || direction !== 'ascending') return null;
  const own = exact(actual);
  return toQuotient(ratio(own.num * level.den, own.den * level.num));
}

/** Where the period ends if each month brings what the months gone have brought; null when it is over or has no start. */
export function forecastAtEnd(value: IndicatorValue, accumulation: IndicatorOnWire['accumulation']): Quotient | null {
  const today = dayInVietnam(value.asOf);
  const { actual, target, period } = value;
  if (!actual || today >= lastDay(period)) return null;
  const start = accumulation === 'stock' ? target?.baseline && exact(target.baseline) : ratio(0n);
  const perMonth = start && changePerMonthSoFar(exact(actual), start, period, today);
  if (!start || !perMonth) return null;
  const { firstMonth, lastMonth } = periodParts(period);
  return toQuotient(add(start, multiply(perMonth, ratio(BigInt(lastMonth - firstMonth + 1)))));
}

const HANOI_AHEAD_MS = 7 * 3_600_000;
const dayInVietnam = (instant: string): string =>
  new Date(new Date(instant).getTime() + HANOI_AHEAD_MS).toISOString().slice(0, 10);

/** Only to place and to draw. */
export const toNumber = ({ num, den }: Quotient): number => Number(num) / Number(den);

/** Counted by the poverty standard of its time: figures before and after another one are not of the same thing. */
export const isCountedByStandard = ({ group }: IndicatorOnWire): boolean => group === 'households';
