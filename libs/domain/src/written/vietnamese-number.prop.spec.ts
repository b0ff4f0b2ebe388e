import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { compareRatios, ratio, type Ratio } from '../ratio.js';
import {
  formatDong,
  formatPercent,
  formatVietnameseNumber,
  parseVietnameseNumber,
  type NumberColumn,
} from './vietnamese-number.js';

const whole = fc.bigInt(-(10n ** 15n), 10n ** 15n);
const reads = (text: string, column: NumberColumn, value: Ratio): boolean => {
  const read = parseVietnameseNumber(text, column);
  return read.outcome === 'value' && compareRatios(read.value, value) === 0;
};

describe('what is written is read back', () => {
  it('counts', () => {
    fc.assert(fc.property(whole, (n) => reads(formatVietnameseNumber(ratio(n)), 'count', ratio(n))));
  });

  it('amounts with their unit', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          whole,
          whole.map((n) => n * 1_000_000n),
        ),
        (n) => reads(formatDong(n), 'money', ratio(n)),
      ),
    );
  });

  it('percentages of two places', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 9n), 10n ** 9n), (n) => reads(formatPercent(ratio(n, 10_000n)), 'rate', ratio(n, 10_000n))),
    );
  });

  it('any text gives an answer', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom<NumberColumn>('count', 'money', 'rate'), (text, column) => {
        return ['value', 'bound', 'refused'].includes(parseVietnameseNumber(text, column).outcome);
      }),
    );
  });
});
