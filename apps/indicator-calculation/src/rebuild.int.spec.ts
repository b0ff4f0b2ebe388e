import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BusEvent } from '@chitieu/contracts';
import { laneOf, STARTER_SET } from '@chitieu/domain';
import { FakeEventLog, type BatchHandler } from '@chitieu/messaging';
import type { Database, Tx } from '@chitieu/persistence';
import { createLogger } from '@chitieu/runtime';
import { testDatabase } from '@chitieu/testing';
import { OnHouseholdReviewed } from './on-household-reviewed.js';
import { forgetOldGeneration, inEveryGeneration } from './rebuild/generations.js';
import { readRebuild, type Rebuild, type RebuildSource } from './rebuild/rebuild-row.js';
import { Rebuilder } from './rebuild/rebuilder.js';
import { beginRebuild, cancelRebuild } from './rebuild/rebuilds.js';
import { forgetFactsAndNumbers, retract, review, stateMoneyAndPlans, stateReviews, stateUnits } from './stated-facts.fixture.js';

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db: database, drop } = await testDatabase());
  await stateUnits(database);
});
afterAll(() => drop());
beforeEach(async () => {
  await forgetFactsAndNumbers(database);
  await stateReviews(database);
  await stateMoneyAndPlans(database);
});

const rebuilder = (): Rebuilder =>
  new Rebuilder({ database, log: new FakeEventLog(), group: 'indicator-calculation', logger: createLogger('test', 'silent') });
const rebuildFrom = async (source: RebuildSource): Promise<Rebuild> => {
  const { id } = (await beginRebuild(database, source))!;
  await rebuilder().round();
  return (await readRebuild(database, id))!;
};
const dump = async (schema: string): Promise<unknown> => {
  const rows = (table: string, order: string) =>
    database.query<Record<string, unknown>>(`SELECT * FROM ${schema}.${table} ORDER BY ${order}`);
  return [
    await rows('household_state', '1, 2, 3'),
    (await rows('household_count', '1, 2, 3, 4')).filter(({ reviews }) => reviews !== 0),
    await rows('voucher_state', '1, 2'),
    (await rows('disbursed', '1, 2, 3, 4, 5, 6, 7, 8, 9, 10')).filter(({ vouchers }) => vouchers !== '0'),
    await rows('plan_state', '1, 2'),
  ];
};
const spoil = (): Promise<unknown> =>
  database.query(`UPDATE projection.household_count SET poor = poor + 1 WHERE commune = '07606'`);
const marks = async (): Promise<string[]> =>
  (
    await database.query<{ mark: string }>(
      `SELECT DISTINCT concat_ws(' ', unit, period, metric_group) AS mark FROM calculation.dirty`,
    )
  ).map(({ mark }) => mark);

/** A household without another year, so that no other fact depends on it. */
const only2023 = (id: number, commune = '07606'): object => review(id, '2023', commune, 'poor', null, false);

/** As the bus would deliver it. */
const deliver = (data: object, rev: number): Promise<unknown> => {
  const handler: BatchHandler = (events, tx) => new OnHouseholdReviewed().on({ events, tx } as never);
  const { commune } = data as { commune: string };
  const events = [{ type: 'household.reviewed.v1', key: commune, lane: laneOf(commune), rev, data }] as BusEvent[];
  return database.transaction((tx) => inEveryGeneration(handler)(events, tx));
};
/** A fact of intake's, and later its event. */
const stateFact = async (data: object, rev: number): Promise<unknown> => {
  const { householdId, period, commune } = data as Record<string, string>;
  return database.query(
    `INSERT INTO intake.fact (kind, id, period, ver, rev, unit, lane, body, body_hash, base) VALUES ('household-reviews', $1, $2, $3, $3, $4, $5, $6, '', $7)
     ON CONFLICT (kind, id, period) DO UPDATE SET ver = excluded.ver, rev = excluded.rev, unit = excluded.unit, lane = excluded.lane, body = excluded.body,
        base = excluded.base, changed_at = clock_timestamp()`,
    [householdId, period, rev, commune, laneOf(commune!), JSON.stringify(data), JSON.stringify((data as { base: object }).base)],
  );
};

