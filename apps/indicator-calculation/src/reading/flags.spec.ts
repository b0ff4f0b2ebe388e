import { describe, expect, it } from '@jest/globals';
import { ratio, STARTER, STARTER_SET, type Assessment, type Ratio, type UnitMeasures } from '@chitieu/domain';
import { flagsOf, type FlagSubject } from './flags.js';

const stocks = (households: bigint) => ({ households, poor: 0n, nearPoor: 0n });
const measures = (now: bigint, before: bigint): UnitMeasures => ({
  current: Object.fromEntries(STARTER_SET.codes.map((code) => [code, 0n])),
  matched: { communes: 1, current: stocks(now), previous: stocks(before) },
  money: { disbursed: 0n, disbursedToDate: 0n, assigned: null, vouchers: 0n, sampleVouchers: 0n, households: 0n, lines: {} },
  activities: {},
  reporting: { expected: 1, received: 1, onTime: 1 },
});

const subject = (code: string, over: Partial<FlagSubject>): FlagSubject => ({
  definition: STARTER.indicatorOf(code)!,
  dimension: null,
  actual: null,
  assessment: { achievementRate: null } as Assessment,
  figures: [],
  plans: [],
  differences: [],
  level: 'commune',
  measures: measures(100n, 100n),
  ...over,
});

const declared = (text: string, value: string, of: 'actual' | 'achievementRate' = 'actual') => [
  { indicator: 'x', text, value, of, document: null },
];

describe('flags', () => {
  it('the founding plan says 116,3 %, 12 of 10 households is 120 %', () => {
    const assessment = { achievementRate: ratio(12n, 10n) } as Assessment;
    const [flag] = flagsOf(subject('poor-reduction', { figures: declared('116,3%', '1.163', 'achievementRate'), assessment }));
    expect(flag!.message.vi.replaceAll('\u00a0', ' ')).toBe('Khai báo “116,3%”, tính lại 120,00 % (12/10).');
    expect(flag!.message.en).toBe('Declared “116,3%”, recomputed 120.00 % (12/10).');
  });

  it.each<[string, string, string, Ratio, boolean]>([
    ['3,6 % is 58 of 1,612', 'poor-rate', '0.036', ratio(58n, 1612n), false],
    ['5,27 % is 85 of 1,612', 'near-poor-rate', '0.0527', ratio(85n, 1612n), false],
    ['half a unit of the last place is still the same figure', 'poor-rate', '0.04', ratio(35n, 1000n), false],
    ['more than half a unit is another', 'poor-rate', '0.04', ratio(349n, 10000n), true],
    ['1,33 points are not what 12 households make', 'poor-rate-change', '-0.0133', ratio(-18590n, 2619500n), true],
    ['a count is itself', 'poor-households', '58', ratio(58n), false],
    ['a count one off is another', 'poor-households', '59', ratio(58n), true],
  ])('%s', (_, code, value, actual, differs) => {
    expect(flagsOf(subject(code, { figures: declared('as printed', value), actual }))).toHaveLength(differs ? 1 : 0);
  });

  it('what cannot be recomputed is not called different', () => {
    expect(flagsOf(subject('poor-rate', { figures: declared('3,6%', '0.036') }))).toEqual([]);
  });

  it('a review is incomplete below 95 % of the households of the period before', () => {
    expect(flagsOf(subject('poor-rate', { measures: measures(95n, 100n) }))).toEqual([]);
    expect(flagsOf(subject('poor-rate', { measures: measures(94n, 100n) })).map((flag) => flag.rule)).toEqual([
      'review-incomplete',
    ]);
  });

  it('scores that say another class are told beside the number, which stays the commune’s', () => {
    const told = (classedOtherwise: bigint) => {
      const { current, ...rest } = measures(100n, 100n);
      return flagsOf(
        subject('poor-rate', { measures: { ...rest, current: { ...current, households: 100n, classedOtherwise } } }),
      );
    };
    expect(told(0n)).toEqual([]);
    expect(told(2n)).toMatchObject([
      { rule: 'classed-otherwise', severity: 'info', message: { en: expect.stringContaining('2 of 100') } },
    ]);
  });

  it('a difference over a change of the standard is marked as a break of the series', () => {
    const over = (before: string, now: string): UnitMeasures => {
      const { matched, ...rest } = measures(100n, 100n);
      return {
        ...rest,
        matched: { ...matched, current: { ...matched.current, [now]: 100n }, previous: { ...matched.previous, [before]: 100n } },
      };
    };
    const rules = (m: UnitMeasures) => flagsOf(subject('poor-reduction', { measures: m })).map(({ rule }) => rule);
    expect(rules(over('standard2022', 'standard2022'))).toEqual([]);
    expect(rules(over('standard2016', 'standard2022'))).toEqual(['standard-changed']);
  });

  it('a plan that does not agree is told of where it matters: at the indicator, or at the assigned capital', () => {
    const found = (rule: string, indicator: string | null) => ({
      ...{ unit: '219', rule, severity: 'warning' as const, indicator, vi: 'lệch', en: 'differs' },
    });
    const differences = [
      found('targets-differ', 'poor-rate'),
      found('allocations-differ', null),
      found('led-by-other-level', null),
    ];
    const rulesAt = (code: string) => flagsOf(subject(code, { differences })).map(({ rule }) => rule);
    expect(rulesAt('poor-rate')).toEqual(['targets-differ']);
    expect(rulesAt('assigned-capital')).toEqual(['allocations-differ']);
    expect(rulesAt('near-poor-rate')).toEqual([]);
  });
});
