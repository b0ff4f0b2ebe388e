import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { NewEvent } from '@chitieu/contracts';
import { emptyTestDatabase, eventually, testDatabase, type TestDatabase } from '@chitieu/testing';
import { migrate, readMigrations } from '@chitieu/persistence';
import { createLogger } from '@chitieu/runtime';
import { activity, TYPE } from './activities.fixture.js';
import { OutboxLog } from './event-log.outbox.js';
import { dropPassedDays, openDays } from './outbox-days.js';

jest.setTimeout(60_000);
let test: TestDatabase;
let log: OutboxLog;
const logger = createLogger('test', 'silent');

beforeEach(async () => {
  test = await testDatabase();
  log = new OutboxLog({ database: test.db, logger, consumerName: 'test' });
});
afterEach(async () => {
  await log.close();
  await test.drop();
});

const append = (events: NewEvent[]) => test.db.transaction((tx) => log.append(tx, events));
const partitions = async (): Promise<string[]> => {
  const rows = await test.db.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'bus.outbox'::regclass ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
};
const dayName = async (ago: number): Promise<string> => {
  const [row] = await test.db.query<{ name: string }>(
    `SELECT 'outbox_' || to_char((clock_timestamp() AT TIME ZONE 'UTC')::date - $1::int, 'YYYYMMDD') AS name`,
    [ago],
  );
  return row!.name;
};
/** Leaves an outbox as old days left it: nothing but the rest to begin with. */
async function oldDays(daysAgo: number[], perDay = 40): Promise<void> {
  for (const name of (await partitions()).filter((table) => !table.endsWith('_rest'))) await test.db.query(`DROP TABLE ${name}`);
  for (const [i, ago] of daysAgo.entries()) {
    await append(Array.from({ length: perDay }, (_, n) => ({ ...activity('07606', i * perDay + n + 1), lane: n % 64 })));
    await test.db.query(
      `UPDATE bus.outbox_rest SET time = clock_timestamp() - make_interval(days => $1) WHERE time > clock_timestamp() - interval '1 hour'`,
      [ago],
    );
  }
  await openDays(test.db);
}