describe.each<RebuildSource>(['facts', 'state'])('a rebuild from %s', (source) => {
  it('is what served before, to the last row, and takes its place', async () => {
    await deliver(only2023(800), 1);
    await stateFact(only2023(800), 2);
    await database.query(`UPDATE intake.fact SET retracted = 'entered twice' WHERE id = 'H-800'`);
    await retract(database, 'H-800', '07606');
    const before = await dump('projection');
    await database.query('TRUNCATE calculation.dirty');
    const rebuild = await rebuildFrom(source);
    expect(rebuild).toMatchObject({ state: 'done', outcome: { differenceCount: 0, changed: 0 } });
    expect(rebuild.outcome.compared).toBeGreaterThan(200);
    expect(await dump('projection')).toEqual(before);
    expect(await dump('projection_before')).toEqual(before);
    expect(await marks()).toEqual([]);
  });

  it('mends counters that are wrong, and marks what is other than before', async () => {
    const right = await dump('projection');
    await database.query('TRUNCATE calculation.dirty');
    await spoil();
    const rebuild = await rebuildFrom(source);
    expect(rebuild.state).toBe('done');
    expect(rebuild.outcome.changed).toBeGreaterThan(0);
    expect(await dump('projection')).toEqual(right);
    expect(await marks()).toEqual(expect.arrayContaining(['07606 2023 households', '07606 2024 households']));
  });

  it('holds what arrives before, while and after it is filled, in whatever order', async () => {
    await beginRebuild(database, source);
    const added = only2023(900);
    await stateFact(added, 1);
    await deliver(added, 1);
    const late = { ...only2023(901, '07603'), ver: 2 };
    await stateFact(late, 2);
    await rebuilder().round();
    await deliver({ ...late, classification: 'nearPoor', ver: 1 }, 1); // overtaken, and late
    await deliver(late, 2);
    const { differenceCount } = (await rebuildFrom(source)).outcome;
    expect(differenceCount).toBe(0);
    const rows = await database.query(
      'SELECT household_id, rev::int FROM projection.household_state WHERE household_id IN ($1, $2)',
      ['H-900', 'H-901'],
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { household_id: 'H-900', rev: 1 },
        { household_id: 'H-901', rev: 2 },
      ]),
    );
  });

  it('keeps a tombstone, so that an old event that comes again counts nowhere', async () => {
    const [old, moved] = [only2023(801), only2023(801, '07603')];
    await deliver(old, 1);
    await stateFact(moved, 2);
    await deliver({ householdId: 'H-801', period: '2023', commune: '07606', ver: 2, retracted: { reason: 'moved' } }, 2);
    await deliver(moved, 2);
    expect((await rebuildFrom(source)).state).toBe('done');
    await deliver(old, 1);
    expect((await rebuildFrom(source)).outcome).toMatchObject({ changed: 0, differenceCount: 0 });
  });
});

describe('a rebuild', () => {
  it('is refused when it is not what the facts add up to; what served goes on serving', async () => {
    await database.query(
      `UPDATE projection.household_state SET counted = set_bit(counted, ${STARTER_SET.placeOf('poor')}, 1) WHERE household_id = 'H-5'`,
    );
    const before = await dump('projection');
    const rebuild = await rebuildFrom('state');
    expect(rebuild).toMatchObject({ state: 'refused' });
    expect(rebuild.outcome.differences![0]).toMatchObject({ measure: 'poor' });
    expect(await dump('projection')).toEqual(before);
    expect(await database.query(`SELECT to_regnamespace('projection_next')::text AS next`)).toEqual([{ next: null }]);
  });

  it('is one at a time, and can be cancelled', async () => {
    const { id } = (await beginRebuild(database, 'facts'))!;
    expect(await beginRebuild(database, 'state')).toBeNull();
    expect((await cancelRebuild(database, id))!.state).toBe('cancelled');
    expect((await cancelRebuild(database, id))!.state).toBe('cancelled');
    expect(await cancelRebuild(database, '999999')).toBeNull();
    await deliver(only2023(902), 1);
  });

  it('goes on where it stood when its process dies, in another', async () => {
    const { id } = (await beginRebuild(database, 'facts'))!;
    const dying = Object.assign(Object.create(database) as Database, { transaction: dyingAt(database, 5) });
    const parts = { log: new FakeEventLog(), group: 'indicator-calculation', logger: createLogger('test', 'silent') };
    await expect(new Rebuilder({ database: dying, ...parts }).round()).rejects.toThrow('died');
    expect(await readRebuild(database, id)).toMatchObject({ state: 'filling', step: 'household reviews' });
    await rebuilder().round();
    expect(await readRebuild(database, id)).toMatchObject({ state: 'done', outcome: { differenceCount: 0, changed: 0 } });
  });

  it('that fails says why, and lets batches go on', async () => {
    const { id } = (await beginRebuild(database, 'facts'))!;
    await database.query('ALTER TABLE projection_next.voucher_state ADD CONSTRAINT none CHECK (false)');
    await rebuilder().round();
    expect(await readRebuild(database, id)).toMatchObject({
      state: 'failed',
      outcome: { error: expect.stringContaining('none') },
    });
    await deliver(only2023(903), 1);
  });

  it('keeps what served before for a day', async () => {
    await rebuildFrom('state');
    const kept = () => database.query(`SELECT to_regnamespace('projection_before') IS NOT NULL AS kept`);
    await database.transaction(forgetOldGeneration);
    expect(await kept()).toEqual([{ kept: true }]);
    await database.query(`UPDATE calculation.generation SET flipped_at = flipped_at - interval '25 hours'`);
    await database.transaction(forgetOldGeneration);
    expect(await kept()).toEqual([{ kept: false }]);
  });
});

/** The connection of a process that is killed in its n-th transaction: what that one did is undone. */
const dyingAt = (alive: Database, n: number) => {
  let count = 0;
  return <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    alive.transaction(async (tx) => {
      const result = await work(tx);
      if (++count > n) throw Object.assign(new Error('died'), { code: '57P01' });
      return result;
    });
};
