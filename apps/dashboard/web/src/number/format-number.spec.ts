import { describe, expect, it } from '@jest/globals';
import { printDecimal, printLevel, printMoney, printPercent, printPercentagePoints, printReading } from './format-number.js';
import { roundExact } from './round-exact.js';

/** No-break spaces are told apart from spaces by eye only: compare without them. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('exact rounding', () => {
  it.each([
    ['58', '1612', 2, 100n, '3.60'],
    ['1', '8', 2, 1n, '0.13'], // exactly half goes up
    ['-1', '8', 2, 1n, '-0.13'], // away from zero on the other side
    ['1', '-8', 2, 1n, '-0.13'],
    ['-1', '1000', 2, 1n, '0.00'], // no minus nought
    ['0.0298', '1', 2, 100n, '2.98'],
    ['2.5', '0.5', 0, 1n, '5'],
    ['9007199254740993', '1', 0, 1n, '9007199254740993'], // beyond what a float can count
  ])('%s ÷ %s to %d places × %s = %s', (num, den, places, times, printed) => {
    expect(roundExact({ num, den }, places, times)).toBe(printed);
  });
});

describe('numbers as the language writes them', () => {
  it.each([
    ['1063', '1.063', '1,063'],
    ['999', '999', '999'],
    ['1234567.5', '1.234.567,5', '1,234,567.5'],
    ['-12', '−12', '−12'],
  ])('%s: %s in Vietnamese, %s in English', (decimal, vi, en) => {
    expect([printDecimal(decimal, 'vi'), printDecimal(decimal, 'en')]).toEqual([vi, en]);
  });

  it('a rate keeps two decimals', () => {
    expect(plain(printPercent({ num: '58', den: '1612' }, 'vi'))).toBe('3,60 %');
    expect(printPercent({ num: '58', den: '1612' }, 'en')).toBe('3.60%');
  });

  it.each([
    ['1063000000', '1.063 triệu', '1,063 million đ'],
    ['499999', '0 triệu', '0 million đ'],
    ['500000', '1 triệu', '1 million đ'],
    ['99999000000', '99.999 triệu', '99,999 million đ'],
    ['100000000000', '100,0 tỷ', '100.0 billion đ'],
  ])('%s đồng: %s, %s', (dong, vi, en) => {
    expect([plain(printMoney(dong, 'vi')), plain(printMoney(dong, 'en'))]).toEqual([vi, en]);
  });

  it('a difference of rates is points, not percent', () => {
    expect(plain(printPercentagePoints({ num: '-133', den: '10000' }, 'vi'))).toBe('−1,33 điểm %');
    expect(plain(printPercentagePoints({ num: '-133', den: '10000' }, 'en'))).toBe('−1.33 pp');
  });

  it('a reading is printed in its own unit', () => {
    expect(printReading({ num: '27', den: '29' }, 'units', 'vi')).toBe('27/29');
    expect(printReading({ num: '1204', den: '1' }, 'households', 'vi')).toBe('1.204');
    expect(plain(printLevel('0.0298', 'ratio', 'vi'))).toBe('2,98 %');
  });
});
