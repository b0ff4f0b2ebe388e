import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BusEvent, HouseholdReview, Plan } from '@chitieu/contracts';
import { CLASSIFICATIONS, INDICATORS, laneOf } from '@chitieu/domain';
import type { Database } from '@chitieu/persistence';
import { testDatabase } from '@chitieu/testing';
import { OnDisbursementRecorded } from './on-disbursement-recorded.js';
import { OnHouseholdReviewed } from './on-household-reviewed.js';
import { OnOrgUnitChanged } from './on-org-unit-changed.js';
import { OnPlanRevised } from './on-plan-revised.js';
import { readValues, valueOnWire } from './reading/read-values.js';
import { UnitTree } from './reading/unit-tree.js';
import { compareAll } from './recompute/compare.js';

const NOW = new Date('2024-10-05T02:00:00Z');
const TODAY = '2024-10-05';
const COMMUNES = ['07606', '07603', '07600'];

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  await state('org-units', 'org-unit.changed.v1', (data) => data.code as string, [
    unit('24', 'Tỉnh Bắc Giang', 'province'),
    unit('219', 'Huyện Lục Ngạn', 'district', '24'),
    ...COMMUNES.map((code) => unit(code, `Xã ${code}`, 'commune', '219')),
    unit('07606-01', 'Thôn Tân Thành', 'village', '07606'),
  ]);
});
afterAll(() => drop());
beforeEach(async () => {
  await database.query(
    `TRUNCATE calculation.household_state, calculation.household_count, calculation.voucher_state, calculation.disbursed, calculation.plan_state,
              calculation.declaration_state, calculation.dirty, intake.fact_household_review, intake.fact_disbursement, intake.fact_plan`,
  );
});

const unit = (code: string, name: string, level: string, parent?: string) => ({
  code,
  ver: 1,
  validFrom: '2004-07-08',
  name,
  level,
  ...(parent && { parent }),
});

const HANDLERS = {
  'org-unit.changed.v1': (batch: never) => new OnOrgUnitChanged().on(batch),
  'household.reviewed.v1': (batch: never) => new OnHouseholdReviewed().on(batch),
  'disbursement.recorded.v1': (batch: never) => new OnDisbursementRecorded().on(batch),
  'plan.revised.v1': (batch: never) => new OnPlanRevised().onPlan(batch),
};

/** States facts as intake would and delivers their events to the handlers, in the given batches. */
async function state(
  kind: string,
  type: keyof typeof HANDLERS,
  keyOf: (data: Record<string, unknown>) => string,
  bodies: object[],
  batches = [bodies],
): Promise<void> {
  for (const body of bodies as Record<string, unknown>[]) {
    const unitCode = (body.commune ?? body.orgUnit ?? body.code) as string;
    const { base: _base, ...content } = body;
    await database.query(
      `INSERT INTO intake.fact (kind, id, period, ver, rev, unit, lane, body, body_hash) VALUES ($1, $2, $3, 1, 1, $4, $5, $6, '')`,
      [kind, keyOf(body), kind === 'household-reviews' ? body.period : '', unitCode, laneOf(unitCode), JSON.stringify(content)],
    );
  }
  for (const batch of batches) {
    const events = (batch as Record<string, unknown>[]).map((data) => {
      const key = (data.commune ?? data.orgUnit ?? data.code) as string;
      return { type, key, lane: laneOf(key), rev: 1, data } as BusEvent;
    });
    await database.transaction((tx) => HANDLERS[type]({ events, tx } as never));
  }
}

const review = (
  id: number,
  period: string,
  commune: string,
  classification: string,
  base: string | null,
  wasPoorBefore: boolean,
): object => ({
  householdId: `H-${id}`,
  ver: 1,
  period,
  reviewedOn: `${period}-09-20`,
  commune,
  ...(commune === '07606' && id % 2 === 0 && { village: '07606-01' }),
  area: 'rural',
  standard: '2022-2025',
  classification: classification as HouseholdReview['classification'],
  deprivations: classification === 'poor' ? ['cleanWater', 'sanitation', 'employment'] : [],
  members: 4,
  presence: 'living',
  reviewState: id % 3 === 0 ? 'preliminary' : 'official',
  base: { classification: base, wasPoorBefore },
});

/** Three years of 150 households; 07600 is silent in 2024. Classes follow a fixed arithmetic pattern, so that every flow occurs. */
function reviews(): object[] {
  return Array.from({ length: 150 }, (_, id) => {
    const commune = COMMUNES[id % 3]!;
    const classes = [0, 1, 2].map((year) => CLASSIFICATIONS[Math.floor((id * (year + 3)) / 7) % 4]!);
    return ['2022', '2023', '2024'].flatMap((period, i) =>
      commune === '07600' && period === '2024'
        ? []
        : [review(id, period, commune, classes[i]!, classes[i - 1] ?? null, classes.slice(0, i).includes('poor'))],
    );
  }).flat();
}

