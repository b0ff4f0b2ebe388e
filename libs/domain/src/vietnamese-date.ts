import { isIsoDate } from './period.js';

export type DateRefusal = 'not-a-date' | 'no-such-day' | 'two-digit-year' | 'month-first';

export type WrittenDate =
  /** `monthFirst`: the other date that a reader of mm/dd/yyyy would see, when there is one. */
  | { outcome: 'value'; value: string; monthFirst: string | null }
  | { outcome: 'refused'; reason: DateRefusal; monthFirst: string | null };

/** `2024-02-07` → `07/02/2024`. */
export const formatVietnameseDate = (isoDay: string): string =>
  `${isoDay.slice(8, 10)}/${isoDay.slice(5, 7)}/${isoDay.slice(0, 4)}`;

/** Reads dd/mm/yyyy (also with `-` or `.`) and ISO dates. */
export function parseVietnameseDate(text: string): WrittenDate {
  const plain = text.trim();
  if (isIsoDate(plain)) return { outcome: 'value', value: plain, monthFirst: null };
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
