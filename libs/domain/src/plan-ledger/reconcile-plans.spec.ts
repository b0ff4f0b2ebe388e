import { describe, expect, it } from '@jest/globals';
import { decimalOf } from '../ratio.js';
import { lineOf, NOTHING_KNOWN, planOf } from './cascade.fixture.js';
import type { AllocationLine, CascadeUnit, LedgerPlan, PlannedTarget } from './ledger-plan.js';
import { reconcilePlans, type CascadeFacts } from './reconcile-plans.js';
import { differenceText } from './reconciliation-texts.js';

const commune = (code: string, ...plans: LedgerPlan[]): CascadeUnit => ({ code, level: 'commune', plans, children: [] });
const district = (plan: LedgerPlan | null, ...children: CascadeUnit[]): CascadeUnit => ({
  ...{ code: 'D', level: 'district', plans: plan ? [plan] : [], children },
});
const reconcile = (unit: CascadeUnit, facts: Partial<CascadeFacts> = {}) => reconcilePlans(unit, { ...NOTHING_KNOWN, ...facts });
const brief = (unit: CascadeUnit, facts: Partial<CascadeFacts> = {}) =>
  reconcile(unit, facts).differences.map(({ rule, unit: code, amount, severity, causes }) => [
    rule,
    code,
    amount && decimalOf(amount, amount.den === 1n ? 0 : 4),
    severity,
    causes[0]?.cause ?? null,
  ]);

describe('one plan', () => {
  const own = (assignedDong: string, ...allocations: AllocationLine[]) =>
    commune('C', planOf('C', { assignedDong, allocations }));
  const other = lineOf('68', { programme: 'DTTS1719', project: 'DA1' });

  it.each([
    ['agrees', own('462', lineOf('394'), other), []],
    ['prints no line', own('462'), []],
    [
      'prints the total of one of its programmes',
      own('394', lineOf('394'), other),
      [
        ['lines-differ-from-total', 'C', '68', 'error', 'total-of-one-programme'],
        ['programmes-mixed', 'C', '68', 'warning', null],
      ],
    ],
    [
      'counts a line that the district leads',
      own('866', lineOf('394'), lineOf('472', { project: 'DA6', ownerLevel: 'district' })),
      [
        ['lines-differ-from-total', 'C', '-472', 'error', 'led-by-other-level-counted'],
        ['led-by-other-level', 'C', '472', 'info', null],
      ],
    ],
    [
      'has a line too many',
      own('400', lineOf('400'), lineOf('35', { project: 'DA7' })),
      [['lines-differ-from-total', 'C', '35', 'error', 'line-too-many']],
    ],
    [
      'swaps digits of the total',
      own('426', lineOf('400'), lineOf('62', { project: 'DA7' })),
      [['lines-differ-from-total', 'C', '36', 'error', 'digits-swapped']],
    ],
    [
      'names a project that the programme does not have',
      own('400', lineOf('400', { project: 'DA9' })),
      [['project-not-of-programme', 'C', '400', 'error', 'filed-under-another-programme']],
    ],
  ] as const)('%s', (_, unit, found) => expect(brief(unit)).toEqual(found));

  it('of a district may print a total of its own lines, or of all that it hands on', () => {
    const allocations = [lineOf('100', { ownerLevel: 'district' }), lineOf('900')];
    for (const assignedDong of ['100', '1000'])
      expect(brief({ ...district(planOf('D', { assignedDong, allocations })) })).toEqual([]);
    expect(brief(district(planOf('D', { assignedDong: '900', allocations })))).toHaveLength(1);
  });

  it('carries over no more than the year before gave', () => {
    const carried = own('500', lineOf('400'), lineOf('100', { originYear: 2023 }));
    const before = (amount: string) => ({
      plansBefore: () => [planOf('C', { allocations: [lineOf(amount, { originYear: 2023 })] })],
    });
    expect(brief(carried, before('100'))).toEqual([]);
    expect(brief(carried)).toEqual([]);
    expect(brief(carried, before('10'))).toEqual([['carried-over-exceeds-plan', 'C', '90', 'error', 'ten-times']]);
  });
});

