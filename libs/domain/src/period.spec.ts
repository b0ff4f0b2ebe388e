import { describe, expect, it } from '@jest/globals';
import { firstDay, isIsoDate, lastDay, monthsOf, parsePeriod, periodsOfMonth, previousPeriod } from './period.js';

describe('period', () => {
  it.each([
    ['2024', '2024-01-01', '2024-12-31', '2023'],
    ['2024-S2', '2024-07-01', '2024-12-31', '2024-S1'],
    ['2024-S1', '2024-01-01', '2024-06-30', '2023-S2'],
    ['2024-Q1', '2024-01-01', '2024-03-31', '2023-Q4'],
    ['2024-Q4', '2024-10-01', '2024-12-31', '2024-Q3'],
    ['2024-02', '2024-02-01', '2024-02-29', '2024-01'],
    ['2023-01', '2023-01-01', '2023-01-31', '2022-12'],
  ])('%s runs from %s to %s, after %s', (period, first, last, previous) => {
    expect([firstDay(period), lastDay(period), previousPeriod(period)]).toEqual([first, last, previous]);
  });

  it.each(['', '24', '2024-13', '2024-Q5', '2024-S3', '2024-1', '2024-Q1 ', '0024'])('%p is not a period', (text) => {
    expect(parsePeriod(text)).toBeNull();
  });

  it('knows its months', () => {
    expect(monthsOf('2024-Q3')).toEqual(['2024-07', '2024-08', '2024-09']);
    expect(monthsOf('2024')).toHaveLength(12);
  });

  it.each([
    ['2024-01', '2024-Q1', '2024-S1'],
    ['2024-06', '2024-Q2', '2024-S1'],
    ['2024-07', '2024-Q3', '2024-S2'],
    ['2024-12', '2024-Q4', '2024-S2'],
  ])('%s is part of %s and %s', (month, quarter, halfYear) => {
    expect(periodsOfMonth(month)).toEqual([month, quarter, halfYear, '2024']);
  });

  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2024-02-30', false],
    ['30/02/2024', false],
    ['2024-2-3', false],
  ])('%s is a date: %s', (text, expected) => {
    expect(isIsoDate(text)).toBe(expected);
  });
});
