import { describe, expect, it } from '@jest/globals';
import {
  compareRatios,
  decimalOf,
  divide,
  fromDecimal,
  isAtLeast,
  isAtMost,
  isBelow,
  rateOnWire,
  ratio,
  ratioOnWire,
  subtract,
  toWireValue,
} from './ratio.js';

describe('ratio', () => {
  it('keeps numerator and denominator as given', () => {
    expect(ratioOnWire(ratio(58n, 1612n))).toEqual({ num: '58', den: '1612', value: '0.035980' });
    expect(ratioOnWire(ratio(45n, 45n))).toEqual({ num: '45', den: '45', value: '1.000000' });
    expect(ratioOnWire(ratio(12n))).toEqual({ num: '12', den: '1', value: '12' });
    expect(rateOnWire(ratio(1n))).toEqual({ num: '1', den: '1', value: '1.000000' });
  });

  it('gives the sign of the denominator to the numerator', () => {
    expect(ratio(3n, -4n)).toEqual({ num: -3n, den: 4n });
  });

  it('has no zero denominator', () => {
    expect(() => ratio(1n, 0n)).toThrow(RangeError);
    expect(divide(ratio(1n), ratio(0n, 5n))).toBeNull();
  });

  it.each([
    ['0.0298', 298n, 10000n],
    ['-0.0133', -133n, 10000n],
    ['12', 12n, 1n],
    ['1.50', 150n, 100n],
    ['-3', -3n, 1n],
  ])('reads %s', (text, num, den) => {
    expect(fromDecimal(text)).toEqual({ num, den });
  });

  it.each(['', '.5', '1.', '1e3', '1,5', '+1', ' 1', 'NaN', '--1'])('refuses %p', (text) => {
    expect(() => fromDecimal(text)).toThrow(RangeError);
  });

  it.each([
    [ratio(1n, 2n), 0, '1'],
    [ratio(-1n, 2n), 0, '-1'],
    [ratio(49n, 100n), 0, '0'],
    [ratio(-49n, 100n), 0, '0'],
    [ratio(5n, 10_000_000n), 6, '0.000001'],
    [ratio(4n, 10_000_000n), 6, '0.000000'],
    [ratio(-4n, 10_000_000n), 6, '0.000000'],
    [ratio(2n, 3n), 6, '0.666667'],
    [ratio(-2n, 3n), 2, '-0.67'],
    [ratio(1999n, 1000n), 2, '2.00'],
    [ratio(1_063_000_000n), 2, '1063000000.00'],
  ])('rounds %j at %i places to %s', (value, places, text) => {
    expect(decimalOf(value, places)).toBe(text);
  });

  it('keeps a large amount exact', () => {
    expect(toWireValue(ratio(10n ** 30n + 1n))).toBe('1000000000000000000000000000001');
  });

  it('says what happens on the line', () => {
    const [half, same, less] = [ratio(1n, 2n), ratio(50n, 100n), ratio(49n, 100n)];
    expect([isAtLeast(half, same), isAtMost(half, same), isBelow(half, same)]).toEqual([true, true, false]);
    expect([isAtLeast(less, half), isAtMost(less, half), isBelow(less, half)]).toEqual([false, true, true]);
    expect([compareRatios(less, half), compareRatios(half, same), compareRatios(half, less)]).toEqual([-1, 0, 1]);
  });

  it('keeps a common denominator when subtracting', () => {
    expect(subtract(ratio(58n, 1612n), ratio(8n, 1612n))).toEqual({ num: 50n, den: 1612n });
  });
});
