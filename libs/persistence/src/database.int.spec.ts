import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually, testDatabase, type TestDatabase } from '@chitieu/testing';
import { Database, errorCode, isTransient } from './index.js';

function signal(): { given: Promise<void>; give: () => void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}

jest.setTimeout(120_000); // a server is started on a machine that may be busy

describe('Database', () => {
  let database: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    database = await testDatabase();
    db = database.db;
    await db.query('CREATE TABLE public.counter (id int PRIMARY KEY, n int NOT NULL CHECK (n >= 0))');
    await db.query('INSERT INTO public.counter VALUES (1, 0), (2, 0)');
  });
  afterAll(() => database.drop());

  const failureOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('calls a terminated backend transient, and hands out a working connection next', async () => {
    const failure = await failureOf(db.transaction((tx) => tx.query('SELECT pg_terminate_backend(pg_backend_pid())')));
    expect(failure).toBeInstanceOf(Error);
    expect(isTransient(failure)).toBe(true);
    expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('calls the victim of a deadlock transient', async () => {
    const firstHolds = signal();
    const secondHolds = signal();
    const add = (id: number) => `UPDATE public.counter SET n = n + 1 WHERE id = ${id}`;
    const one = db.transaction(async (tx) => {
      await tx.query(add(1));
      firstHolds.give();
      await secondHolds.given;
      await tx.query(add(2));
    });
    const two = db.transaction(async (tx) => {
      await firstHolds.given;
      await tx.query(add(2));
      secondHolds.give();
      await tx.query(add(1));
    });
    const failures = (await Promise.all([failureOf(one), failureOf(two)])).filter((failure) => failure !== undefined);
    expect(failures.map(errorCode)).toEqual(['40P01']);
    expect(isTransient(failures[0])).toBe(true);
  });

  it('calls a refused connection transient', async () => {
    const nobody = new Database('postgresql://127.0.0.1:1/none', 'test', 1);
    expect(isTransient(await failureOf(nobody.query('SELECT 1')))).toBe(true);
    await nobody.close();
  });

  it.each([
    ['a broken rule', 'UPDATE public.counter SET n = -1 WHERE id = 1', '23514'],
    ['a repeated key', 'INSERT INTO public.counter VALUES (1, 0)', '23505'],
    ['a wrong statement', 'SELEC 1', '42601'],
    ['a number too large', `SELECT '99999999999'::int`, '22003'],
  ])('does not call %s transient', async (_what, statement, code) => {
    const failure = await failureOf(db.query(statement));
    expect(errorCode(failure)).toBe(code);
    expect(isTransient(failure)).toBe(false);
  });

  it('rolls back what a failed transaction wrote', async () => {
    const before = await db.query('SELECT n FROM public.counter WHERE id = 1');
    await failureOf(
      db.transaction(async (tx) => {
        await tx.query('UPDATE public.counter SET n = 99 WHERE id = 1');
        throw new Error('changed my mind');
      }),
    );
    expect(await db.query('SELECT n FROM public.counter WHERE id = 1')).toEqual(before);
  });

  it('wakes a listener at a notification, also after its connection was cut', async () => {
    let wakes = 0;
    const stop = await db.listen('bell', () => void wakes++);
    expect(wakes).toBe(1);
    await db.query('NOTIFY bell');
    await eventually(() => wakes >= 2);
    await db.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'listen' AND datname = current_database()`,
    );
    await eventually(() => wakes >= 3);
    await stop();
  });
});
