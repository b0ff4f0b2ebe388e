import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { laneOf } from '@chitieu/domain';
import type { DeadLetterOnWire } from '@chitieu/contracts';
import { createLogger } from '@chitieu/runtime';
import { eventually, testDatabase, type TestDatabase } from '@chitieu/testing';
import { activity, poison, TYPE } from './activities.fixture.js';
import { DeadLetterOperations } from './dead-letter-operations.js';
import type { MakeLog } from './event-log.contract.js';
import type { BatchHandler, EventLog } from './event-log.js';

const GROUP = 'indicator-calculation';
const IN_TIME = { withinMs: 30_000 };

/** Dead letters as an operator meets them, whichever carrier the events came by. */
export function deadLettersContract(makeLog: MakeLog): void {
  jest.setTimeout(90_000);
  let test: TestDatabase;
  let open: EventLog[];
  let operations: DeadLetterOperations;
  /** Revs that the handler cannot apply, until it is mended. */
  let refused: Set<number>;

  beforeEach(async () => {
    test = await testDatabase();
    open = [];
    refused = new Set();
    operations = new DeadLetterOperations(test.db, createLogger('test', 'silent'));
    await test.db.query('CREATE TABLE applied (rev bigint)');
    await test.db.query('CREATE TABLE total (n int)');
    await test.db.query('INSERT INTO total VALUES (0)');
  });
  afterEach(async () => {
    await Promise.all(open.map((log) => log.close()));
    await test.drop();
  });

  const newLog = (): EventLog => {
    open.push(makeLog(test.db));
    return open.at(-1)!;
  };
  const append = (log: EventLog, revs: number[]) =>
    test.db.transaction((tx) =>
      log.append(
        tx,
        revs.map((rev) => activity('07606', rev)),
      ),
    );
  /** Reads, then writes what it read and one more: right only while a lane has one writer. */
  const record: BatchHandler = async (events, tx) => {
    for (const { rev } of events) if (refused.has(rev)) throw new Error(`cannot apply ${rev} yet`);
    const [total] = await tx.query<{ n: number }>('SELECT n FROM total');
    await tx.query('SELECT pg_sleep(0.005)');
    await tx.query('UPDATE total SET n = $1', [total!.n + events.length]);
    await tx.query('INSERT INTO applied SELECT * FROM unnest($1::bigint[])', [events.map(({ rev }) => rev)]);
  };
  const subscribe = (log: EventLog, handler: BatchHandler = record) =>
    log.subscribe({ group: GROUP, handlers: { [TYPE]: handler } });
  const applied = async () =>
    (await test.db.query<{ rev: string }>('SELECT rev FROM applied ORDER BY rev')).map(({ rev }) => Number(rev));
  const letters = async (): Promise<DeadLetterOnWire[]> => (await operations.list({ group: GROUP, limit: 500 })).items;
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it('applies what was set aside once its cause is mended, exactly once, and its neighbours stay as they are', async () => {
    const log = newLog();
    refused = new Set([3, 5]);
    await subscribe(log);
    await append(log, range(1, 6));
    await eventually(async () => expect(await letters()).toHaveLength(2), IN_TIME);
    expect(await applied()).toEqual([1, 2, 4, 6]);
    expect(await letters()).toMatchObject(
      [5, 3].map((rev) => ({
        type: TYPE,
        key: '07606',
        lane: laneOf('07606'),
        reason: 'handler-failed',
        attempts: 1,
        replay: 'possible',
        detail: `cannot apply ${rev} yet`,
      })),
    );
    refused.delete(3);
    const asked = await operations.replay({ group: GROUP });
    expect(asked).toMatchObject({ requested: 2, refused: [] });
    await eventually(async () => expect(await letters()).toMatchObject([{ attempts: 2, replay: 'possible' }]), IN_TIME);
    expect(await applied()).toEqual([1, 2, 3, 4, 6]);
    const [left] = await letters();
    expect(Date.parse(left!.lastFailedAt)).toBeGreaterThan(Date.parse(left!.firstFailedAt));
    refused.clear();
    await operations.replay({ ids: [left!.id] });
    await eventually(async () => expect(await letters()).toEqual([]), IN_TIME);
    expect(await applied()).toEqual(range(1, 6));
    expect(await test.db.query('SELECT n FROM total')).toEqual([{ n: 6 }]);
  });

  it('keeps each kind of poison with its reason, tries again what is whole, and says what is not', async () => {
    const log = newLog();
    await subscribe(log);
    await append(log, [1]);
    await test.db.transaction((tx) => log.append(tx, poison()));
    await test.db.query(
      `INSERT INTO bus.outbox (lane, type, subject, key, rev, data) VALUES
        ($1, $2, 'poison:huge-number', '07606', 1, '{"activityId":"x","ver":1,"count":1e400}'),
        ($1, $2, 'poison:five-megabytes', '07606', 1, json_build_object('note', repeat('x', 5 * 1048576)))`,
      [laneOf('07606'), TYPE],
    );
    await append(log, [2]);
    const seen = () =>
      test.db.query<{ subject: string; reason: string; attempts: number; complete: boolean }>(
        `SELECT DISTINCT payload::json ->> 'subject' AS subject, reason, max(attempts) AS attempts, complete
FROM bus.dead_letter GROUP BY 1, 2, 4 ORDER BY 1`,
      );
    const expected = (attempts: number) => [
      { subject: 'poison:bad-data', reason: 'malformed', attempts, complete: true },
      { subject: 'poison:five-megabytes', reason: 'too-large', attempts: 1, complete: false },
      { subject: 'poison:huge-number', reason: 'malformed', attempts, complete: true },
      { subject: 'poison:no-key', reason: 'malformed', attempts, complete: true },
      { subject: 'poison:nul', reason: 'malformed', attempts, complete: true },
      { subject: 'poison:too-large', reason: 'too-large', attempts: 1, complete: false },
      { subject: 'poison:unknown-type', reason: 'unknown-type', attempts, complete: true },
      { subject: 'poison:unknown-version', reason: 'unknown-version', attempts, complete: true },
    ];
    await eventually(async () => expect(await seen()).toEqual(expected(1)), IN_TIME);
    await eventually(async () => expect(await applied()).toEqual([1, 2]), IN_TIME);

    const all = (await operations.list({ limit: 500 })).items;
    const answer = await operations.replay({ ids: [...all.map(({ id }) => id), '999999999'] });
    const incomplete = all.filter(({ reason }) => reason === 'too-large').map(({ id }) => id);
    expect(answer.requested).toBe(all.length - incomplete.length);
    expect(new Set(answer.refused)).toEqual(
      new Set([...incomplete.map((id) => ({ id, reason: 'payload-incomplete' })), { id: '999999999', reason: 'not-found' }]),
    );
    await eventually(async () => expect(await seen()).toEqual(expected(2)), IN_TIME);
    expect(await applied()).toEqual([1, 2]);
  });

  it('applies what an older program did not know, once this one does', async () => {
    const log = newLog();
    await subscribe(log, async (events) => ({ dead: events.map((event) => ({ event, detail: 'not by this version' })) }));
    await append(log, [7]);
    await eventually(async () => expect(await letters()).toMatchObject([{ reason: 'rejected-by-handler' }]), IN_TIME);
    await log.close();
    open = [];
    await subscribe(newLog());
    await operations.replay({ group: GROUP, reason: 'rejected-by-handler' });
    await eventually(async () => expect(await applied()).toEqual([7]), IN_TIME);
    expect(await letters()).toEqual([]);
  });

  it('lets two processes replay beside the flow: nothing twice, and a lane keeps its one writer', async () => {
    const [first, second] = [newLog(), newLog()];
    refused = new Set(range(1, 120));
    await Promise.all([subscribe(first), subscribe(second)]);
    await append(first, range(1, 120));
    await eventually(async () => expect(await letters()).toHaveLength(120), IN_TIME);
    refused.clear();
    for (let rev = 201; rev <= 300; rev++) {
      await append(first, [rev]);
      if (rev % 10 === 0)
        await operations.replay({ ids: (await letters()).slice(0, 12).map(({ id }) => id) }).catch(() => undefined);
    }
    await eventually(async () => {
      await operations.replay({ group: GROUP });
      expect(await letters()).toEqual([]);
      expect(await applied()).toEqual([...range(1, 120), ...range(201, 300)]);
    }, IN_TIME);
    expect(await test.db.query('SELECT n FROM total')).toEqual([{ n: 220 }]);
  });

  it('repeats a replay that a fault broke off, applied once in effect', async () => {
    const log = newLog();
    let crashes = 2;
    refused = new Set([1]);
    await subscribe(log, async (events, tx) => {
      await record(events, tx);
      if (crashes-- > 0) throw Object.assign(new Error('Connection terminated'), { code: 'ECONNRESET' });
    });
    await append(log, [1]);
    await eventually(async () => expect(await letters()).toHaveLength(1), IN_TIME);
    refused.clear();
    await operations.replay({ group: GROUP });
    await eventually(async () => expect(await letters()).toEqual([]), IN_TIME);
    expect(await applied()).toEqual([1]);
  });
}
