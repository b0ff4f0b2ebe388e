import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Plan } from '@chitieu/contracts';
import { STARTER } from '@chitieu/domain';
import type { Database } from '@chitieu/persistence';
import { testDatabase } from '@chitieu/testing';
import { ServingCatalogue } from './catalogue/serving-catalogue.js';
import { readValues, valueOnWire } from './reading/read-values.js';
import { UnitTree } from './reading/unit-tree.js';
import { compareAll } from './recompute/compare.js';
import {
  COMMUNES,
  forgetFactsAndNumbers,
  retract,
  review,
  reviews,
  state,
  stateReviews,
  stateUnits,
} from './stated-facts.fixture.js';

const NOW = new Date('2024-10-05T02:00:00Z');
const TODAY = '2024-10-05';

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  await stateUnits(database);
});
afterAll(() => drop());
beforeEach(() => forgetFactsAndNumbers(database));

const shuffled = <T>(items: T[]): T[] =>
  items
    .map((item, i) => [(i * 7919) % items.length, item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);

const read = async (unitCode: string, period: string, indicators = STARTER.indicators) => {
  const tree = await new UnitTree(database).at(`${period.slice(0, 4)}-12-31`);
  const units = [unitCode, ...tree.children(unitCode).map((child) => child.code)];
  const values = await readValues(database, {
    tree,
    carry: null,
    units,
    period,
    indicators,
    serving: await new ServingCatalogue().now(database),
    now: NOW,
    today: TODAY,
  });
  return (code: string, indicator: string) => {
    const value = values.find((v) => v.unit.code === code && v.definition.code === indicator)!;
    return valueOnWire(value, period, NOW, TODAY, 1);
  };
};

const verify = () => database.transaction((tx) => compareAll(tx, () => undefined));

describe('numbers', () => {
  it('equal their recomputation, however often and in whatever order the events came', async () => {
    const all = reviews();
    await stateReviews(database, [shuffled(all), all.slice(0, 200), shuffled(shuffled(all))]);
    const { differences, levels } = await verify();
    expect(differences).toEqual([]);
    for (const level of ['nation', 'province', 'district', 'commune', 'village'])
      expect(levels.get(level)!.values).toBeGreaterThan(0);
  });

  it('are told apart from a wrong counter by the recomputation', async () => {
    await stateReviews(database);
    await database.query(
      `UPDATE projection.household_count SET poor = poor + 1 WHERE commune = '07606' AND village = '' AND period = '2023'`,
    );
    const units = new Set((await verify()).differences.map((d) => `${d.level} ${d.unit} ${d.period}`));
    expect([...units]).toEqual(
      expect.arrayContaining(['commune 07606 2023', 'district 219 2023', 'province 24 2023', 'nation VN 2023']),
    );
  });

  it('of a district are the sums of its communes', async () => {
    await stateReviews(database);
    const value = await read('219', '2023');
    for (const indicator of ['households', 'poor-rate', 'poor-reduction', 'escaped-poverty', 'newly-poor', 'relapsed']) {
      const children = COMMUNES.map((code) => value(code, indicator).actual!);
      expect(BigInt(value('219', indicator).actual!.num)).toBe(children.reduce((sum, c) => sum + BigInt(c.num), 0n));
    }
  });

  it('of a silent commune are null, and its poor households have not escaped from the district', async () => {
    await stateReviews(database);
    const value = await read('219', '2024');
    expect(value('07600', 'poor-rate')).toMatchObject({ actual: null, reason: 'not_reported', status: 'no_data' });
    const others = ['07606', '07603'].map((code) => BigInt(value(code, 'poor-reduction').actual!.num));
    expect(BigInt(value('219', 'poor-reduction').actual!.num)).toBe(others[0]! + others[1]!);
  });

  it('of money follow the plan: lines of another level are left out, a reversal takes back, no plan is no data', async () => {
    const line = (amountDong: string, ownerLevel: string) => ({
      programme: 'GNBV',
      project: 'DA2',
      originYear: 2024,
      amountDong,
      ownerLevel,
    });
    const plan: Partial<Plan> = {
      planId: 'P-1',
      ver: 1,
      orgUnit: '07606',
      period: '2024',
      decision: {},
      targets: [{ indicator: 'poor-rate', kind: 'level', value: '0.0298', trajectory: { kind: 'linear' } }],
      allocations: [line('340', 'commune'), line('472', 'district'), line('122', 'commune')] as Plan['allocations'],
      assignedDong: '459',
    };
    await state(database, 'plans', 'plan.revised.v1', (data) => data.planId as string, [plan]);
    const voucher = (voucherId: string, paidOn: string, amountDong: string, over: object = {}) => ({
      ...{ voucherId, ver: 1, orgUnit: '07606', paidOn, amountDong, programme: 'GNBV', project: 'DA2', capitalType: 'recurrent' },
      ...{ fundSource: 'central', originYear: 2024, ownerLevel: 'commune', ...over },
    });
    const vouchers = [
      voucher('V-1', '2024-02-10', '100', { householdId: 'H-1' }),
      voucher('V-2', '2024-08-10', '131', { householdId: 'H-1' }),
      voucher('V-3', '2024-08-11', '31', { reverses: 'V-2', householdId: 'H-1' }),
    ];
    await state(database, 'disbursements', 'disbursement.recorded.v1', (data) => data.voucherId as string, vouchers, [
      vouchers,
      vouchers,
    ]);
    const value = await read('07606', '2024');
    expect(value('07606', 'assigned-capital').actual).toMatchObject({ num: '462' });
    expect(value('07606', 'assigned-capital').flags.map((flag) => flag.rule)).toEqual([
      'assigned-total-differs',
      'led-by-other-level',
    ]);
    expect(value('07606', 'disbursement-rate').actual).toEqual({ num: '200', den: '462', value: '0.432900' });
    const quarter = await read('07606', '2024-Q3');
    expect(quarter('07606', 'disbursed-capital').actual!.num).toBe('100');
    expect(quarter('07606', 'disbursement-rate').actual!.num).toBe('200');
    // Helped in the first quarter and in the third: one household in each, and one in the year.
    const helped = async (period: string) => (await read('24', period))('24', 'helped-households').actual!.num;
    expect(await Promise.all(['2024-Q1', '2024-Q2', '2024-Q3', '2024'].map(helped))).toEqual(['1', '0', '1', '1']);
    expect(value('07606', 'assigned-capital-by-programme').actual).toMatchObject({ num: '462' });
    expect((await read('07603', '2024'))('07603', 'assigned-capital')).toMatchObject({ actual: null, reason: 'no_plan' });
    expect(value('07606', 'poor-rate')).toMatchObject({
      target: { value: '0.0298' },
      actual: null,
      reporting: { received: 0, expected: 1 },
    });
    expect((await verify()).differences).toEqual([]);
  });

  it('of activities are sums over the period and the units below, however often they came; a bound is told', async () => {
    const held = (activityId: string, heldOn: string, kind: string, count: number, over: object = {}) => ({
      ...{ activityId, ver: 1, orgUnit: '07606', heldOn, kind, count, qualifier: 'exact', ...over },
    });
    const all = [
      held('A-1', '2024-02-10', 'training', 2),
      held('A-2', '2024-08-10', 'training', 1, { orgUnit: '07603' }),
      held('A-3', '2024-08-11', 'communication-material', 600, { qualifier: 'atLeast' }),
      held('A-4', '2024-09-01', 'training', 1, { orgUnit: '219' }),
    ];
    await state(database, 'activities', 'activity.reported.v1', (data) => data.activityId as string, all, [
      all,
      all.toReversed(),
    ]);
    const trainings = async (unitCode: string, period: string) => {
      const tree = await new UnitTree(database).at('2024-12-31');
      const serving = await new ServingCatalogue().now(database);
      const indicators = [STARTER.indicatorOf('activities-by-kind')!];
      const request = { tree, carry: null, units: [unitCode], period, indicators, serving, now: NOW, today: TODAY };
      const values = (await readValues(database, request)).map((value) => valueOnWire(value, period, NOW, TODAY, 1));
      return (kind: string) => values.find(({ dimension }) => dimension === kind)!;
    };
    expect((await trainings('07606', '2024'))('training').actual!.num).toBe('2');
    expect((await trainings('219', '2024'))('training').actual!.num).toBe('4');
    expect((await trainings('24', '2024-Q3'))('training').actual!.num).toBe('2');
    expect((await trainings('07606', '2024'))('communication-material').flags.map(({ rule }) => rule)).toEqual(['at-least']);
    expect((await trainings('07600', '2024'))('training')).toMatchObject({ actual: null, reason: 'not_reported' });
    expect((await verify()).differences).toEqual([]);
  });

  it('go back exactly when a review is retracted', async () => {
    await stateReviews(database);
    const before = await database.query('SELECT * FROM projection.household_count ORDER BY lane, commune, village, period');
    const added = { ...review(999, '2023', '07606', 'poor', null, false) };
    await state(database, 'household-reviews', 'household.reviewed.v1', (data) => data.householdId as string, [added]);
    await retract(database, 'H-999', '07606');
    expect(await database.query('SELECT * FROM projection.household_count ORDER BY lane, commune, village, period')).toEqual(
      before,
    );
  });
});
