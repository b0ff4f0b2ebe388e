import { dayNumber, partsOf } from '../civil-day.js';
import { daysInMonth } from '../period.js';

/**
 * Days off beside weekends: Bộ luật Lao động 2019, 112; Tết and the bridges as each year's notice set them, unconfirmed. A year that is
 * not listed has its fixed days only, so that a deadline counted in working days falls early rather than late.
 */
const DAYS_OFF: ReadonlySet<string> = new Set([
  ...[
    '2022-01-03',
    '2022-01-31',
    '2022-02-01',
    '2022-02-02',
    '2022-02-03',
    '2022-02-04',
    '2022-04-11',
    '2022-05-02',
    '2022-05-03',
    '2022-09-01',
  ],
  ...[
    '2023-01-02',
    '2023-01-20',
    '2023-01-23',
    '2023-01-24',
    '2023-01-25',
    '2023-01-26',
    '2023-05-02',
    '2023-05-03',
    '2023-09-01',
    '2023-09-04',
  ],
  ...['2024-02-08', '2024-02-09', '2024-02-12', '2024-02-13', '2024-02-14', '2024-04-18', '2024-04-29', '2024-09-03'],
  ...['2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-04-07', '2025-05-02', '2025-09-01'],
  ...['2026-01-02', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-04-27', '2026-09-01'],
]);
const FIXED: readonly string[] = ['01-01', '04-30', '05-01', '09-02'];

export function isWorkingDay(isoDay: string): boolean {
  const weekday = dayNumber(isoDay) % 7; // day 1 of the Gregorian calendar was a Monday
  return weekday >= 1 && weekday <= 5 && !FIXED.includes(isoDay.slice(5)) && !DAYS_OFF.has(isoDay);
}

/** The last of so many working days after the day; the day itself is not counted. */
export function workingDaysAfter(isoDay: string, days: number): string {
  let day = isoDay;
  for (let left = days; left > 0;) {
    day = nextDay(day);
    if (isWorkingDay(day)) left--;
  }
  return day;
}

function nextDay(isoDay: string): string {
  const [year, month, day] = partsOf(isoDay);
  if (day < daysInMonth(year, month)) return written(year, month, day + 1);
  return month === 12 ? written(year + 1, 1, 1) : written(year, month + 1, 1);
}

const written = (year: number, month: number, day: number): string =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
