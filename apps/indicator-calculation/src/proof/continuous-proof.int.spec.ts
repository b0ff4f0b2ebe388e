import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IntegrityChecked } from '@chitieu/contracts';
import { FakeEventLog } from '@chitieu/messaging';
import type { Database } from '@chitieu/persistence';
import { createLogger, FixedClock, metrics } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { ServingCatalogue } from '../catalogue/serving-catalogue.js';
import {
  forgetFactsAndNumbers,
  retract,
  review,
  reviews,
  state,
  stateMoneyAndPlans,
  stateReviews,
  stateUnits,
} from '../stated-facts.fixture.js';
import { ContinuousProof } from './continuous-proof.js';

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  await stateUnits(database);
});
afterAll(() => drop());
beforeEach(() => forgetFactsAndNumbers(database));

const log = new FakeEventLog();
const reading = log.subscribe({ group: 'indicator-calculation', handlers: {} });
const parts = () => ({
  database,
  log,
  catalogue: new ServingCatalogue(),
  group: 'indicator-calculation',
  clock: new FixedClock(new Date('2024-10-05T02:00:00Z')),
  logger: createLogger('test', 'silent'),
});
const check = async (): Promise<IntegrityChecked> => (await new ContinuousProof({ ...parts(), everyMs: 0 }).round())!;
const metric = async (name: string): Promise<number> =>
  ((await metrics.getSingleMetric(name)!.get()).values[0]?.value ?? 0) as number;
const stateHouseholds = (bodies: object[]): Promise<void> =>
  state(database, 'household-reviews', 'household.reviewed.v1', (data) => data.householdId as string, bodies);
const age = (text: string): Promise<unknown> =>
  database.query(`UPDATE intake.fact SET changed_at = changed_at - $1::interval WHERE kind <> 'org-units'`, [text]);

