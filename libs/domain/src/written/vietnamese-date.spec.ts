import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatVietnameseDate, parseVietnameseDate } from './vietnamese-date.js';

describe('dates as offices write them', () => {
  it.each([
    ['07/02/2024', '2024-02-07', '2024-07-02'],
    ['7/2/2024', '2024-02-07', '2024-07-02'],
    ['31-12-2023', '2023-12-31', null],
    ['29.02.2024', '2024-02-29', null],
    ['05/05/2024', '2024-05-05', null],
    [' 2024-02-07 ', '2024-02-07', null],
  ])('%p is %s; month first it would be %s', (text, value, monthFirst) => {
    expect(parseVietnameseDate(text)).toEqual({ outcome: 'value', value, monthFirst });
  });

  it.each([
    ['30/02/2024', 'no-such-day', null],
    ['2024-02-30', 'no-such-day', null],
    ['29/02/2023', 'no-such-day', null],
    ['00/01/2024', 'no-such-day', null],
    ['12/31/2023', 'month-first', '2023-12-31'],
    ['07/02/24', 'two-digit-year', null],
    ['07/02', 'not-a-date', null],
    ['07/02-2024', 'not-a-date', null],
    ['hôm qua', 'not-a-date', null],
    ['', 'not-a-date', null],
  ])('%p is refused: %s', (text, reason, monthFirst) => {
    expect(parseVietnameseDate(text)).toEqual({ outcome: 'refused', reason, monthFirst });
  });

  it('what is written is read back', () => {
    const date = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (d) => {
        const iso = d.toISOString().slice(0, 10);
        const read = parseVietnameseDate(formatVietnameseDate(iso));
        return read.outcome === 'value' && read.value === iso;
      }),
    );
  });
});
