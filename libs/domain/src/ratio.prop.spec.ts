import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { add, compareRatios, decimalOf, divide, fromDecimal, multiply, negate, ratio, subtract, type Ratio } from './ratio.js';

const anyRatio = fc.tuple(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.bigInt(1n, 10n ** 12n)).map(([num, den]) => ratio(num, den));
const equal = (a: Ratio, b: Ratio): boolean => compareRatios(a, b) === 0;

describe('ratio laws', () => {
  it('adds in any order and grouping', () => {
    fc.assert(
      fc.property(
        anyRatio,
        anyRatio,
        anyRatio,
        (a, b, c) => equal(add(a, b), add(b, a)) && equal(add(add(a, b), c), add(a, add(b, c))),
      ),
    );
  });

  it('multiplies over a sum', () => {
    fc.assert(
      fc.property(anyRatio, anyRatio, anyRatio, (a, b, c) => equal(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))),
    );
  });

  it('subtraction and division undo addition and multiplication', () => {
    fc.assert(
      fc.property(anyRatio, anyRatio, (a, b) => {
        const quotient = divide(multiply(a, b), b);
        return equal(subtract(add(a, b), b), a) && (b.num === 0n ? quotient === null : equal(quotient!, a));
      }),
    );
  });

  it('orders, and turns the order under negation', () => {
    fc.assert(
      fc.property(anyRatio, anyRatio, (a, b) => {
        const order = compareRatios(a, b);
        return compareRatios(b, a) === 0 - order && compareRatios(negate(a), negate(b)) === 0 - order;
      }),
    );
  });

  it('a decimal is read back within half of its last place, and a plain decimal exactly', () => {
    fc.assert(
      fc.property(anyRatio, fc.integer({ min: 0, max: 9 }), (a, places) => {
        const text = decimalOf(a, places);
        const miss = subtract(fromDecimal(text), a);
        const half = ratio(1n, 2n * 10n ** BigInt(places));
        const near = compareRatios(miss, half) <= 0 && compareRatios(negate(miss), half) <= 0;
        return near && decimalOf(fromDecimal(text), places) === text;
      }),
    );
  });
});
