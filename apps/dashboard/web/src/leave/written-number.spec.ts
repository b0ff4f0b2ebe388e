import { describe, expect, it } from '@jest/globals';
import { writtenNumber } from './written-number.js';

describe('a written number', () => {
  it.each([
    ['1.612', 'vi', 1612, '#,##0', '1612'],
    ['1,612', 'en', 1612, '#,##0', '1612'],
    ['3,60\u00a0%', 'vi', 0.036, '#,##0.00%', '3.60%'],
    ['7.2%', 'en', 0.072, '#,##0.0%', '7.2%'],
    ['\u22121,33\u00a0điểm\u00a0%', 'vi', -1.33, '#,##0.00" điểm %"', '-1.33'],
    ['1.063\u00a0triệu', 'vi', 1_063_000_000, '#,##0,," triệu"', '1063000000'],
    ['120,5\u00a0tỷ', 'vi', 120_500_000_000, '#,##0.0,,," tỷ"', '120500000000'],
    ['0', 'vi', 0, '#,##0', '0'],
  ] as const)('%s (%s) is %d', (text, language, value, format, plain) =>
    expect(writtenNumber(text, language)).toEqual({ value, format, plain }),
  );

  it.each(['07606', '2024', '05/10/2024', '–', '28/29', '1.2', '=1', 'Xã Tân Mộc', '', '3 hộ'])('%s is none', (text) =>
    expect(writtenNumber(text, 'vi')).toBeNull(),
  );
});
