import { describe, expect, it } from '@jest/globals';
import { daysBetween, printClock, printDate, printInstant, printPeriod } from './format-time.js';

describe('time', () => {
  it('is told in Ha Noi’s hours, day before month', () => {
    expect(printInstant('2024-09-30T18:30:00Z')).toBe('01:30 01/10/2024');
    expect(printInstant('2024-10-05')).toBe('05/10/2024');
    expect(printDate('2024-10-05T00:00:00+07:00')).toBe('05/10/2024');
    expect(printClock(new Date('2024-10-05T03:32:05Z'))).toBe('10:32:05');
  });

  it('counts days by the calendar, not by hours', () => {
    expect(daysBetween('2024-10-04T23:59:00+07:00', '2024-10-05T00:01:00+07:00')).toBe(1);
    expect(daysBetween('2024-10-05T00:01:00+07:00', '2024-10-05T23:59:00+07:00')).toBe(0);
  });

  it.each([
    ['2024', '2024', '2024'],
    ['2024-Q3', 'Quý III/2024', 'Q3 2024'],
    ['2024-09', 'Tháng 9/2024', '09/2024'],
    ['2024-S1', '6 tháng đầu năm 2024', 'Half 1 of 2024'],
  ])('%s is %s, %s', (period, vi, en) => {
    expect([printPeriod(period, 'vi'), printPeriod(period, 'en')]).toEqual([vi, en]);
  });
});
