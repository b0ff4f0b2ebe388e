import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { laneOf } from '@chitieu/domain';
import { deadLetterTopicOf, topicOf, type BusEvent, type NewEvent } from '@chitieu/contracts';
import { createLogger } from '@chitieu/runtime';
import { describeWithKafka, eventually, testDatabase, type TestDatabase } from '@chitieu/testing';
import kafkajs, { type Kafka, type Message } from 'kafkajs';
import { KafkaLog } from './event-log.kafka.js';

const TYPE = 'activity.reported.v1';
const LANE = laneOf('07606');
const activity = (rev: number): NewEvent => ({
  type: TYPE,
  subject: `activity:A-${rev}`,
  key: '07606',
  rev,
  data: { activityId: `A-${rev}`, ver: 1, orgUnit: '07606', heldOn: '2024-03-01', kind: 'meeting', count: 1, qualifier: 'exact' },
});

/** What only a broker can do to a consumer. The contract suite holds for both carriers. */
describeWithKafka('on the broker itself', (address) => {
  jest.setTimeout(60_000);
  let test: TestDatabase;
  let kafka: Kafka;
  let logs: KafkaLog[];
  let seen: BusEvent[];

  beforeEach(async () => {
    test = await testDatabase();
    kafka = new kafkajs.Kafka({ brokers: [address], logLevel: kafkajs.logLevel.NOTHING });
    logs = [];
    seen = [];
  });
  afterEach(async () => {
    await Promise.all(logs.map((log) => log.close()));
    await test.drop();
  });

  const newLog = (): KafkaLog => {
    const logger = createLogger('test', 'silent');
    const onFatal = (reason: string): void => {
      throw new Error(reason);
    };
    logs.push(new KafkaLog({ bus: `kafka://${address}`, database: test.db, logger, consumerName: 'test', onFatal }));
    return logs.at(-1)!;
  };
  const subscribe = (log: KafkaLog) =>
    log.subscribe({ group: 'readers', handlers: { [TYPE]: async (events) => void seen.push(...events) } });
  const append = (log: KafkaLog, ...events: NewEvent[]) => test.db.transaction((tx) => log.append(tx, events));
  const revs = () => seen.map(({ rev }) => rev);
  const produce = async (messages: Message[]): Promise<void> => {
    const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.LegacyPartitioner });
    await producer.connect();
    await producer.send({ topic: topicOf(TYPE), messages: messages.map((message) => ({ partition: LANE, ...message })) });
    await producer.disconnect();
  };
  /** A consumer of the topic from now on, as another program would be. */
  const listenTo = async (topic: string): Promise<{ messages: kafkajs.KafkaMessage[]; stop(): Promise<void> }> => {
    const messages: kafkajs.KafkaMessage[] = [];
    const consumer = kafka.consumer({ groupId: `listener-${Math.random()}` });
    const joined = new Promise<void>((resolve) => consumer.on(consumer.events.FETCH, () => resolve()));
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: false });
    await consumer.run({ autoCommit: false, eachMessage: async ({ message }) => void messages.push(message) });
    await joined;
    return { messages, stop: () => consumer.disconnect() };
  };

  it('carries CloudEvents in binary mode, on the lane of the key', async () => {
    const log = newLog();
    await subscribe(log);
    const listener = await listenTo(topicOf(TYPE));
    await append(log, activity(1));
    const message = await eventually(() => {
      const mine = listener.messages.find(({ headers }) => headers?.['ce_subject']?.toString() === 'activity:A-1');
      expect(mine).toBeDefined();
      return mine!;
    });
    const headers = Object.fromEntries(Object.entries(message.headers!).map(([name, value]) => [name, value!.toString()]));
    expect(headers).toMatchObject({ ce_specversion: '1.0', ce_type: TYPE, ce_rev: '1', 'content-type': 'application/json' });
    expect(headers['ce_source']).toMatch(/^\/chitieu\/outbox\/[0-9a-f-]{36}$/);
    expect(message.key!.toString()).toBe('07606');
    expect(JSON.parse(message.value!.toString())).toEqual(activity(1).data);
    await eventually(() => expect(seen[0]?.lane).toBe(LANE));
    await listener.stop();
  });

  it('sets aside what no outbox could hold, and tells the dead-letter topic', async () => {
    const log = newLog();
    await subscribe(log);
    const listener = await listenTo(deadLetterTopicOf(TYPE));
    const headers = { ce_specversion: '1.0', ce_type: TYPE, ce_rev: '1' };
    const good = JSON.stringify(activity(1).data);
    await produce([
      { key: '07606', value: '{"activityId": ', headers: { ...headers, ce_id: 'half' } },
      { key: '07606', value: Buffer.from([0x22, 0xff, 0xfe, 0x22]), headers: { ...headers, ce_id: 'bytes' } },
      { key: '07606', value: 'a\u0000b', headers: { ...headers, ce_id: 'nul\u0000' } },
      { key: '07606', value: null, headers: { ...headers, ce_id: 'empty' } },
      { key: null, value: good, headers: { ...headers, ce_id: 'no-key' } },
      { key: '07606', value: good, headers: { ...headers, ce_id: 'rev', ce_rev: '1e400' } },
      { key: '07606', value: good, headers: { ...headers, ce_id: 'spec', ce_specversion: '9' } },
      { key: '07606', value: good, headers: { ...headers, ce_id: 'version', ce_type: 'activity.reported.v99' } },
      { key: '07606', value: good },
    ]);
    await append(log, activity(2));
    await eventually(() => expect(revs()).toEqual([2]), { withinMs: 30_000 });
    const dead = await test.db.query<{ event_id: string; reason: string }>(
      'SELECT event_id, reason FROM bus.dead_letter ORDER BY 1',
    );
    expect(dead.map(({ event_id, reason }) => `${event_id.replace(/\/\d+$/, '')} ${reason}`)).toEqual([
      'bytes malformed',
      `${topicOf(TYPE)}/${LANE} malformed`,
      'empty malformed',
      'half malformed',
      'no-key malformed',
      'nul\ufffd malformed',
      'rev malformed',
      'spec malformed',
      'version unknown-version',
    ]);
    // Other suites' outboxes share the topic.
    const [own] = await test.db.query<{ source: string }>(`SELECT '/chitieu/outbox/' || id AS source FROM bus.identity`);
    const told = () => listener.messages.filter(({ headers: theirs }) => theirs?.['ce_source']?.toString() === own!.source);
    await eventually(() => expect(told().length).toBe(9));
    expect(told()[0]!.headers!['dead_reason']!.toString()).toBe('malformed');
    await listener.stop();
  });

  it('believes the database, not the offset that Kafka holds', async () => {
    const first = newLog();
    const running = await subscribe(first);
    await append(first, activity(1), activity(2), activity(3));
    await eventually(() => expect(revs()).toEqual([1, 2, 3]), { withinMs: 30_000 });
    await running.stop();
    const [row] = await test.db.query<{ pos: string }>(
      `UPDATE bus.consumer_offset SET pos = pos - 2 WHERE consumer_group = 'readers' AND slot = ${LANE} RETURNING pos::text AS pos`,
    );
    expect(Number(row!.pos)).toBeGreaterThan(0);
    await subscribe(newLog());
    await eventually(() => expect(revs()).toEqual([1, 2, 3, 2, 3]), { withinMs: 30_000 });
  });

  it('leaves alone what another database sent to the same topics', async () => {
    const log = newLog();
    await subscribe(log);
    const headers = {
      ce_specversion: '1.0',
      ce_type: TYPE,
      ce_rev: '9',
      ce_source: '/chitieu/outbox/00000000-0000-4000-8000-000000000000',
    };
    await produce([{ key: '07606', value: JSON.stringify(activity(9).data), headers }]);
    await append(log, activity(1));
    await eventually(() => expect(revs()).toEqual([1]), { withinMs: 30_000 });
    expect(await test.db.query('SELECT FROM bus.dead_letter')).toEqual([]);
  });
});
