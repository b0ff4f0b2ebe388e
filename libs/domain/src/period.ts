/** A reporting period as written on the wire: `2024`, `2024-S1` (half-year), `2024-Q1`, `2024-01`. */
export type Period = string;
export type PeriodKind = 'year' | 'halfYear' | 'quarter' | 'month';

const PATTERN = /^(\d{4})(?:-(?:(S)([12])|(Q)([1-4])|(0[1-9]|1[0-2])))?$/;

export interface PeriodParts {
  kind: PeriodKind;
  year: number;
  /** First and last month, 1…12, both inclusive. */
  firstMonth: number;
  lastMonth: number;
}

export function parsePeriod(text: string): PeriodParts | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  if (year < 1900) return null;
  if (match[2]) return { kind: 'halfYear', year, firstMonth: Number(match[3]) * 6 - 5, lastMonth: Number(match[3]) * 6 };
  if (match[4]) return { kind: 'quarter', year, firstMonth: Number(match[5]) * 3 - 2, lastMonth: Number(match[5]) * 3 };
  if (match[6]) return { kind: 'month', year, firstMonth: Number(match[6]), lastMonth: Number(match[6]) };
  return { kind: 'year', year, firstMonth: 1, lastMonth: 12 };
}

/** Parts of a period already known to be well formed; throws RangeError when it is not. */
export function periodParts(period: Period): PeriodParts {
  const parts = parsePeriod(period);
  if (!parts) throw new RangeError(`not a period: ${period}`);
  return parts;
}

/** First day of the period, ISO date. */
export function firstDay(period: Period): string {
  const { year, firstMonth } = periodParts(period);
  return isoDate(year, firstMonth, 1);
}

/** Last day of the period, ISO date, inclusive. The day that decides which tree and standard apply. */
export function lastDay(period: Period): string {
  const { year, lastMonth } = periodParts(period);
  return isoDate(year, lastMonth, daysInMonth(year, lastMonth));
}

/** The period of the same kind that ends the day before this one begins. */
export function previousPeriod(period: Period): Period {
  const { kind, year, firstMonth } = periodParts(period);
  if (kind === 'year') return String(year - 1);
  const length = kind === 'halfYear' ? 6 : kind === 'quarter' ? 3 : 1;
  const before = firstMonth - length;
  const lastYear = before < 1;
  const month = lastYear ? before + 12 : before;
  return periodOfMonth(kind, lastYear ? year - 1 : year, month);
}

/** Year of a period, as a yearly period. */
export const yearOf = (period: Period): Period => period.slice(0, 4);

/** Month of an ISO date, as a monthly period. */
export const monthOf = (isoDay: string): Period => isoDay.slice(0, 7);

/** Months of a period, `2024-01` … in order. */
export function monthsOf(period: Period): Period[] {
  const { year, firstMonth, lastMonth } = periodParts(period);
  return Array.from({ length: lastMonth - firstMonth + 1 }, (_, i) => `${pad(year, 4)}-${pad(firstMonth + i, 2)}`);
}

/** Every period that a month is part of: itself, its quarter, its half-year, its year. */
export function periodsOfMonth(month: Period): Period[] {
  const { year, firstMonth } = periodParts(month);
  const quarter = Math.ceil(firstMonth / 3);
  return [month, `${pad(year, 4)}-Q${quarter}`, `${pad(year, 4)}-S${quarter <= 2 ? 1 : 2}`, yearOf(month)];
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** True for a calendar date that exists, written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function periodOfMonth(kind: PeriodKind, year: number, firstMonth: number): Period {
  if (kind === 'halfYear') return `${pad(year, 4)}-S${firstMonth === 1 ? 1 : 2}`;
  if (kind === 'quarter') return `${pad(year, 4)}-Q${(firstMonth + 2) / 3}`;
  return `${pad(year, 4)}-${pad(firstMonth, 2)}`;
}

const isoDate = (year: number, month: number, day: number): string => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
const pad = (n: number, width: number): string => String(n).padStart(width, '0');
