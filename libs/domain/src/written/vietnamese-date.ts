import { foldAccents } from './fold-accents.js';
import { isIsoDate } from '../period.js';

export type DateRefusal = 'not-a-date' | 'no-such-day' | 'two-digit-year' | 'month-first';

export type WrittenDate =
  /** `monthFirst`: the other date that a reader of mm/dd/yyyy would see, when there is one. */
  | { outcome: 'value'; value: string; monthFirst: string | null }
  | { outcome: 'refused'; reason: DateRefusal; monthFirst: string | null };

const LONG = /^(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})$/;

/** `2024-02-07` → `07/02/2024`. */
export const formatVietnameseDate = (isoDay: string): string =>
  `${isoDay.slice(8, 10)}/${isoDay.slice(5, 7)}/${isoDay.slice(0, 4)}`;

/** `2024-02-07` → `ngày 07 tháng 02 năm 2024`, as it stands in the head of a document. */
export const formatLongVietnameseDate = (isoDay: string): string =>
  `ngày ${isoDay.slice(8, 10)} tháng ${isoDay.slice(5, 7)} năm ${isoDay.slice(0, 4)}`;

/** Reads dd/mm/yyyy (also with `-` or `.`), `ngày 7 tháng 2 năm 2024` and ISO dates. */
export function parseVietnameseDate(text: string): WrittenDate {
  const plain = text.trim();
  if (isIsoDate(plain)) return { outcome: 'value', value: plain, monthFirst: null };
  const [, longDay, longMonth, longYear] = LONG.exec(foldAccents(plain)) ?? [];
  if (longDay && longMonth && longYear) {
    const value = isoOf(longYear, longMonth, longDay);
    return value === null ? refused('no-such-day') : { outcome: 'value', value, monthFirst: null };
  }
  const match = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{2}|\d{4})$/.exec(plain);
  if (!match) return refused(/^\d{4}-\d{2}-\d{2}$/.test(plain) ? 'no-such-day' : 'not-a-date');
  const [, first = '', , second = '', year = ''] = match;
  if (year.length === 2) return refused('two-digit-year');
  const value = isoOf(year, second, first);
  const monthFirst = isoOf(year, first, second);
  if (value === null) return refused(monthFirst === null ? 'no-such-day' : 'month-first', monthFirst);
  return { outcome: 'value', value, monthFirst: monthFirst === value ? null : monthFirst };
}

const refused = (reason: DateRefusal, monthFirst: string | null = null): WrittenDate => ({
  outcome: 'refused',
  reason,
  monthFirst,
});

function isoOf(year: string, month: string, day: string): string | null {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIsoDate(iso) ? iso : null;
}
