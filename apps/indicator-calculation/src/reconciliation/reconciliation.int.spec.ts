import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { reconciliationOnWire, type Plan } from '@chitieu/contracts';
import { STARTER } from '@chitieu/domain';
import type { Database } from '@chitieu/persistence';
import { FixedClock, metrics } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { ServingCatalogue } from '../catalogue/serving-catalogue.js';
import { readValues, valueOnWire } from '../reading/read-values.js';
import { UnitTree } from '../reading/unit-tree.js';
import { COMMUNES, forgetFactsAndNumbers, state, stateReviews, stateUnits } from '../stated-facts.fixture.js';
import { ContinuousReconciliation } from './continuous-reconciliation.js';
import { ReconciliationsController } from './reconciliations.controller.js';

const NOW = new Date('2024-10-05T02:00:00Z');
let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  await stateUnits(database);
});
afterAll(() => drop());
beforeEach(async () => {
  await forgetFactsAndNumbers(database);
  await database.query('TRUNCATE calculation.plan_difference, calculation.plan_reconciliation');
});

const plan = (orgUnit: string, more: Partial<Plan>): Partial<Plan> => ({
  ...{ planId: `KH-${orgUnit}`, ver: 1, orgUnit, period: '2024', decision: {}, targets: [], allocations: [] },
  ...more,
});
const fewer = (value: string): Plan['targets'] => [
  { indicator: 'poor-reduction', kind: 'countReduced', value, trajectory: { kind: 'linear' } },
];
const line = (amountDong: string, more: object = {}): Plan['allocations'] => [
  { programme: 'GNBV', project: 'DA2', originYear: 2024, amountDong, ownerLevel: 'commune', ...more },
];
const statePlans = (plans: Partial<Plan>[]) =>
  state(database, 'plans', 'plan.revised.v1', (data) => data.planId as string, plans);
const controller = () => new ReconciliationsController(database, new UnitTree(database), new FixedClock(NOW));
const brief = async (orgUnit: string, severity = 'info') =>
  (await controller().reconcile({ orgUnit, period: '2024', severity })).items.map((each) => [
    each.rule,
    each.orgUnit.code,
    each.amount,
  ]);

/** 30 households fewer and 900 million in the district; 10 and 300 million in each of three communes. */
const consistent = (): Partial<Plan>[] => [
  plan('24', { targets: fewer('30') }),
  plan('219', { targets: fewer('30'), allocations: line('900000000') }),
  ...COMMUNES.map((code) => plan(code, { targets: fewer('10'), allocations: line('300000000'), assignedDong: '300000000' })),
];

describe('reconciliation', () => {
  it('finds nothing in a cascade that agrees, and says what it looked at', async () => {
    await statePlans(consistent());
    const answer = await controller().reconcile({ orgUnit: '24', period: '2024' });
    expect(reconciliationOnWire.parse(answer)).toEqual(answer);
    expect(answer.items).toEqual([]);
    expect(answer.levels.map(({ level, units, withPlan }) => [level, units, withPlan])).toEqual([
      ['province', 1, 1],
      ['district', 1, 1],
      ['commune', 3, 3],
    ]);
    expect(answer.notComparable).toMatchObject([{ what: 'allocations', reason: 'parent_states_no_lines' }]);
  });

  it('finds what differs at every level in one answer, and by severity', async () => {
    const [province, district, first, second, third] = consistent();
    const wrong = { ...first, targets: fewer('7'), allocations: line('3000000000') };
    await statePlans([province!, district!, wrong, second!, { ...third, targets: [] }]);
    expect(await brief('24')).toEqual([
      ['allocations-differ', '219', '2700000000'],
      ['lines-differ-from-total', '07606', '2700000000'],
      ['target-missing', '07600', '-13'],
    ]);
    expect(await brief('24', 'error')).toHaveLength(2);
    expect(await brief('07600')).toEqual([]);
    const { items } = await controller().reconcile({ orgUnit: '219', period: '2024' });
    expect(items[0]!.causes[0]).toMatchObject({ cause: 'ten-times', line: { orgUnit: '07606', planId: 'KH-07606' } });
  });

  it('is kept beside the plans while they change: flags of the values, and a metric', async () => {
    await stateReviews(database);
    const [province, district, ...communes] = consistent();
    await statePlans([province!, { ...district, targets: fewer('31') }, ...communes]);
    const trees = new UnitTree(database);
    const round = () => new ContinuousReconciliation(database, trees, new FixedClock(NOW)).round();
    expect([await round(), await round()]).toEqual(['2024', null]);
    const tree = await trees.at('2024-12-31');
    const request = {
      tree,
      carry: null,
      units: ['219', '24'],
      period: '2024',
      indicators: [STARTER.indicatorOf('poor-reduction')!],
      serving: await new ServingCatalogue().now(database),
      now: NOW,
      today: '2024-10-05',
    };
    const flags = (await readValues(database, request)).map((value) =>
      valueOnWire(value, '2024', NOW, '2024-10-05', 1).flags.filter(({ rule }) => rule === 'targets-differ'),
    );
    expect(flags.map((each) => each.map(({ severity }) => severity))).toEqual([['warning'], ['info']]);
    expect(flags[0]![0]!.message.vi).toContain('30 so với 31, lệch -1');
    const metric = await metrics.getSingleMetricAsString('chitieu_plan_reconciliation_differences');
    expect(metric).toContain('{level="district",severity="warning"} 1');
  });

  it.each([
    [{}, 'orgUnit'],
    [{ orgUnit: '24', period: '2024-Q1' }, 'period'],
    [{ orgUnit: '24', severity: 'grave' }, 'severity'],
  ])('refuses %j', async (query, parameter) => {
    await expect(controller().reconcile(query)).rejects.toMatchObject({ extra: { errors: [{ pointer: `/${parameter}` }] } });
  });

  it('knows no village and no stranger', async () => {
    for (const orgUnit of ['07606-01', '99'])
      await expect(controller().reconcile({ orgUnit, period: '2024' })).rejects.toMatchObject({ code: 'not-found' });
  });
});