describe('a cascade', () => {
  const target = (indicator: string, kind: PlannedTarget['kind'], value: string): Partial<LedgerPlan> => ({
    targets: [{ indicator, kind, value }],
  });
  const of = (indicator: string, kind: PlannedTarget['kind'], above: string, ...below: string[]) =>
    district(
      planOf('D', target(indicator, kind, above)),
      ...below.map((value, i) => commune(`C${i}`, planOf(`C${i}`, target(indicator, kind, value)))),
    );

  it.each([
    ['counts add up', of('poor-reduction', 'countReduced', '30', '10', '20'), []],
    ['counts fall short', of('poor-reduction', 'countReduced', '30', '10', '15'), ['-5', 'warning']],
    ['counts go beyond', of('poor-reduction', 'countReduced', '30', '10', '25'), ['5', 'info']],
    [
      'more poor households are left than the district may have',
      of('poor-households', 'level', '30', '10', '25'),
      ['5', 'warning'],
    ],
    ['fewer are left', of('poor-households', 'level', '30', '10', '15'), ['-5', 'info']],
    ['below a ceiling', of('poor-households', 'ceiling', '30', '10', '15'), []],
    ['above a ceiling', of('poor-households', 'ceiling', '30', '10', '25'), ['5', 'warning']],
    ['below a floor', of('escaped-poverty', 'floor', '30', '10', '15'), ['-5', 'warning']],
  ] as const)('%s', (_, unit, [amount, severity]) =>
    expect(brief(unit).map((found) => [found[2], found[3]])).toEqual(amount ? [[amount, severity]] : []),
  );

  it('a rate outside all of its parts is wrong whatever the denominators are; inside, nobody can say', () => {
    expect(brief(of('poor-rate', 'level', '0.0600', '0.0200', '0.0500'))).toEqual([
      ['rate-outside-its-parts', 'D', '-0.0100', 'info', null],
    ]);
    expect(brief(of('poor-rate', 'level', '0.0100', '0.0200', '0.0500'))).toMatchObject([
      ['rate-outside-its-parts', 'D', '0.0100', 'warning', null],
    ]);
    const inside = reconcile(of('poor-rate', 'level', '0.03', '0.02', '0.05'));
    expect([inside.differences, inside.notComparable.map(({ reason }) => reason)]).toEqual([
      [],
      ['denominator_unknown', 'parent_states_no_lines'],
    ]);
  });

  it('rates are compared by the households they stand for', () => {
    const households = { denominator: (unit: string) => (unit === 'C0' ? 1_000n : 3_000n) };
    expect(brief(of('poor-rate', 'level', '0.0425', '0.0200', '0.0500'), households)).toEqual([]);
    expect(brief(of('poor-rate', 'level', '0.0325', '0.0200', '0.0500'), households)).toEqual([
      ['targets-differ', 'D', '40.0000', 'warning', null],
    ]);
  });

  it('of a flow every kind says the same', () => {
    const below = (kind: PlannedTarget['kind'], i: number) =>
      commune(`C${i}`, planOf(`C${i}`, target('poor-reduction', kind, '10')));
    const unit = district(
      planOf('D', target('poor-reduction', 'level', '30')),
      ...(['level', 'change', 'countReduced'] as const).map(below),
    );
    expect([brief(unit), reconcile(unit).notComparable.map(({ what }) => what)]).toEqual([[], ['allocations']]);
  });

  it('kinds that do not add up are not compared', () => {
    const mixed = district(
      planOf('D', target('poor-households', 'level', '30')),
      commune('C', planOf('C', target('poor-households', 'countReduced', '3'))),
    );
    expect(reconcile(mixed).notComparable[0]).toMatchObject({ what: 'poor-households', reason: 'kinds_differ' });
  });

  it('a unit without a plan is told of once, and no sum is called wrong for it', () => {
    const unit = district(
      planOf('D', target('poor-reduction', 'countReduced', '30')),
      commune('C0', planOf('C0', target('poor-reduction', 'countReduced', '10'))),
      commune('C1'),
    );
    expect(brief(unit)).toEqual([['plan-missing', 'C1', null, 'warning', null]]);
    expect(brief(district(null, commune('C0'), commune('C1')))).toEqual([]);
  });

  it('a unit that has nothing to reduce needs no target', () => {
    const unit = district(
      planOf('D', target('poor-reduction', 'countReduced', '10')),
      commune('C0', planOf('C0', target('poor-reduction', 'countReduced', '10'))),
      commune('C1', planOf('C1')),
    );
    expect(brief(unit)).toEqual([['target-missing', 'C1', '0', 'warning', null]]);
    expect(brief(unit, { hadNothing: (code) => code === 'C1' })).toEqual([]);
  });

  it('of several plans of a unit the newest counts, line by line; their money adds up', () => {
    const older = planOf('C', {
      planId: 'A',
      decision: { date: '2024-01-10' },
      ...target('poor-reduction', 'countReduced', '10'),
      allocations: [lineOf('100')],
    });
    const newer = planOf('C', {
      planId: 'B',
      effectiveFrom: '2024-06-01',
      ...target('poor-reduction', 'countReduced', '12'),
      allocations: [lineOf('20')],
    });
    const above = planOf('D', { ...target('poor-reduction', 'countReduced', '12'), allocations: [lineOf('120')] });
    expect(brief(district(above, commune('C', older, newer)))).toEqual([]);
  });

  it('a line said to be led by the district stands in its plan, with that much at least', () => {
    const led = (amount: string, project = 'DA6') => lineOf(amount, { project, ownerLevel: 'district' });
    const below = (amount: string) => commune('C', planOf('C', { allocations: [led(amount)] }));
    const found = (...own: AllocationLine[]) =>
      brief(district(planOf('D', { allocations: own }), below('472'))).filter(([rule]) => rule === 'mention-exceeds-line');
    expect([found(led('472')), found(led('900')), found()]).toEqual([[], [], []]);
    expect(found(led('427'))).toEqual([['mention-exceeds-line', 'C', '45', 'warning', 'digits-swapped']]);
    expect(found(led('472', 'DA7'))).toEqual([['mention-exceeds-line', 'C', '472', 'warning', null]]);
  });

  it('money is compared as far as both sides state it, and only as a sum where one prints no lines', () => {
    const above = planOf('D', {
      allocations: [lineOf('300', { fundSource: 'central' }), lineOf('30', { project: 'DA7', subProject: 'TDA1' })],
    });
    const [first, second] = [
      planOf('C0', { allocations: [lineOf('200'), lineOf('30', { project: 'DA7' })] }),
      planOf('C1', { allocations: [lineOf('100')] }),
    ];
    expect(brief(district(above, commune('C0', first), commune('C1', second)))).toEqual([]);
    const totalOnly = planOf('C1', { assignedDong: '110' });
    expect(brief(district(above, commune('C0', first), commune('C1', totalOnly)))).toEqual([
      ['allocations-differ', 'D', '10', 'error', null],
    ]);
  });
});

it('says what differs in both languages, with the figures and what to do', () => {
  const { differences } = reconcile(commune('C', planOf('C', { assignedDong: '4000000', allocations: [lineOf('40000000')] })));
  expect(differenceText(differences[0]!)).toEqual({
    message: {
      vi: 'các dòng vốn cộng lại khác tổng được giao; 40\u00a0triệu so với 4\u00a0triệu, lệch 36\u00a0triệu; có thể do gấp 10 lần (C GNBV DA2 2024 40000000 → 4000000).',
      en: 'the lines of money do not add up to the assigned total; 40000000 đồng against 4000000 đồng, a difference of 36000000 đồng; probably ten times too large (C GNBV DA2 2024 40000000 → 4000000).',
    },
    mend: {
      vi: 'đối chiếu từng dòng với quyết định giao vốn',
      en: 'check each line against the decision that assigns the money',
    },
  });
});