describe('days of the outbox', () => {
  it('are open ahead, and the rest stays empty', async () => {
    expect(await partitions()).toEqual(
      [...(await Promise.all([0, -1, -2, -3].map(dayName))), 'outbox_rest'].map((name) => `bus.${name}`),
    );
    const vacuumed = `SELECT FROM pg_class JOIN pg_inherits ON inhrelid = oid WHERE inhparent = 'bus.outbox'::regclass
      AND NOT coalesce('autovacuum_vacuum_insert_threshold=-1' = ANY (reloptions), false)`;
    expect(await test.db.query(vacuumed)).toEqual([]);
    await test.db.query('SELECT bus.open_outbox_day((clock_timestamp() AT TIME ZONE $1)::date + 9)', ['UTC']);
    expect(await test.db.query(vacuumed)).toEqual([]);
    await append([activity('07606', 1)]);
    expect(await test.db.query('SELECT FROM bus.outbox_rest')).toEqual([]);
    expect(await openDays(test.db)).toBe(0);
  });

  it('takes events of a day that nobody opened into the rest, and from there into the day, in their order', async () => {
    await test.db.query(`DROP TABLE bus.${await dayName(0)}`);
    await append([activity('07606', 1), activity('07606', 2)]);
    expect(await test.db.query('SELECT FROM bus.outbox_rest')).toHaveLength(2);
    expect(await openDays(test.db)).toBe(1);
    expect(await test.db.query('SELECT FROM bus.outbox_rest')).toEqual([]);
    await append([activity('07606', 3)]);
    const revs: number[] = [];
    await log.subscribe({
      group: 'readers',
      handlers: { [TYPE]: async (events) => void revs.push(...events.map(({ rev }) => rev)) },
    });
    // Transactions of other suites on the same server hold the horizon back for a while.
    await eventually(() => expect(revs).toEqual([1, 2, 3]), { withinMs: 30_000 });
  });

  it('go once their keep time is over and every group has passed them, also one that reads nothing of them', async () => {
    await oldDays([5, 4, 2]);
    let applied = 0;
    expect(await dropPassedDays(test.db)).toEqual({ dropped: [], held: [] }); // nobody has read yet
    const idle = await log.subscribe({ group: 'idle', handlers: { 'indicator.changed.v1': async () => undefined } });
    const reading = await log.subscribe({
      group: 'reading',
      handlers: { [TYPE]: async (events) => void (applied += events.length) },
    });
    await eventually(() => expect(applied).toBe(120));
    await test.db.query(`INSERT INTO bus.consumer_offset (consumer_group, source, slot) VALUES ('gone', 'outbox', 0)`);
    const [five, four] = [await dayName(5), await dayName(4)];
    await eventually(async () => {
      expect(await dropPassedDays(test.db)).toEqual({
        dropped: [],
        held: [five, four].map((table) => ({ table, heldBy: ['gone'] })),
      });
    });
    await test.db.query(`DELETE FROM bus.consumer_offset WHERE consumer_group = 'gone'`);
    expect(await dropPassedDays(test.db)).toEqual({ dropped: [five, four], held: [] });
    expect(await partitions()).toContain(`bus.${await dayName(2)}`);
    await append([activity('07606', 121)]);
    await eventually(() => expect(applied).toBe(121));
    await Promise.all([idle.stop(), reading.stop()]);
  });

  it('stay while something of them waits for a group that is away', async () => {
    await oldDays([5]);
    await test.db.query(
      `INSERT INTO bus.consumer_offset (consumer_group, source, slot, xid, pos)
SELECT 'away', 'outbox', s, xid, pos FROM generate_series(0, 7) s, (SELECT xid, pos FROM bus.outbox ORDER BY xid DESC, pos DESC OFFSET 1 LIMIT 1) o`,
    );
    expect((await dropPassedDays(test.db)).held).toEqual([{ table: await dayName(5), heldBy: ['away'] }]);
  });

  it('go while many write and read, none of whom waits long or fails', async () => {
    await oldDays([5, 4, 3]);
    const seen = new Set<number>();
    await log.subscribe({ group: 'readers', handlers: { [TYPE]: async (events) => events.forEach(({ rev }) => seen.add(rev)) } });
    await eventually(() => expect(seen.size).toBe(120));
    let [rev, longest, stop] = [1_000, 0, false];
    const writer = async (): Promise<void> => {
      while (!stop) {
        const began = performance.now();
        const mine = rev++;
        await test.db.transaction(async (tx) => {
          await log.append(tx, [activity('07606', mine)]);
          await tx.query('SELECT pg_sleep(0.02)');
        });
        longest = Math.max(longest, performance.now() - began);
      }
    };
    const writers = [writer(), writer(), writer()];
    const dropped: string[] = [];
    await eventually(async () => {
      dropped.push(...(await dropPassedDays(test.db)).dropped);
      expect(dropped).toHaveLength(3);
    }).finally(() => (stop = true));
    await Promise.all(writers);
    expect(longest).toBeLessThan(1_500);
    await eventually(() => expect(seen.size).toBe(120 + rev - 1_000));
  });
});

it('an outbox that was one table becomes the first day, and goes on where its readers stood', async () => {
  const old = await emptyTestDatabase();
  try {
    const known = await readMigrations();
    const split = known.findIndex(({ name }) => name.endsWith('_outbox_days'));
    await migrate(old.url, undefined, known.slice(0, split));
    await old.db.query(`INSERT INTO bus.outbox (lane, type, subject, key, rev, data, time)
SELECT 5, '${TYPE}', 's', 'k', n, '{}', clock_timestamp() - make_interval(days => 30 - n) FROM generate_series(1, 30) n`);
    await migrate(old.url, undefined, known);
    const [before] = await old.db.query<{ pos: string }>('SELECT max(pos) AS pos FROM bus.outbox');
    await old.db.query(`INSERT INTO bus.outbox (lane, type, subject, key, rev, data) VALUES (5, '${TYPE}', 's', 'k', 31, '{}')`);
    const [after] = await old.db.query<{ pos: string; rows: number }>(
      'SELECT max(pos) AS pos, count(*)::int AS rows FROM bus.outbox',
    );
    expect(after).toEqual({ pos: String(Number(before!.pos) + 1), rows: 31 });
    expect(await old.db.query('SELECT FROM bus.outbox_rest')).toEqual([]);
  } finally {
    await old.drop();
  }
});
