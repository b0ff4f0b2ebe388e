import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { jobsFor, type Jobs } from '@chitieu/jobs';
import { FakeEventLog } from '@chitieu/messaging';
import { prismaClient, type PrismaClient } from '@chitieu/persistence';
import { createLogger, FixedClock } from '@chitieu/runtime';
import { eventually, testDatabase, type TestDatabase } from '@chitieu/testing';
import { asEvent, poorReduction } from '../judging/heard.example.js';
import { seedRules } from '../judging/alert-rules.js';
import { OnClockTick } from '../on-clock-tick.js';
import { OnIndicatorChanged } from '../on-indicator-changed.js';
import { AlertReader } from '../read-alerts.js';
import { Channels } from './channels.js';
import { QUEUES } from './deliver.js';
import { deliverByWebhook, signatureOf } from './deliver-by-webhook.js';
import { DeliveriesController } from './deliveries.controller.js';
import { HandOverDeliveries } from './hand-over-deliveries.js';

const SECRET = 'a secret of ours';
/** A Saturday; offices open on Monday. */
const NOON = Date.parse('2024-10-05T05:00:00.000Z');
const MONDAY = Date.parse('2024-10-07T00:30:00.000Z');
const EVERY_OPEN = { orgUnit: null, states: ['firing'], indicators: [], period: null, limit: 10, after: null } as const;

describe('telling by webhook, with a real queue and a real receiver', () => {
  let database: TestDatabase;
  let jobs: Jobs;
  let tables: PrismaClient;
  let receiver: Server;
  let answers: number[];
  let received: { headers: IncomingHttpHeaders; body: string }[];
  let handOver: HandOverDeliveries;
  const clock = new FixedClock(new Date(NOON));

  beforeAll(async () => {
    database = await testDatabase();
    await seedRules(database.db);
    tables = prismaClient(database.url);
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        response.writeHead(answers.shift() ?? 200).end();
      });
    }).listen(0, '127.0.0.1');
    await eventually(() => receiver.listening);
    jobs = jobsFor({ jobs: 'postgres', databaseUrl: database.url, logger: createLogger('test', 'silent') });
    await jobs.work(QUEUES.webhook, deliverByWebhook(tables, clock, channels().webhook!));
  });
  afterAll(async () => {
    await jobs.close();
    await new Promise((resolve) => receiver.close(resolve));
    await tables.$disconnect();
    await database.drop();
  });
  beforeEach(() => {
    answers = [];
    received = [];
    handOver = new HandOverDeliveries(tables, jobs, ['webhook'], 20);
  });
  afterEach(() => database.db.query('TRUNCATE alerting.observation, alerting.delivery, alerting.message_group, alerting.alert'));

  const channels = (): Channels =>
    new Channels({
      CHITIEU_ALERT_WEBHOOK_URL: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`,
      CHITIEU_ALERT_WEBHOOK_SECRET: SECRET,
    });

  async function fire(name = 'Xã Tân Mộc'): Promise<void> {
    clock.set(new Date(NOON));
    const log = new FakeEventLog();
    const handler = new OnIndicatorChanged(log, clock);
    await database.db.transaction((tx) => handler.on({ events: [asEvent(poorReduction(2, { name }))], tx }));
    const tick = new OnClockTick(database.db, log, clock, channels());
    for (const at of [NOON + 10_000, MONDAY]) {
      clock.set(new Date(at));
      await tick.run();
    }
  }

  const notification = async () => {
    const { items } = await new AlertReader(tables).list(EVERY_OPEN);
    return items[0]?.notifications.find(({ channel }) => channel === 'webhook');
  };

  it('comes again after 500s, signed each time, and is sent once', async () => {
    answers = [500, 503, 429];
    await fire();
    expect(await handOver.run(clock.now())).toBe(1);
    expect(await handOver.run(clock.now())).toBe(0);
    await eventually(async () => expect(await notification()).toMatchObject({ state: 'sent', attempts: 4 }));
    expect(received).toHaveLength(4);
    for (const { headers, body } of received) expect(headers['x-chitieu-signature']).toBe(signatureOf(body, SECRET));
    expect(new Set(received.map(({ headers }) => headers['x-chitieu-delivery'])).size).toBe(1);
  });

  it('speaks as Alertmanager does', async () => {
    await fire();
    await handOver.run(clock.now());
    await eventually(() => received.length === 1);
    expect(JSON.parse(received[0]!.body)).toMatchObject({
      version: '4',
      status: 'firing',
      commonLabels: { alertname: 'off-target', orgUnit: '07606', indicator: 'poor-reduction', period: '2024' },
      alerts: [{ status: 'firing', startsAt: '2024-10-05T05:00:10.000Z', endsAt: '0001-01-01T00:00:00Z' }],
    });
  });

  it('is failed at once, and visibly, where the receiver refuses for good', async () => {
    answers = [404];
    await fire();
    await handOver.run(clock.now());
    await eventually(async () => expect(await notification()).toMatchObject({ state: 'failed', attempts: 1 }));
    expect(received).toHaveLength(1);
  });

  it('once failed is sent again when somebody asks, and never when it has arrived', async () => {
    answers = [404];
    await fire();
    await handOver.run(clock.now());
    await eventually(async () => expect(await notification()).toMatchObject({ state: 'failed' }));
    const log = new DeliveriesController(database.db);
    const [failed] = (await log.list({ state: 'failed' })).items;
    expect(failed).toMatchObject({ channel: 'webhook', lastError: 'the receiver answered 404' });
    expect(await log.resend(failed!.id)).toMatchObject({ state: 'queued' });
    await handOver.run(clock.now());
    await eventually(async () => expect(await notification()).toMatchObject({ state: 'sent', attempts: 2 }));
    expect(received).toHaveLength(2);
    await expect(log.resend(failed!.id)).rejects.toMatchObject({ code: 'already-sent' });
    expect((await log.list({ state: 'failed' })).items).toEqual([]);
  });

  it('is failed after its last attempt', async () => {
    answers = Array.from({ length: 20 }, () => 500);
    await fire();
    await handOver.run(clock.now());
    await eventually(async () => expect(await notification()).toMatchObject({ state: 'failed', attempts: 8 }), {
      withinMs: 20_000,
    });
    const [{ last_error }] = (await database.db.query("SELECT last_error FROM alerting.delivery WHERE channel = 'webhook'")) as [
      { last_error: string },
    ];
    expect(last_error).toBe('the receiver answered 500');
  }, 30_000);

  it('holds a hostile name as text, in a header never', async () => {
    await fire('Xã "A"\r\nX-Evil: 1\u202e');
    await handOver.run(clock.now());
    await eventually(() => received.length === 1);
    expect(received[0]!.headers['x-evil']).toBeUndefined();
    expect(JSON.parse(received[0]!.body)).toMatchObject({ commonLabels: { orgUnitName: 'Xã "A" X-Evil: 1' } });
  });
});
