import { describe, expect, it } from '@jest/globals';
import { faultOfSilence, silencedBy, type Silence, type SilenceMatchers } from './silence.js';

const ALERT = {
  ...{ id: 'a', rule: 'off-target', severity: 'warning', indicator: 'poor-rate', period: '2024' },
  ...{ orgUnit: { code: '07606' }, ancestors: ['VN', '24', '219'] },
};
const [FROM, UNTIL] = ['2024-10-05T00:00:00.000Z', '2024-10-12T00:00:00.000Z'];
const silence = (matchers: SilenceMatchers, id = 's', until = UNTIL): Silence => {
  return { id, matchers, by: 'Trưởng phòng', reason: 'lũ', from: FROM, until };
};
const isSilenced = (matchers: SilenceMatchers, now = '2024-10-06T00:00:00.000Z') =>
  silencedBy(ALERT, [silence(matchers)], now) !== null;

describe('a silence', () => {
  it.each<[SilenceMatchers, boolean]>([
    [{ alert: 'a' }, true],
    [{ alert: 'b' }, false],
    [{ orgUnit: '07606' }, true],
    [{ orgUnit: '219' }, true],
    [{ orgUnit: '218' }, false],
    [{ orgUnit: '219', indicator: 'poor-rate' }, true],
    [{ orgUnit: '219', indicator: 'near-poor-rate' }, false],
    [{ severity: 'critical' }, false],
    [{ rule: 'off-target', period: '2024' }, true],
    [{ rule: 'off-target', period: '2023' }, false],
  ])('of %j holds: %s', (matchers, expected) => {
    expect(isSilenced(matchers)).toBe(expected);
  });

  it.each([
    ['2024-10-04T23:59:59.999Z', false],
    [FROM, true],
    ['2024-10-11T23:59:59.999Z', true],
    [UNTIL, false],
  ])('at %s holds: %s', (now, expected) => {
    expect(isSilenced({ orgUnit: '219' }, now)).toBe(expected);
  });

  it('of several is the one that ends last', () => {
    const both = [
      silence({}, 'short', '2024-10-07T00:00:00.000Z'),
      silence({}, 'long'),
      silence({ alert: 'b' }, 'other', '2025-01-01'),
    ];
    expect(silencedBy(ALERT, both, '2024-10-06T00:00:00.000Z')?.id).toBe('long');
  });

  it.each([
    ['2024-10-05T00:00:00.000Z', 'is-over'],
    ['2024-10-05T00:00:00.001Z', null],
    ['2025-01-03T00:00:00.000Z', null], // ninety days
    ['2025-01-03T00:00:00.001Z', 'too-long'],
  ])('until %s, asked for on 5 October: %s', (until, fault) => {
    expect(faultOfSilence(until, FROM)).toBe(fault);
  });
});
