import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { laneOf } from '@chitieu/domain';
import { createLogger } from '@chitieu/runtime';
import { eventually, testDatabase, type TestDatabase } from '@chitieu/testing';
import { activity, TYPE } from './activities.fixture.js';
import { OutboxLog } from './event-log.outbox.js';
import { SLICES } from './outbox-table.js';

const EVENTS = 60;
/** A commune of the first slice, and one of the last. */
const [first, last] = [0, SLICES - 1].map((slot) =>
  Array.from({ length: 1_000 }, (_, i) => String(10_000 + i)).find((code) => laneOf(code) % SLICES === slot)!,
);

let test: TestDatabase;
let log: OutboxLog;
beforeAll(async () => {
  test = await testDatabase();
  log = new OutboxLog({ database: test.db, logger: createLogger('test', 'silent'), consumerName: 'test', concurrency: 1 });
});
afterAll(async () => {
  await log.close();
  await test.drop();
});

describe('slices of the outbox', () => {
  it('take turns: one that always has more to read does not keep the others waiting', async () => {
    const events = [...Array.from({ length: EVENTS }, (_, i) => activity(first!, i + 1)), activity(last!, 1)];
    await test.db.transaction((tx) => log.append(tx, events));
    const applied: string[] = [];
    await log.subscribe({
      group: 'readers',
      maxBatch: 1,
      handlers: { [TYPE]: async (batch) => void applied.push(...batch.map(({ key }) => key)) },
    });
    await eventually(() => applied.length === EVENTS + 1, { withinMs: 20_000 });
    expect(applied.indexOf(last!)).toBeLessThan(10);
  });
});
