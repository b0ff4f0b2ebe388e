import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { NewEvent } from '@chitieu/contracts';
import { BatchTransport, eventLogFor, FakeEventLog, type EventLog } from '@chitieu/messaging';
import { prismaClient, type PrismaClient } from '@chitieu/persistence';
import { createLogger, FixedClock, ProblemFilter } from '@chitieu/runtime';
import { eventually, testDatabase, type TestDatabase } from '@chitieu/testing';
import { AlertingModule } from '../alerting.module.js';
import { seedRules } from '../judging/alert-rules.js';
import { OnClockTick } from '../on-clock-tick.js';
import { Channels } from '../telling/channels.js';
import { RecordingLog } from './recording-log.js';

const GROUP = 'alerting';
const TOLD_BY = {
  ...{ CHITIEU_ALERT_WEBHOOK_URL: 'http://127.0.0.1:1/', CHITIEU_ALERT_WEBHOOK_SECRET: 'a secret of ours' },
  ...{ CHITIEU_SMTP_URL: 'smtp://127.0.0.1:1', CHITIEU_SMTP_FROM: 'chitieu@example.vn' },
};

/** `memory`: the bus hands over at once. Otherwise what `CHITIEU_BUS` may say. */
export type StoryBus = 'memory' | 'outbox' | `kafka://${string}`;

/** The alerting module, whole, on a real database, with a clock that stands until the story moves it. */
export class StoryStage {
  readonly clock = new FixedClock(new Date(0));
  readonly log: RecordingLog;
  private tick!: OnClockTick;
  private rev = 0;

  private constructor(
    readonly database: TestDatabase,
    private readonly tables: PrismaClient,
    private readonly bus: EventLog,
    private readonly channels: Channels,
  ) {
    this.log = new RecordingLog(bus, this.clock);
  }

  private app!: NestFastifyApplication;

  static async open(bus: StoryBus = 'memory'): Promise<StoryStage> {
    const database = await testDatabase();
    const logger = createLogger('story', process.env['CHITIEU_LOG_LEVEL'] ?? 'silent');
    const log =
      bus === 'memory' ? new FakeEventLog() : eventLogFor({ bus, database: database.db, logger, consumerName: 'story' });
    const stage = new StoryStage(database, prismaClient(database.url), log, new Channels(TOLD_BY));
    const { clock, tables } = stage;
    const module = AlertingModule.of({ database: database.db, tables, log: stage.log, clock });
    const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
      logger: false,
      abortOnError: false,
    });
    app.useGlobalFilters(new ProblemFilter(logger));
    app.connectMicroservice({ strategy: new BatchTransport(stage.log, { group: GROUP }) }, { inheritAppConfig: true });
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
    stage.app = app;
    return stage;
  }

  /** As on the first day of an installation. */
  async reset(): Promise<void> {
    const tables = await this.database.db.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'alerting'`,
    );
    await this.database.db.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
    await seedRules(this.database.db);
    this.log.emitted.length = 0;
    this.restart();
  }

  /** The process forgets what it had in memory. */
  restart(): void {
    this.tick = new OnClockTick(this.database.db, this.log, this.clock, this.channels);
  }

  /** Everything that the product does each second. */
  async look(): Promise<void> {
    await this.tick.run();
  }

  nextRev(): number {
    return ++this.rev;
  }

  /** Returns once alerting has settled the events. */
  async publish(events: NewEvent[]): Promise<void> {
    const { db } = this.database;
    await db.transaction((tx) => this.bus.append(tx, events));
    const { bus } = this;
    if (bus instanceof FakeEventLog) return db.transaction((tx) => bus.deliver(tx));
    await eventually(async () => (await bus.lag()).every((lag) => lag.events === 0), { withinMs: 30_000, everyMs: 10 });
  }

  async call<T>(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object): Promise<{ status: number; body: T }> {
    const sent = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await fetch(`${await this.app.getUrl()}/api/v1/${path}`, { method, ...sent });
    return { status: answer.status, body: (await answer.json()) as T };
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.bus.close();
    await this.tables.$disconnect();
    await this.database.drop();
  }
}
