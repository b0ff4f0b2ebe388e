import { describe, expect, it } from '@jest/globals';
import { conditionOf } from '@chitieu/domain';
import { FIRST_RULES } from './alert-rules.js';
import { alertSubjects, isWatched } from './alert-subjects.js';
import { heard, poorReduction, reporting, value } from './heard.example.js';

/** What vanishes or never comes has a rule, and a table, of its own. */
const RULES = FIRST_RULES.filter(({ id }) => id !== 'no-data');

const conditions = (...args: Parameters<typeof alertSubjects>) =>
  alertSubjects(...args).map(({ key, observation, rule }) => [key.rule, key.indicator, conditionOf(observation, rule).reason]);

describe('what a message gives each rule to judge', () => {
  it.each([
    ['behind the line', poorReduction(2), '2024-10-05', [['off-target', 'poor-reduction', 'off-plan']]],
    ['worse than it was', poorReduction(-1), '2024-10-05', [['off-target', 'poor-reduction', 'worse-than-baseline']]],
    ['on the line', poorReduction(8), '2024-10-05', [['off-target', 'poor-reduction', 'recovered']]],
    ['not reported', poorReduction(null), '2024-10-05', [['off-target', 'poor-reduction', 'no-data-holds']]],
    [
      'not reported, and overdue',
      poorReduction(null, { reporting: { expected: 1, received: 0, onTime: 0 } }),
      '2024-09-06',
      [['off-target', 'poor-reduction', 'inhibited-by-missing-report']],
    ],
    [
      'not reported, on the due day',
      poorReduction(null, { reporting: { expected: 1, received: 0, onTime: 0 } }),
      '2024-09-05',
      [['off-target', 'poor-reduction', 'no-data-holds']],
    ],
    ['silent after the due day', reporting(0), '2024-09-06', [['missing-report', 'reports-on-time', 'report-overdue']]],
    ['silent on the due day', reporting(0), '2024-09-05', [['missing-report', 'reports-on-time', 'report-not-due']]],
    ['an indicator nobody watches', heard({ values: [value('households', 3)] }), '2024-10-05', []],
  ])('%s', (_, message, today, expected) => {
    expect(conditions(message, RULES, today)).toEqual(expected);
  });

  it('expects nothing of money planned for the fourth quarter before it begins', () => {
    const shares = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.3, 0.3, 0.4];
    const target = { kind: 'level', value: '1', trajectory: { kind: 'seasonal', shares }, planId: 'KH', decision: null } as const;
    const message = heard({
      group: 'money',
      values: [value('disbursement-rate', 0, { actual: { num: '0', den: '459000000' }, target })],
    });
    expect(conditions(message, RULES, '2024-09-30')).toEqual([['off-target', 'disbursement-rate', 'nothing-expected-yet']]);
    expect(conditions(message, RULES, '2024-10-01')).toEqual([['off-target', 'disbursement-rate', 'off-plan']]);
  });

  it('leaves other levels, other kinds of period and disabled rules alone', () => {
    expect(isWatched(poorReduction(2, { level: 'district' }), FIRST_RULES)).toBe(false);
    expect(isWatched(poorReduction(2, { period: '2024-Q3' }), FIRST_RULES)).toBe(false);
    expect(isWatched(poorReduction(2), FIRST_RULES)).toBe(true);
    const disabled = RULES.map((stored) => ({ ...stored, enabled: false }));
    expect(conditions(poorReduction(2), disabled, '2024-10-05')).toEqual([]);
  });
});
