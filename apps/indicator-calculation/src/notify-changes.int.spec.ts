import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IndicatorChanged } from '@chitieu/contracts';
import { eventLogFor, type EventLog } from '@chitieu/messaging';
import type { Database } from '@chitieu/persistence';
import { createLogger, FixedClock } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { ServingCatalogue } from './catalogue/serving-catalogue.js';
import { notifyChanges } from './notify-changes.js';
import { UnitTree } from './reading/unit-tree.js';
import { retract, review, state, stateReviews, stateUnits } from './stated-facts.fixture.js';

let database: Database;
let log: EventLog;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  log = await eventLogFor({ bus: 'outbox', database, logger: createLogger('test', 'silent'), consumerName: 'test' });
  await stateUnits(database);
});
afterAll(async () => {
  await log.close();
  await drop();
});
beforeEach(async () => {
  await database.query(
    'TRUNCATE bus.outbox, projection.household_state, projection.household_count, calculation.dirty, calculation.revision, intake.fact_household_review',
  );
  await database.query(`UPDATE calculation.notifier SET due_at = '-infinity'`);
});

const NONE = { least: 0, factor: 0, most: 0 };
const beat = (rest = NONE): Promise<number> => {
  const clock = new FixedClock(new Date('2024-10-05T02:00:00Z'));
  return notifyChanges({ database, log, trees: new UnitTree(database), catalogue: new ServingCatalogue(), clock, rest });
};

async function told(): Promise<IndicatorChanged[]> {
  const rows = await database.query<{ data: IndicatorChanged }>(
    `SELECT data FROM bus.outbox WHERE type = 'indicator.changed.v1' ORDER BY pos`,
  );
  return rows.map((row) => row.data);
}

const stateOne = (): Promise<void> =>
  state(database, 'household-reviews', 'household.reviewed.v1', (data) => data.householdId as string, [
    review(1, '2023', '07606', 'poor', null, false),
  ]);

describe('telling of changes', () => {
  it('is one message per unit, period and group, upwards to the nation, however many events came', async () => {
    await stateReviews(database);
    const count = await beat();
    const keys = (await told()).map((m) => `${m.orgUnit} ${m.period} ${m.group}`);
    expect(keys).toHaveLength(count);
    expect(new Set(keys).size).toBe(count);
    for (const unit of ['VN', '24', '219', '07606']) expect(keys).toContain(`${unit} 2023 households`);
  });

  it('takes all marks of a unit at once, also those behind what it looks at', async () => {
    await stateOne();
    await database.query(`INSERT INTO calculation.dirty (unit, period, metric_group)
      SELECT CASE WHEN n % 21000 = 0 THEN '07606' ELSE 'nowhere' END, '2023', 'households' FROM generate_series(0, 21000) AS n`);
    expect(await beat()).toBeGreaterThan(0);
    expect(await database.query(`SELECT FROM calculation.dirty WHERE unit = '07606'`)).toEqual([]);
  });

  it('says nothing when nothing changed', async () => {
    await stateOne();
    expect(await beat()).toBeGreaterThan(0);
    expect(await beat()).toBe(0);
  });

  it('carries the sums, so that the district is told what its commune is told', async () => {
    await stateOne();
    await beat();
    const poor = (await told())
      .filter((m) => m.group === 'households')
      .map((m) => [m.orgUnit, m.values.find((v) => v.indicator === 'poor-rate')!.actual]);
    expect(poor).toEqual(['07606', '219', '24', 'VN'].map((unit) => [unit, { num: '1', den: '1' }]));
  });

  it('is told again with a higher revision when the only review is retracted, and nothing is left', async () => {
    await stateOne();
    await beat();
    await retract(database, 'H-1', '07606');
    await beat();
    const [first, last] = (await told()).filter((m) => m.orgUnit === '07606' && m.group === 'households');
    expect(last!.rev).toBeGreaterThan(first!.rev);
    expect(last!.values.find((v) => v.indicator === 'poor-rate')).toMatchObject({ actual: null, reason: 'not_reported' });
  });

  it('tells nothing twice within half a second, whichever process changes come from, and then all of them at once', async () => {
    await stateOne();
    expect(await beat({ least: 60_000, factor: 0, most: 60_000 })).toBeGreaterThan(0);
    await retract(database, 'H-1', '07606');
    expect(await Promise.all([beat(), beat()])).toEqual([0, 0]);
    await database.query(`UPDATE calculation.notifier SET due_at = due_at - interval '60 s'`);
    expect(await beat()).toBeGreaterThan(0);
  });

  it('rests a multiple of the time that it took, up to a bound', async () => {
    const restAfterBeat = async (most: number): Promise<number> => {
      await database.query(`UPDATE calculation.notifier SET due_at = '-infinity'`);
      expect(await beat({ least: 0, factor: 100_000, most })).toBeGreaterThan(0);
      const [row] = await database.query<{ ms: string }>(
        `SELECT extract(epoch FROM due_at - clock_timestamp()) * 1000 AS ms FROM calculation.notifier`,
      );
      return Number(row!.ms);
    };
    await stateOne();
    expect(await restAfterBeat(1e9)).toBeGreaterThan(100_000);
    await retract(database, 'H-1', '07606');
    expect(await restAfterBeat(60_000)).toBeLessThanOrEqual(60_000);
  });
});
