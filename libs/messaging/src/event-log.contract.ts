import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { laneOf } from '@chitieu/domain';
import type { BusEvent, NewEvent } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import { eventually, testDatabase, type TestDatabase } from '@chitieu/testing';
import { activity, poison, TYPE } from './activities.fixture.js';
import type { BatchHandler, EventLog, Subscription } from './event-log.js';

/** Makes a bus on the database. Each call is another process's: own connections, own membership. */
export type MakeLog = (database: TestDatabase['db'], backlogBound?: number) => EventLog;

const GROUP = 'indicator-calculation';

/** Writes each event as often as it is handed over: a row too many is an event applied twice. */
const record: BatchHandler = async (events, tx) => {
  await tx.query(`INSERT INTO applied (key, rev, lane) SELECT * FROM unnest($1::text[], $2::bigint[], $3::int[])`, [
    events.map(({ key }) => key),
    events.map(({ rev }) => rev),
    events.map(({ lane }) => lane),
  ]);
};

/** What every adapter of the bus has to keep. The same handlers, the same database, another carrier. */
export function eventLogContract(makeLog: MakeLog): void {
  jest.setTimeout(60_000);
  let test: TestDatabase;
  let open: EventLog[];

  beforeEach(async () => {
    test = await testDatabase();
    open = [];
    await test.db.query('CREATE TABLE applied (n bigint GENERATED ALWAYS AS IDENTITY, key text, rev bigint, lane int)');
  });
  afterEach(async () => {
    await Promise.all(open.map((log) => log.close()));
    await test.drop();
  });

  const newLog = (backlogBound?: number): EventLog => {
    const log = makeLog(test.db, backlogBound);
    open.push(log);
    return log;
  };
  const append = (log: EventLog, events: NewEvent[], tx?: Tx) =>
    tx ? log.append(tx, events) : test.db.transaction((own) => log.append(own, events));
  const subscribe = (log: EventLog, handler: BatchHandler = record, more: Partial<Subscription> = {}) =>
    log.subscribe({ group: GROUP, handlers: { [TYPE]: handler }, ...more });
  const appliedRows = () => test.db.query<{ key: string; rev: string }>('SELECT key, rev FROM applied ORDER BY n');
  const appliedCount = async () => (await appliedRows()).length;
  const reached = (count: number) => eventually(async () => (await appliedCount()) >= count, { withinMs: 30_000 });

  it('keeps the order of a lane', async () => {
    const log = newLog();
    const communes = ['07606', '07603', '07591', '07573', '00001'];
    for (let rev = 1; rev <= 40; rev++)
      await append(
        log,
        communes.map((commune) => activity(commune, rev)),
      );
    await subscribe(log, record, { maxBatch: 7 });
    await reached(200);
    const rows = await appliedRows();
    for (const commune of communes) {
      const revs = rows.filter(({ key }) => key === commune).map(({ rev }) => Number(rev));
      expect(revs).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    }
  });

  it('hands over what was appended, with lane, id and time', async () => {
    const log = newLog();
    const seen: BusEvent[] = [];
    await subscribe(log, async (events) => void seen.push(...events));
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await append(log, [
      { ...activity('07606', 3), traceparent },
      { ...activity('07606', 4), lane: 9 },
    ]);
    await eventually(() => expect(seen).toHaveLength(2), { withinMs: 30_000 });
    const [first, second] = [...seen].sort((a, b) => a.rev - b.rev);
    expect(first).toMatchObject({ ...activity('07606', 3), traceparent, lane: laneOf('07606') });
    expect(first!.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(Math.abs(Date.now() - Date.parse(first!.time))).toBeLessThan(60_000);
    expect(second!.lane).toBe(9);
  });

  it('redelivers what crashed between the handler and the commit, applied once in effect', async () => {
    const log = newLog();
    let crashes = 3;
    await subscribe(log, async (events, tx) => {
      await record(events, tx);
      if (crashes-- > 0) throw Object.assign(new Error('Connection terminated'), { code: 'ECONNRESET' });
    });
    await append(log, [activity('07606', 1), activity('07606', 2)]);
    await reached(2);
    await append(log, [activity('07606', 3)]);
    await reached(3);
    expect((await appliedRows()).map(({ rev }) => rev)).toEqual(['1', '2', '3']);
    expect(await test.db.query('SELECT FROM bus.dead_letter')).toEqual([]);
  });

  it('does not lose an earlier transaction that commits late', async () => {
    const log = newLog();
    await subscribe(log);
    await append(log, [activity('07603', 1)]);
    await reached(1);
    await test.db.transaction(async (early) => {
      await append(log, [activity('07606', 1)], early);
      await append(log, [activity('07606', 2)]);
      await append(log, [activity('07603', 2)]);
      await delay(600); // long enough for every reader to look, several times, while the first is open
    });
    await reached(4);
    expect((await appliedRows()).map(({ key, rev }) => `${key}:${rev}`).sort()).toEqual([
      '07603:1',
      '07603:2',
      '07606:1',
      '07606:2',
    ]);
  });

  it('lets no second consumer of the group apply anything twice', async () => {
    const first = newLog();
    const second = newLog();
    const slow: BatchHandler = async (events, tx) => {
      await record(events, tx);
      await tx.query('SELECT pg_sleep(0.01)');
    };
    await Promise.all([subscribe(first, slow, { maxBatch: 20 }), subscribe(second, slow, { maxBatch: 20 })]);
    for (let rev = 1; rev <= 20; rev++) {
      await append(
        first,
        Array.from({ length: 64 }, (_, lane) => ({ ...activity(`c${lane}`, rev), lane })),
      );
    }
    await reached(1280);
    const [row] = await test.db.query('SELECT count(*)::int AS rows, count(DISTINCT (key, rev))::int AS events FROM applied');
    expect(row).toEqual({ rows: 1280, events: 1280 });
  });

  it('goes on when consumers join and leave', async () => {
    const producer = newLog();
    const stay = newLog();
    await subscribe(stay);
    let rev = 0;
    const appendSome = async () => {
      rev += 1;
      await append(
        producer,
        Array.from({ length: 64 }, (_, lane) => ({ ...activity(`c${lane}`, rev), lane })),
      );
    };
    await appendSome();
    const guest = await subscribe(newLog());
    for (let i = 0; i < 10; i++) await appendSome();
    await guest.stop();
    for (let i = 0; i < 5; i++) await appendSome();
    await reached(16 * 64);
    const rows = await appliedRows();
    expect(new Set(rows.map((row) => `${row.key}:${row.rev}`)).size).toBe(16 * 64);
    expect(rows).toHaveLength(16 * 64);
  });

  it('goes on behind its offset after a restart', async () => {
    const before = newLog();
    const running = await subscribe(before);
    await append(before, [activity('07606', 1)]);
    await reached(1);
    await running.stop();
    await append(before, [activity('07606', 2)]);
    await subscribe(newLog());
    await reached(2);
    expect((await appliedRows()).map(({ rev }) => rev)).toEqual(['1', '2']);
  });

  it('sets poison aside with its reason, and its neighbours flow', async () => {
    const log = newLog();
    await subscribe(log, async (events, tx) => {
      await record(events, tx);
      for (const { rev } of events) {
        if (rev === 66) await tx.query('SELECT 1 / 0');
        if (rev === 67) throw new Error('no such unit');
      }
      const refused = events.filter(({ rev }) => rev === 68);
      return { dead: refused.map((event) => ({ event, detail: 'not now' })), dropped: { stale: 1 } };
    });
    const good = (rev: number) => activity('07606', rev);
    await append(log, [good(1), good(66), good(2), good(67), good(3), good(68), good(4)]);
    await append(log, poison());
    await append(log, [good(5)]);
    await eventually(async () => expect((await appliedRows()).some(({ rev }) => rev === '5')).toBe(true), { withinMs: 30_000 });
    await eventually(async () => {
      const dead = await test.db.query<{ subject: string; reason: string }>(
        `SELECT DISTINCT payload::json ->> 'subject' AS subject, reason FROM bus.dead_letter ORDER BY 1, 2`,
      );
      expect(dead.map(({ subject, reason }) => `${subject} ${reason}`)).toEqual([
        'activity:07606-66 handler-failed',
        'activity:07606-67 handler-failed',
        'activity:07606-68 rejected-by-handler',
        'poison:bad-data malformed',
        'poison:no-key malformed',
        'poison:nul malformed',
        'poison:too-large too-large',
        'poison:unknown-type unknown-type',
        'poison:unknown-version unknown-version',
      ]);
    });
    expect((await appliedRows()).map(({ rev }) => rev)).toEqual(['1', '2', '3', '68', '4', '5']);
  });

  it('shows a tail only what is new, and remembers nothing of it', async () => {
    const log = newLog();
    await subscribe(log);
    await append(log, [activity('07606', 1)]);
    await reached(1);
    const groups = () => test.db.query('SELECT DISTINCT consumer_group FROM bus.consumer_offset ORDER BY 1');
    const before = await groups();
    const seen: number[] = [];
    const tail = await log.tail([TYPE], ({ rev }) => void seen.push(rev));
    await append(log, [activity('07606', 2), activity('07603', 3)]);
    await eventually(() => expect([...seen].sort()).toEqual([2, 3]), { withinMs: 30_000 });
    await tail.stop();
    expect(await groups()).toEqual(before);
  });

  it('tells how far a group is behind', async () => {
    const log = newLog();
    const running = await subscribe(log, async () => {
      throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    });
    await append(log, [activity('07606', 1), activity('07606', 2)]);
    await eventually(
      async () => {
        const [lag] = await log.lag();
        expect(lag).toMatchObject({ group: GROUP, events: 2 });
        expect(lag!.seconds).toBeGreaterThan(0);
        expect(lag!.lanes).toEqual([{ lane: laneOf('07606'), events: 2, seconds: expect.any(Number) }]);
      },
      { withinMs: 30_000 },
    );
    await running.stop();
    await subscribe(log);
    await reached(2);
    await eventually(async () => expect(await log.lag()).toEqual([{ group: GROUP, events: 0, seconds: 0, lanes: [] }]));
  });

  it('tells whoever appends when too much waits, also while nobody reads', async () => {
    const reading = newLog();
    const running = await subscribe(reading);
    await append(reading, [activity('07606', 1)]);
    await reached(1);
    await running.stop();
    const sender = newLog(10);
    const pressure = (events: number, bounded: boolean) =>
      eventually(async () => expect(await sender.pressure()).toEqual({ events, bounded }), { withinMs: 30_000 });
    const foreign: NewEvent = { ...activity('07606', 99), type: 'indicator.changed.v1' } as never;
    await append(sender, [...[2, 3, 4].map((rev) => activity('07606', rev)), ...Array(8).fill(foreign)]);
    await pressure(3, false);
    await append(
      sender,
      [5, 6, 7, 8].flatMap((rev) => [activity('07606', rev), activity('07603', rev - 4)]),
    );
    await pressure(11, true);
    await subscribe(newLog());
    await reached(12);
    await pressure(0, false);
  });
}
