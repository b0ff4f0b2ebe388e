import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayNumber, daysInclusive } from './civil-day.js';

const anyDate = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
const isoOf = (date: Date): string => date.toISOString().slice(0, 10);

describe('civil days', () => {
  it('count as the calendar does', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        const days = (Date.parse(isoOf(b)) - Date.parse(isoOf(a))) / 86_400_000;
        return dayNumber(isoOf(b)) - dayNumber(isoOf(a)) === days;
      }),
    );
  });

  it.each([
    ['2024-02-28', '2024-03-01', 3],
    ['2023-02-28', '2023-03-01', 2],
    ['2023-12-31', '2024-01-01', 2],
    ['2000-01-01', '2000-12-31', 366],
    ['1900-01-01', '1900-12-31', 365],
    ['2024-05-02', '2024-05-01', 0],
  ])('%s to %s are %i days, both counted', (from, to, days) => {
    expect(daysInclusive(from, to)).toBe(days);
  });
});
