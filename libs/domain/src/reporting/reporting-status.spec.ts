import { describe, expect, it } from '@jest/globals';
import { REPORT_CALENDAR, reportOccasions, type ReportForm } from './report-calendar.js';
import { countReports } from './reporting-status.js';
import { isWorkingDay, workingDaysAfter } from './working-days.js';

describe('the calendar', () => {
  const due = (code: string, year = '2024') =>
    reportOccasions(year)
      .filter(({ form }) => form.code === code)
      .map(({ period, dueOn, owedOn }) => [period, dueOn, owedOn]);

  it.each([
    ['annual-review', [['2024', '2024-12-14', '2024-12-14']]],
    ['annual-review-preliminary', [['2024', '2024-11-14', '2024-11-14']]],
    ['annual-review-official', [['2024', '2024-12-19', '2024-12-19']]],
    ['programme-monitoring-half-year', [['2024-S1', '2024-05-31', '2024-05-31']]],
    ['programme-monitoring-year', [['2024', '2024-11-30', '2024-11-30']]],
    ['disbursement', [['2024', '2025-01-31', '2024-12-31']]],
    [
      'programme-monitoring',
      [
        ['2024-S1', '2024-07-19', '2024-06-30'],
        ['2024', '2025-01-22', '2024-12-31'],
      ],
    ],
  ])('%s', (code, expected) => expect(due(code)).toEqual(expected));

  it('has the regular review of a month in the next one, from February to September', () => {
    expect(due('regular-review')[0]).toEqual(['2024-01', '2024-02-05', '2024-01-31']);
  });

  it('follows the row that is in force at the end of the year', () => {
    const [row] = REPORT_CALENDAR.filter(({ code }) => code === 'annual-review');
    const until = { ...row!, validTo: '2025-12-31' };
    const from = { ...row!, validFrom: '2026-01-01', occasions: [{ of: '', due: { on: '11-30' } }] };
    const of = (year: string, ...rows: ReportForm[]) => reportOccasions(year, rows).map(({ dueOn }) => dueOn);
    expect([of('2025', until, from), of('2026', until, from), of('2026', until), of('2020', until)]).toEqual([
      ['2025-12-14'],
      ['2026-11-30'],
      [],
      ['2020-12-14'],
    ]);
  });
});

describe('working days', () => {
  it('leave out weekends, holidays and Tết', () => {
    expect(['2024-02-08', '2024-02-10', '2024-09-02', '2024-09-03', '2024-09-04'].map(isWorkingDay)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(workingDaysAfter('2024-02-07', 1)).toBe('2024-02-15');
    expect(workingDaysAfter('2024-12-31', 1)).toBe('2025-01-02');
  });
});

describe('what became of a report', () => {
  const [occasion] = reportOccasions('2024').filter(({ form }) => form.code === 'annual-review');
  const report = (unit: string, sentOn: string, returnedOn: string | null = null, form = 'annual-review') => ({
    unit,
    form,
    period: '2024',
    sentOn,
    returnedOn,
  });
  const count = (today: string, ...received: ReturnType<typeof report>[]) => countReports(occasion!, ['A', 'B'], received, today);

  it.each([
    ['nothing, before it is due', '2024-12-14', [], { notDue: 2 }],
    ['nothing, after', '2024-12-15', [], { missing: 2 }],
    ['on the last day', '2024-12-20', [report('A', '2024-12-14')], { received: 1, onTime: 1, missing: 1 }],
    ['a day late', '2024-12-20', [report('A', '2024-12-15')], { received: 1, late: 1, missing: 1 }],
    ['not yet sent on that day', '2024-12-10', [report('A', '2024-12-11')], { notDue: 2 }],
    ['sent back', '2024-12-20', [report('A', '2024-12-01', '2024-12-05')], { returned: 1, missing: 1 }],
    [
      'sent back, and again',
      '2024-12-20',
      [report('A', '2024-12-01', '2024-12-05'), report('A', '2024-12-16')],
      { received: 1, late: 1, missing: 1 },
    ],
    ['sent twice', '2024-12-20', [report('A', '2024-12-16'), report('A', '2024-12-01')], { received: 1, onTime: 1, missing: 1 }],
    ['of a unit that owes none', '2024-12-10', [report('C', '2024-12-01')], { notDue: 2 }],
    ['of another form', '2024-12-10', [report('A', '2024-12-01', null, 'regular-review')], { notDue: 2 }],
  ] as const)('%s', (_, today, received, counts) => {
    const none = { expected: 2, received: 0, onTime: 0, late: 0, returned: 0, missing: 0, notDue: 0 };
    expect(count(today, ...received)).toEqual({ ...none, ...counts });
  });
});
