import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { LANES } from '@chitieu/domain';
import { createLogger } from '@chitieu/runtime';
import { describeWithKafka, eventually, testDatabase, type TestDatabase } from '@chitieu/testing';
import { activity } from './activities.fixture.js';
import { KafkaLog } from './event-log.kafka.js';

const MEMBER = fileURLToPath(new URL('../dist/lane-member.fixture.js', import.meta.url));

/** Behind the fence nobody applies what another has applied: a lane's offset only ever moves forward. */
const WITNESS = [
  'CREATE TABLE not_forward (source text, slot int, was bigint, became bigint)',
  `CREATE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN INSERT INTO not_forward VALUES (OLD.source, OLD.slot, OLD.pos, NEW.pos); RETURN NULL; END $$`,
  `CREATE TRIGGER witness AFTER UPDATE ON bus.consumer_offset FOR EACH ROW
   WHEN (NEW.consumer_group = 'members' AND NEW.pos <= OLD.pos) EXECUTE FUNCTION witness()`,
];

/** Built processes that share the lanes of a group on a real broker, under a trickle of events for every lane. */
describeWithKafka('processes that share lanes', (address) => {
  jest.setTimeout(240_000);
  let test: TestDatabase;
  let children: ChildProcess[];
  let producer: KafkaLog;
  let sending: boolean;
  let sent: Promise<void>;
  let rev: number;

  beforeEach(async () => {
    test = await testDatabase();
    await test.db.query('CREATE TABLE applied (lane int, rev bigint, pid int, at timestamptz DEFAULT clock_timestamp())');
    for (const statement of WITNESS) await test.db.query(statement);
    children = [];
    const logger = createLogger('test', 'silent');
    const onFatal = (reason: string): void => {
      throw new Error(reason);
    };
    producer = new KafkaLog({ bus: `kafka://${address}`, database: test.db, logger, consumerName: 'producer', onFatal });
    rev = 0;
    sending = true;
    sent = send();
  });
  afterEach(async () => {
    sending = false;
    await sent;
    for (const child of children) child.kill('SIGKILL');
    await producer.close();
    await test.drop();
  });

  async function send(): Promise<void> {
    while (sending) {
      rev += 1;
      const events = Array.from({ length: LANES }, (_, lane) => ({ ...activity(`c${lane}`, rev), lane }));
      await test.db.transaction((tx) => producer.append(tx, events));
      await delay(100);
    }
  }
  async function start(): Promise<ChildProcess> {
    const child = fork(MEMBER, [test.url, `kafka://${address}`], { execArgv: [] });
    children.push(child);
    await once(child, 'message');
    return child;
  }
  async function leave(child: ChildProcess): Promise<void> {
    const ended = once(child, 'exit');
    child.send('stop');
    await ended;
  }
  /** Each of them, and nobody else, was the last to apply something of some lane. */
  const sharedBy = (...expected: ChildProcess[]) =>
    eventually(
      async () => {
        const rows = await test.db.query<{ pid: number }>('SELECT DISTINCT ON (lane) pid FROM applied ORDER BY lane, rev DESC');
        expect(rows).toHaveLength(LANES);
        expect(new Set(rows.map(({ pid }) => pid))).toEqual(new Set(expected.map(({ pid }) => pid)));
      },
      { withinMs: 30_000, everyMs: 100 },
    );
  /**
   * The longest that a lane of this process stood still since then, in seconds, less the longest that any other lane did:
   * that much is the pace of the machine.
   */
  const standstillOf = async ({ pid }: ChildProcess, since: Date): Promise<number> => {
    const [row] = await test.db.query<{ moved: number; others: number }>(
      `WITH gaps AS (SELECT lane, at, at - lag(at) OVER (PARTITION BY lane ORDER BY at) AS gap FROM applied),
            its AS (SELECT DISTINCT lane FROM applied WHERE pid = $2 AND at BETWEEN $1::timestamptz - interval '1 s' AND $1)
       SELECT extract(epoch FROM max(gap) FILTER (WHERE lane IN (TABLE its)))::float8 AS moved,
              coalesce(extract(epoch FROM max(gap) FILTER (WHERE lane NOT IN (TABLE its))), 0)::float8 AS others
       FROM gaps WHERE at > $1`,
      [since, pid],
    );
    return row!.moved - row!.others;
  };
  const expectEachOnce = async (): Promise<void> => {
    sending = false;
    await sent;
    const applied = () => test.db.query<{ events: number }>('SELECT count(DISTINCT (lane, rev))::int AS events FROM applied');
    await eventually(async () => expect((await applied())[0]!.events).toBe(rev * LANES), { withinMs: 20_000 });
    // A relay that stood still may publish again what another has published: those are other offsets, and no harm.
    expect(await test.db.query('SELECT * FROM not_forward')).toEqual([]);
  };

  it('halves them, and a member that leaves hands its own over', async () => {
    const first = await start();
    await sharedBy(first);
    const second = await start();
    await sharedBy(first, second);
    const at = new Date();
    await leave(first);
    await sharedBy(second);
    expect(await standstillOf(first, at)).toBeLessThan(5);
    await expectEachOnce();
  });

  it('takes over from one that was killed', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    await sharedBy(first, second);
    const at = new Date();
    first.kill('SIGKILL');
    await sharedBy(second);
    expect(await standstillOf(first, at)).toBeLessThan(5);
    await expectEachOnce();
  });

  it('goes on at once in a process started after a kill', async () => {
    const first = await start();
    await sharedBy(first);
    const at = new Date();
    first.kill('SIGKILL');
    const second = await start();
    const started = (Date.now() - at.getTime()) / 1_000;
    await sharedBy(second);
    expect((await standstillOf(first, at)) - started).toBeLessThan(2.5);
    await expectEachOnce();
  });

  it('takes over from one that stands still, and gives back what it had when it goes on', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    await sharedBy(first, second);
    const at = new Date();
    first.kill('SIGSTOP');
    await sharedBy(second);
    expect(await standstillOf(first, at)).toBeLessThan(5);
    await delay(8_000 - (Date.now() - at.getTime()));
    first.kill('SIGCONT');
    await sharedBy(first, second);
    await expectEachOnce();
  });

  it('loses and doubles nothing while members come, go and are killed', async () => {
    const stays = await start();
    for (let i = 0; i < 3; i++) {
      const [leaves, dies] = await Promise.all([start(), start()]);
      await delay(600);
      dies.kill('SIGKILL');
      await leave(leaves);
    }
    await sharedBy(stays);
    await expectEachOnce();
  });
});
