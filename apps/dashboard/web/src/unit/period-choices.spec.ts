import { describe, expect, it } from '@jest/globals';
import { isPeriod, lastDayOf, periodChoices, yearsBefore } from './period-choices.js';
import { shortName } from './unit-name.js';

describe('periods', () => {
  it.each([
    ['2024', '2024-12-31'],
    ['2024-S1', '2024-06-30'],
    ['2024-Q1', '2024-03-31'],
    ['2024-02', '2024-02-29'],
    ['2023-02', '2023-02-28'],
  ])('the tree of %s is that of %s', (period, day) => expect(lastDayOf(period)).toBe(day));

  it('offers years down from the current one, and a chosen year beyond them', () => {
    expect(periodChoices('2024-Q2', 2024).years).toEqual(['2024', '2023', '2022', '2021']);
    expect(periodChoices('2019', 2021).years).toEqual(['2021', '2020', '2019']);
    expect(periodChoices('2026', 2024).years[0]).toBe('2026');
    expect(periodChoices('2024-Q2', 2024).quarters).toEqual(['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4']);
  });

  it('knows a period from something else', () => {
    expect(['2024', '2024-Q4', '2024-12', '2024-S2'].every(isPeriod)).toBe(true);
    expect(['24', '2024-Q5', '2024-13', '2024-1', 'x'].some(isPeriod)).toBe(false);
  });

  it('looks back over the years before', () => expect(yearsBefore('2024-Q3', 3)).toEqual(['2021', '2022', '2023']));
});

it.each([
  ['Xã Tân Mộc', 'Tân Mộc'],
  ['Thị trấn Chũ', 'TT. Chũ'],
  ['Huyện Lục Ngạn', 'Lục Ngạn'],
  ['Thành phố Bắc Giang', 'TP. Bắc Giang'],
  ['Thôn 1', 'Thôn 1'],
])('%s is %s in a list', (name, short) => expect(shortName(name)).toBe(short));