const shuffled = <T>(items: T[]): T[] =>
  items
    .map((item, i) => [(i * 7919) % items.length, item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);

const stateReviews = (batches?: object[][]): Promise<void> => {
  const all = reviews();
  return state('household-reviews', 'household.reviewed.v1', (data) => data.householdId as string, all, batches ?? [all]);
};

const read = async (unitCode: string, period: string, indicators = INDICATORS) => {
  const tree = await new UnitTree(database).at(`${period.slice(0, 4)}-12-31`);
  const units = [unitCode, ...tree.children(unitCode).map((child) => child.code)];
  const values = await readValues(database, { tree, units, period, indicators, now: NOW, today: TODAY });
  return (code: string, indicator: string) => {
    const value = values.find((v) => v.unit.code === code && v.definition.code === indicator)!;
    return valueOnWire(value, period, NOW, TODAY, 1);
  };
};

const verify = () => database.transaction((tx) => compareAll(tx, () => undefined));

describe('numbers', () => {
  it('equal their recomputation, however often and in whatever order the events came', async () => {
    const all = reviews();
    await stateReviews([shuffled(all), all.slice(0, 200), shuffled(shuffled(all))]);
    const { differences, levels } = await verify();
    expect(differences).toEqual([]);
    for (const level of ['nation', 'province', 'district', 'commune', 'village'])
      expect(levels.get(level)!.values).toBeGreaterThan(0);
  });

  it('are told apart from a wrong counter by the recomputation', async () => {
    await stateReviews();
    await database.query(
      `UPDATE calculation.household_count SET poor = poor + 1 WHERE commune = '07606' AND village = '' AND period = '2023'`,
    );
    const units = new Set((await verify()).differences.map((d) => `${d.level} ${d.unit} ${d.period}`));
    expect([...units]).toEqual(
      expect.arrayContaining(['commune 07606 2023', 'district 219 2023', 'province 24 2023', 'nation VN 2023']),
    );
  });

  it('of a district are the sums of its communes', async () => {
    await stateReviews();
    const value = await read('219', '2023');
    for (const indicator of ['households', 'poor-rate', 'poor-reduction', 'escaped-poverty', 'newly-poor', 'relapsed']) {
      const children = COMMUNES.map((code) => value(code, indicator).actual!);
      expect(BigInt(value('219', indicator).actual!.num)).toBe(children.reduce((sum, c) => sum + BigInt(c.num), 0n));
    }
  });

  it('of a silent commune are null, and its poor households have not escaped from the district', async () => {
    await stateReviews();
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
    await state('plans', 'plan.revised.v1', (data) => data.planId as string, [plan]);
    const voucher = (voucherId: string, paidOn: string, amountDong: string, over: object = {}) => ({
      ...{ voucherId, ver: 1, orgUnit: '07606', paidOn, amountDong, programme: 'GNBV', project: 'DA2', capitalType: 'recurrent' },
      ...{ fundSource: 'central', originYear: 2024, ownerLevel: 'commune', ...over },
    });
    const vouchers = [
      voucher('V-1', '2024-02-10', '100'),
      voucher('V-2', '2024-08-10', '131'),
      voucher('V-3', '2024-08-11', '31', { reverses: 'V-2' }),
    ];
    await state('disbursements', 'disbursement.recorded.v1', (data) => data.voucherId as string, vouchers, [vouchers, vouchers]);
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
    expect((await read('07603', '2024'))('07603', 'assigned-capital')).toMatchObject({ actual: null, reason: 'no_plan' });
    expect(value('07606', 'poor-rate')).toMatchObject({
      target: { value: '0.0298' },
      actual: null,
      reporting: { received: 0, expected: 1 },
    });
    expect((await verify()).differences).toEqual([]);
  });

  it('go back exactly when a review is retracted', async () => {
    await stateReviews();
    const before = await database.query('SELECT * FROM calculation.household_count ORDER BY lane, commune, village, period');
    const added = { ...review(999, '2023', '07606', 'poor', null, false) };
    await state('household-reviews', 'household.reviewed.v1', (data) => data.householdId as string, [added]);
    const tombstone = { householdId: 'H-999', period: '2023', commune: '07606', ver: 2, retracted: { reason: 'entered twice' } };
    const events = [{ type: 'household.reviewed.v1', key: '07606', lane: laneOf('07606'), rev: 2, data: tombstone }];
    await database.transaction((tx) => new OnHouseholdReviewed().on({ events, tx } as never));
    expect(await database.query('SELECT * FROM calculation.household_count ORDER BY lane, commune, village, period')).toEqual(
      before,
    );
  });
});
