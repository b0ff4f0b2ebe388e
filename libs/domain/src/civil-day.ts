import { daysInMonth } from './period.js';

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

/** Day of an ISO date counted from a fixed one, Gregorian: differences are numbers of days. */
export function dayNumber(isoDay: string): number {
  const [year, month, day] = partsOf(isoDay);
  const y = year - 1;
  const leapDay = month > 2 && daysInMonth(year, 2) === 29 ? 1 : 0;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + DAYS_BEFORE_MONTH[month - 1]! + leapDay + day;
}

/** Days from `from` to `to`, both counted; 0 when `to` is the day before `from`. */
export const daysInclusive = (from: string, to: string): number => dayNumber(to) - dayNumber(from) + 1;

export function partsOf(isoDay: string): [year: number, month: number, day: number] {
  return [Number(isoDay.slice(0, 4)), Number(isoDay.slice(5, 7)), Number(isoDay.slice(8, 10))];
}
