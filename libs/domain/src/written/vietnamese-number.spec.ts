import { describe, expect, it } from '@jest/globals';
import { decimalOf, fromDecimal, ratio } from '../ratio.js';
import {
  formatDong,
  formatPercent,
  formatVietnameseNumber,
  NO_BREAK_SPACE,
  parseVietnameseNumber,
  type NumberColumn,
} from './vietnamese-number.js';

const spaced = (text: string): string => text.replaceAll(NO_BREAK_SPACE, ' ');

describe('written out', () => {
  it.each([
    ['0', 0, '0'],
    ['999', 0, '999'],
    ['1063', 0, '1.063'],
    ['1063000000', 0, '1.063.000.000'],
    ['-1234.5', 1, '-1.234,5'],
    ['0.125', 2, '0,13'],
    ['-0.125', 2, '-0,13'],
    ['-0.001', 2, '0,00'],
  ])('%s at %i places is %s', (value, places, text) => {
    expect(formatVietnameseNumber(fromDecimal(value), places)).toBe(text);
  });

  it.each([
    [ratio(58n, 1612n), '3,60 %'],
    [ratio(85n, 1612n), '5,27 %'],
    [ratio(12n, 10n), '120,00 %'],
    [ratio(1n, 3n), '33,33 %'],
    [fromDecimal('0.00005'), '0,01 %'],
  ])('%j is %s', (value, text) => {
    expect(spaced(formatPercent(value))).toBe(text);
  });

  it.each([
    [0n, '0 đồng'],
    [1_500n, '1.500 đồng'],
    [1_063_000_000n, '1.063 triệu'],
    [2_000_000_000n, '2 tỷ'],
    [1_063_000_001n, '1.063.000.001 đồng'],
    [-12_000_000n, '-12 triệu'],
  ])('%s đồng is %s', (amount, text) => {
    expect(spaced(formatDong(amount))).toBe(text);
  });
});

describe('read', () => {
  it.each<[string, NumberColumn, string]>([
    ['1.063 triệu', 'money', '1063000000'],
    ['1.063 triệu đồng', 'money', '1063000000'],
    ['1,063 triệu', 'money', '1063000'],
    ['1.063 TRIỆU'.normalize('NFD'), 'money', '1063000000'],
    ['2,5 tỷ', 'money', '2500000000'],
    ['500 nghìn', 'money', '500000'],
    ['1.063.000.000', 'money', '1063000000'],
    ['1.063.000.000 đ', 'money', '1063000000'],
    ['1,063,000,000', 'money', '1063000000'],
    ['1063', 'money', '1063'],
    ['1.612', 'count', '1612'],
    ['1,612', 'count', '1612'],
    ['1.612 hộ', 'count', '1612'],
    ['-12', 'count', '-12'],
    ['−12', 'count', '-12'],
    ['1,2 triệu', 'count', '1200000'],
  ])('%p in a %s column is %s', (text, column, value) => {
    expect(parseVietnameseNumber(text, column)).toEqual({ outcome: 'value', value: ratio(BigInt(value)) });
  });

  it.each([
    ['3,6%', '0.036'],
    ['3,6 %', '0.036'],
    ['3,60\u00a0%', '0.036'],
    ['116,3%', '1.163'],
    ['5,275 %', '0.05275'],
    ['3.6%', '0.036'],
    ['3,6 phần trăm', '0.036'],
    ['0,036', '0.036'],
    ['0.036', '0.036'],
    ['1.063,5', '1063.5'],
    ['1,063.5', '1063.5'],
    ['-1,33%', '-0.0133'],
  ])('%p in a rate column is %s', (text, value) => {
    const read = parseVietnameseNumber(text, 'rate');
    expect(read.outcome === 'value' && decimalOf(read.value, 8)).toBe(decimalOf(fromDecimal(value), 8));
  });

  it.each<[string, NumberColumn]>([
    ['1.063', 'money'],
    ['1,063', 'money'],
    ['1.063', 'rate'],
    ['1,063', 'rate'],
    ['1.063%', 'rate'],
  ])('%p in a %s column has two readings', (text, column) => {
    expect(parseVietnameseNumber(text, column)).toEqual({ outcome: 'refused', reason: 'ambiguous', readings: ['1063', '1.063'] });
  });

  it.each([
    ['hơn 600', 'atLeast'],
    ['trên 600', 'atLeast'],
    ['ít nhất 600', 'atLeast'],
    ['dưới 600', 'atMost'],
    ['gần 600', 'about'],
    ['khoảng 600', 'about'],
  ])('%p is a bound, not a value', (text, bound) => {
    expect(parseVietnameseNumber(text, 'count')).toEqual({ outcome: 'bound', bound, value: ratio(600n) });
  });

  it.each<[string, NumberColumn, string]>([
    ['', 'count', 'empty'],
    [' \t', 'count', 'empty'],
    ['9'.repeat(61), 'count', 'too-long'],
    ['1e400', 'money', 'not-a-number'],
    ['NaN', 'money', 'not-a-number'],
    ['Infinity', 'rate', 'not-a-number'],
    ['0x10', 'count', 'not-a-number'],
    ['1 000', 'count', 'not-a-number'],
    ['1.06.3', 'money', 'not-a-number'],
    ['1.063,', 'money', 'not-a-number'],
    ['12.34.567', 'money', 'not-a-number'],
    ['0.123.456', 'money', 'not-a-number'],
    ['1,063,00', 'money', 'not-a-number'],
    ['1.2,3.4', 'money', 'not-a-number'],
    ['5 con', 'count', 'not-a-number'],
    ['-0', 'count', 'negative-zero'],
    ['-0,0%', 'rate', 'negative-zero'],
    ['3,6', 'count', 'not-whole'],
    ['1,5 đồng', 'money', 'not-whole'],
    ['3,6%', 'money', 'unit-not-of-column'],
    ['12 hộ', 'money', 'unit-not-of-column'],
    ['12 đồng', 'rate', 'unit-not-of-column'],
  ])('%p in a %s column is refused: %s', (text, column, reason) => {
    expect(parseVietnameseNumber(text, column)).toEqual({ outcome: 'refused', reason, readings: [] });
  });
});
