import { describe, expect, it } from '@jest/globals';
import { readIndicator } from './indicator-readings.js';
import { INDICATORS, indicatorOf } from './indicators.js';
import { DEPRIVATIONS } from './vocabulary.js';

const FIRST_CODES = [
  'households',
  'poor-households',
  'near-poor-households',
  'poor-rate',
  'near-poor-rate',
  'multi-poor-rate',
  'poor-reduction',
  'near-poor-reduction',
  'poor-rate-change',
  'escaped-poverty',
  'relapsed',
  'newly-poor',
  'deprivation-rate',
  'assigned-capital',
  'disbursed-capital',
  'disbursement-rate',
  'reports-on-time',
];

describe('the catalogue', () => {
  it('holds the first indicators, in order, each once', () => {
    expect(INDICATORS.map((indicator) => indicator.code)).toEqual(FIRST_CODES);
  });

  it.each(INDICATORS.map((indicator) => [indicator.code, indicator] as const))('%s is complete', (code, indicator) => {
    expect(indicatorOf(code)).toBe(indicator);
    for (const words of [indicator.name, indicator.formula]) {
      expect(words.vi).not.toBe('');
      expect(words.en).not.toBe('');
      expect(words.vi).toBe(words.vi.normalize('NFC'));
    }
    expect(indicator.periods).toContain('year');
    expect(indicator.legalBasis).not.toBe('');
    expect(indicator.thresholds.atRisk).toBeLessThan(indicator.thresholds.onTrack);
    // What accumulates starts from nothing; a stock does not.
    expect(indicator.flow).toBe(indicator.accumulation !== 'stock');
    if (indicator.unit === 'ratio') expect(indicator.formula.vi).toMatch(/^Tử số: .+ Mẫu số: .+/);
  });

  it('reads what it names, and names what it reads', () => {
    const silent = { expected: 0, received: 0, onTime: 0 };
    const money = { disbursed: 0n, disbursedToDate: 0n, assigned: null, vouchers: 0n, sampleVouchers: 0n };
    const stocks = { households: 0n, poor: 0n, nearPoor: 0n };
    const measures = {
      current: { reviews: 0n } as Parameters<typeof readIndicator>[1]['current'],
      matched: { communes: 0, current: stocks, previous: stocks },
      money,
      reporting: silent,
    };
    for (const { code } of INDICATORS) expect(readIndicator(code, measures).actual).toBeNull();
  });

  it('splits the deprivation rate, and only it, by the twelve', () => {
    expect(INDICATORS.filter((indicator) => indicator.dimension !== null).map((indicator) => indicator.code)).toEqual([
      'deprivation-rate',
    ]);
    expect(indicatorOf('deprivation-rate')?.dimension?.values.map((value) => value.code)).toEqual([...DEPRIVATIONS]);
  });

  it('knows no other', () => {
    expect(indicatorOf('poor-ratio')).toBeNull();
    expect(indicatorOf('__proto__')).toBeNull();
  });
});
