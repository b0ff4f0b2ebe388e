import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createLogger } from '@chitieu/runtime';
import { eventually, testDatabase, type TestDatabase } from '@chitieu/testing';
import { activity, TYPE } from './activities.fixture.js';
import { OutboxLog } from './event-log.outbox.js';

let test: TestDatabase;
beforeAll(async () => void (test = await testDatabase()), 60_000);
afterAll(() => test.drop());

/** A process of the built library that is slow in the middle of a batch. */
const SLOW_READER = `
  const { eventLogFor } = await import('@chitieu/messaging');
  const { Database } = await import('@chitieu/persistence');
  const { createLogger } = await import('@chitieu/runtime');
  const database = new Database(process.argv[1], 'slow reader', 5);
  const log = eventLogFor({ bus: 'outbox', database, logger: createLogger('slow reader', 'silent'), consumerName: 'slow reader' });
  const handler = async (events, tx) => {
    console.log('in a batch');
    for (const { key, rev } of events) {
      await tx.query('INSERT INTO applied (key, rev, who) VALUES ($1, $2, $3)', [key, rev, 'slow']);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  await log.subscribe({ group: 'readers', handlers: { '${TYPE}': handler } });
  setInterval(() => undefined, 1000);`;

it('loses its slice to another process within five seconds, and adds nothing when it goes on', async () => {
  await test.db.query('CREATE TABLE applied (key text, rev bigint, who text)');
  const log = new OutboxLog({ database: test.db, logger: createLogger('test', 'silent'), consumerName: 'test' });
  const child = spawn(process.execPath, ['--input-type=module', '-e', SLOW_READER, test.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await test.db.transaction((tx) =>
      log.append(
        tx,
        Array.from({ length: 20 }, (_, i) => activity('07606', i + 1)),
      ),
    );
    await once(child.stdout, 'data');
    child.kill('SIGSTOP');
    const stoppedAt = performance.now();
    const left = await log.subscribe({
      group: 'readers',
      handlers: {
        [TYPE]: async (events, tx) => {
          for (const { key, rev } of events) await tx.query('INSERT INTO applied VALUES ($1, $2, $3)', [key, rev, 'other']);
        },
      },
    });
    const applied = () => test.db.query<{ rev: string; who: string }>('SELECT rev, who FROM applied ORDER BY rev');
    await eventually(async () => expect(await applied()).toHaveLength(20), { withinMs: 20_000 });
    expect(performance.now() - stoppedAt).toBeLessThan(5_500);
    await left.stop();
    child.kill('SIGCONT');
    await test.db.transaction((tx) => log.append(tx, [activity('07606', 21)]));
    await eventually(async () => expect(await applied()).toHaveLength(21), { withinMs: 20_000 });
    const rows = await applied();
    expect(rows.map(({ rev }) => Number(rev))).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
    expect(rows.map(({ who }) => who)).toEqual([...Array<string>(20).fill('other'), 'slow']);
  } finally {
    child.kill('SIGKILL');
    await log.close();
  }
}, 60_000);