describe('the continuous proof', () => {
  it('says nothing while there is nothing', async () => {
    expect(await new ContinuousProof({ ...parts(), everyMs: 0 }).round()).toBeNull();
  });

  it('finds the stored numbers of a province equal to its facts, and tells so', async () => {
    await stateReviews(database);
    const before = await metric('chitieu_kpi_recompute_checked_total');
    const told = await check();
    expect(told).toMatchObject({
      orgUnit: '24',
      level: 'province',
      ancestors: ['VN'],
      rev: 1,
      pending: 0,
      differenceCount: 0,
      differences: [],
    });
    expect(told.values).toBeGreaterThan(100);
    expect(await metric('chitieu_kpi_recompute_checked_total')).toBe(before + told.values);
    expect(log.appended.at(-1)).toMatchObject({ type: 'integrity.checked.v1', key: '24', rev: 1, data: told });
  });

  it('is one province a minute over all processes', async () => {
    await stateReviews(database);
    const processes = [new ContinuousProof(parts()), new ContinuousProof(parts()), new ContinuousProof(parts())];
    const rounds = await Promise.all(processes.map((one) => one.round()));
    expect(rounds.filter((told) => told !== null)).toHaveLength(1);
    expect(await processes[0]!.round()).toBeNull();
  });

  it('names a counter that is not what the facts say, and counts it', async () => {
    await stateReviews(database);
    await database.query(
      `UPDATE projection.household_count SET poor = poor + 1 WHERE commune = '07606' AND village = '' AND period = '2023'`,
    );
    const before = await metric('chitieu_kpi_recompute_mismatch_total');
    const { differenceCount, differences } = await check();
    expect(differenceCount).toBe(1);
    expect(differences).toMatchObject([{ unit: '07606', period: '2023', measure: 'poor' }]);
    expect(Number(differences[0]!.stored)).toBe(Number(differences[0]!.recomputed) + 1);
    expect(await metric('chitieu_kpi_recompute_mismatch_total')).toBe(before + 1);
  });

  it('sees counters without a fact behind them', async () => {
    await stateReviews(database);
    await database.query(`DELETE FROM intake.fact WHERE kind = 'household-reviews' AND id = 'H-3'`);
    expect((await check()).differenceCount).toBeGreaterThan(0);
  });

  it('takes a fact that is still under way for what the numbers have of it, until that is too long ago', async () => {
    await stateReviews(database);
    const late = { ...review(3, '2024', '07606', 'poor', 'nearPoor', false) };
    await database.query(`UPDATE intake.fact SET rev = 2, body = $1 WHERE id = 'H-3' AND period = '2024'`, [
      JSON.stringify(late),
    ]);
    await database.query(
      `INSERT INTO intake.fact (kind, id, period, ver, rev, unit, lane, body, body_hash) VALUES ('household-reviews', 'H-new', '2024', 1, 1, '07606', 55, $1, '')`,
      [JSON.stringify({ ...late, householdId: 'H-new' })],
    );
    expect(await check()).toMatchObject({ differenceCount: 0, pending: 2 });
    await age('2 minutes');
    const { differences } = await check();
    expect(differences.map(({ measure, stored }) => `${measure} ${stored}`)).toEqual([
      'household H-3 not applied',
      'household H-new not applied',
    ]);
  });

  it('takes no fact for late while it does not know how far its group is behind', async () => {
    await stateReviews(database);
    await database.query(
      `INSERT INTO intake.fact (kind, id, period, ver, rev, unit, lane, body, body_hash) VALUES ('household-reviews', 'H-new', '2024', 1, 1, '07606', 55, $1, '')`,
      [JSON.stringify(review(3, '2024', '07606', 'poor', 'nearPoor', false))],
    );
    await age('2 hours');
    const justStarted = new ContinuousProof({ ...parts(), log: new FakeEventLog(), everyMs: 0 });
    expect(await justStarted.round()).toMatchObject({ differenceCount: 0, pending: 1 });
    await reading;
    expect(await check()).toMatchObject({ differenceCount: 1 });
  });

  it('knows what was true of a household the year before, also where it lived in another commune', async () => {
    await stateHouseholds([
      review(1, '2023', '07606', 'poor', null, false),
      review(1, '2024', '07603', 'nearPoor', 'poor', true),
    ]);
    expect(await check()).toMatchObject({ differenceCount: 0 });
    await database.query(
      `UPDATE intake.fact SET body = jsonb_set(body, '{classification}', '"nearPoor"') WHERE id = 'H-1' AND period = '2023'`,
    );
    const { differences } = await check();
    expect(differences).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ unit: '07603', measure: 'escapedPoverty', recomputed: '0', stored: '1' }),
      ]),
    );
  });

  it('counts what was taken back nowhere', async () => {
    await stateReviews(database);
    const added = review(999, '2023', '07606', 'poor', null, false);
    await stateHouseholds([added]);
    await database.query(`UPDATE intake.fact SET rev = 2, retracted = 'entered twice' WHERE id = 'H-999'`);
    expect(await check()).toMatchObject({ differenceCount: 0, pending: 1 });
    await retract(database, 'H-999', '07606');
    expect(await check()).toMatchObject({ differenceCount: 0, pending: 0 });
    expect(reviews()).toHaveLength(400);
  });

  it('compares money and plans too', async () => {
    await stateMoneyAndPlans(database);
    expect(await check()).toMatchObject({ differenceCount: 0, pending: 0 });
    await database.query('UPDATE projection.disbursed SET amount_dong = amount_dong + 1');
    await database.query('UPDATE projection.plan_state SET led_by_commune = led_by_commune - 40');
    expect((await check()).differences).toMatchObject([
      { unit: '07606', period: '2024-02', recomputed: '200 đồng, 3 vouchers', stored: '201 đồng, 3 vouchers' },
      { measure: 'plan P-1', recomputed: '07606 2024 1 0 0 0 340 459', stored: '07606 2024 1 0 0 0 300 459' },
    ]);
  });
});
