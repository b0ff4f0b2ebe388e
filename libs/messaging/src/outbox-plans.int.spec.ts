import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { testDatabase, type TestDatabase } from '@chitieu/testing';
import { outboxLag } from './outbox-lag.js';
import { moveIdleSlots } from './outbox-place.js';
import { outboxPressure } from './outbox-pressure.js';
import { readOutbox, waitingSlots } from './outbox-table.js';
import { OutboxWatch } from './outbox-watch.js';

jest.setTimeout(60_000);
let test: TestDatabase;
let watch: OutboxWatch;

/** 60,000 events of three days, and a group that stands before the last hundred. */
beforeAll(async () => {
  test = await testDatabase();
  watch = new OutboxWatch(test.db, 'test');
  await test.db.query(
    `SELECT bus.open_outbox_day((clock_timestamp() AT TIME ZONE 'UTC')::date + n) FROM generate_series(4, 6) n`,
  );
  for (const ahead of [4, 5, 6])
    await test.db.query(
      `INSERT INTO bus.outbox (lane, type, subject, key, rev, data, time)
SELECT n % 64, 'activity.reported.v1', 's', 'k', n, '{}', clock_timestamp() + make_interval(days => $1) FROM generate_series(1, 20000) n`,
      [ahead],
    );
  await test.db.query(`INSERT INTO bus.consumer_offset (consumer_group, source, slot, xid, pos)
SELECT g.name, 'outbox', s, o.xid, o.pos FROM (VALUES ('sliced', 7), ('whole', 0)) AS g (name, last) CROSS JOIN LATERAL generate_series(0, g.last) s,
  (SELECT xid, pos FROM bus.outbox ORDER BY xid DESC, pos DESC OFFSET 100 LIMIT 1) o`);
});
afterAll(async () => {
  await watch.close();
  await test.drop();
});

const here = { xid: '0', pos: '0' };

/** Every question that is asked often, of a table the planner knows nothing about and of one it knows. */
const QUESTIONS: [string, (reader: OutboxWatch['reader']) => Promise<unknown>][] = [
  ['read a slice', (reader) => readOutbox(reader, 8, 3, here, [], 50)],
  ['read the whole', (reader) => readOutbox(reader, 1, 0, here, [], 50)],
  [
    'who waits, in slices',
    (reader) => waitingSlots(reader, 'sliced', 8, new Map([0, 1, 2, 3, 4, 5, 6, 7].map((slot) => [slot, '0'])), []),
  ],
  ['who waits, of the whole', (reader) => waitingSlots(reader, 'whole', 1, new Map([[0, '0']]), [])],
  ['the lag of slices', (reader) => outboxLag(reader, 'sliced', [], 8)],
  ['the lag of the whole', (reader) => outboxLag(reader, 'whole', [], 1)],
  ['the pressure', (reader) => outboxPressure(reader, 1_000)],
  ['idle slots', (reader) => moveIdleSlots(reader, 'nobody', 8, [0, 1], '1')],
];

const blocksRead = async (): Promise<number> => {
  await test.db.query('SELECT pg_stat_force_next_flush()');
  const [row] = await test.db.query<{ blocks: string }>(
    `SELECT sum(heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read) AS blocks FROM pg_statio_user_tables WHERE schemaname = 'bus'`,
  );
  return Number(row!.blocks);
};

for (const analyzed of [false, true]) {
  it.each(QUESTIONS)(`touches a few pages a day: %s${analyzed ? ', analyzed' : ''}`, async (_name, ask) => {
    if (analyzed) await test.db.query('ANALYZE');
    for (let round = 0; round < 7; round++) await ask(watch.reader); // a named statement has its general plan by then
    await watch.reader.query('SELECT pg_stat_force_next_flush()');
    const before = await blocksRead();
    for (let round = 0; round < 10; round++) await ask(watch.reader);
    for (let i = 0; i < 3; i++) await watch.reader.query('SELECT pg_stat_force_next_flush()');
    expect((await blocksRead()) - before).toBeLessThan(10 * 500); // one scan of the 60,000 is over 1,000 blocks
  });
}
