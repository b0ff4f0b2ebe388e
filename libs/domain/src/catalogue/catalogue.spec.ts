import { describe, expect, it } from '@jest/globals';
import { DEPRIVATIONS } from '../vocabulary.js';
import { STARTER, STARTER_SET, unreadMeasures, withOwn } from './catalogue.js';
import { measuresOf } from './indicator.js';
import { readIndicator } from './read-indicator.js';

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
  it('holds the first indicators as headlines, in order', () => {
    expect(STARTER.indicators.filter(({ headline }) => headline).map(({ code }) => code)).toEqual(FIRST_CODES);
  });

  it('holds at least 45 indicators and each code once', () => {
    const codes = STARTER.indicators.map(({ code }) => code);
    expect(codes.length).toBeGreaterThanOrEqual(45);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(STARTER_SET.codes).size).toBe(STARTER_SET.size);
  });

  it('reads only what is counted, and counts nothing in vain but what says how sure a value is', () => {
    for (const indicator of STARTER.indicators)
      for (const code of measuresOf(indicator)) expect(STARTER_SET.has(code)).toBe(true);
    expect(unreadMeasures(STARTER)).toEqual([
      ...['reviews', 'reviewsOnTime', 'sample', 'withoutBase', 'standard2016', 'standard2022', 'standard2027'],
    ]);
  });

  it('lets a province add an indicator, and put its own in the place of one', () => {
    const own = { ...STARTER.indicatorOf('poor-rate')!, headline: false };
    const added = { ...own, code: 'own-rate' };
    const catalogue = withOwn({ measures: [], indicators: [own, added] });
    expect(catalogue.indicatorOf('poor-rate')).toBe(own);
    expect(catalogue.indicators).toHaveLength(STARTER.indicators.length + 1);
  });

  it.each(STARTER.indicators.map((indicator) => [indicator.code, indicator] as const))('%s is complete', (code, indicator) => {
    expect(STARTER.indicatorOf(code)).toBe(indicator);
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

  it('has no value of anything where nothing was reported', () => {
    const nothing = Object.fromEntries(STARTER_SET.codes.map((code) => [code, 0n]));
    const measures = {
      current: nothing,
      matched: { communes: 0, current: nothing, previous: nothing },
      money: { disbursed: 0n, disbursedToDate: 0n, assigned: null, vouchers: 0n, sampleVouchers: 0n, households: 0n, lines: {} },
      activities: {},
      reporting: { expected: 0, received: 0, onTime: 0 },
    };
    for (const indicator of STARTER.indicators) expect(readIndicator(indicator, measures).actual).toBeNull();
  });

  it('splits the deprivation rate by the twelve', () => {
    expect(STARTER.indicatorOf('deprivation-rate')?.dimension?.values.map((value) => value.code)).toEqual([...DEPRIVATIONS]);
  });

  it('knows no other', () => {
    expect(STARTER.indicatorOf('poor-ratio')).toBeNull();
    expect(STARTER.indicatorOf('__proto__')).toBeNull();
  });
});
