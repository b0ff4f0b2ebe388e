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

export const dayBefore = (isoDay: string): string => neighbour(isoDay, -1);
export const dayAfter = (isoDay: string): string => neighbour(isoDay, 1);

function neighbour(isoDay: string, step: 1 | -1): string {
  const [year, month, day] = partsOf(isoDay);
  if (day + step >= 1 && day + step <= daysInMonth(year, month)) return `${isoDay.slice(0, 8)}${pad(day + step, 2)}`;
  const next = month + step < 1 ? [year - 1, 12] : month + step > 12 ? [year + 1, 1] : [year, month + step];
  return `${pad(next[0]!, 4)}-${pad(next[1]!, 2)}-${pad(step === 1 ? 1 : daysInMonth(next[0]!, next[1]!), 2)}`;
}

const pad = (n: number, width: number): string => String(n).padStart(width, '0');

export function partsOf(isoDay: string): [year: number, month: number, day: number] {
  return [Number(isoDay.slice(0, 4)), Number(isoDay.slice(5, 7)), Number(isoDay.slice(8, 10))];
}
