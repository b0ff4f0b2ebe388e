import type { BusEvent, EventType, WrittenEvent } from '@chitieu/contracts';
import type { Database, Tx } from '@chitieu/persistence';
import type { Logger, Repeated } from '@chitieu/runtime';
import { applyBatch } from './apply-batch.js';
import { applyWithRetry } from './apply-with-retry.js';
import { foreignTypes } from './arrival.js';
import { showLag } from './bus-metrics.js';
import { watchDeadLetters } from './dead-letter-watch.js';
import { EventLog, type Lag, type Pressure, type Running, type Subscription } from './event-log.js';
import { OutboxConsumer } from './outbox-consumer.js';
import { watchLag } from './lag-watch.js';
import { outboxLag } from './outbox-lag.js';
import { BACKLOG_BOUND, outboxPressure } from './outbox-pressure.js';
import { appendToOutbox, SLICES } from './outbox-table.js';
import { OutboxTail } from './outbox-tail.js';
import { OutboxWatch } from './outbox-watch.js';
import { recentAnswer } from './recent-answer.js';

export interface OutboxLogOptions {
  database: Database;
  logger: Logger;
  /** Shows in pg_stat_activity. */
  consumerName: string;
  backlogBound?: number | undefined;
  /** Done as long as the log is open. */
  rounds?: Repeated[];
  slices?: number;
  concurrency?: number;
}

export const MAX_BATCH = 2_000;

/** The bus on PostgreSQL alone: the outbox is the log. */
export class OutboxLog extends EventLog {
  private readonly watch: OutboxWatch;
  private readonly running = new Set<Running>();
  private readonly stopWatchingLag = watchLag(() => this.lag());
  private readonly askPressure = recentAnswer(() => this.countPressure());
  private readonly groups = new Map<string, EventType[]>();

  constructor(private readonly options: OutboxLogOptions) {
    super();
    this.watch = new OutboxWatch(options.database, options.consumerName);
  }

  async appendWritten(tx: Tx, events: WrittenEvent[]): Promise<void> {
    await appendToOutbox(tx, events);
  }

  async subscribe({ group, handlers, maxBatch = MAX_BATCH }: Subscription): Promise<Running> {
    const { database, logger, slices = SLICES, concurrency = 3 } = this.options;
    const leftOut = foreignTypes(Object.keys(handlers) as EventType[]);
    this.groups.set(group, leftOut);
    const consumer = new OutboxConsumer(database, this.watch.reader, logger, {
      group,
      slices,
      concurrency,
      maxBatch,
      leftOut,
      apply: (place, stopped) =>
        applyWithRetry({ group, logger, stopped }, (careful) => applyBatch(database, { group, handlers }, place, careful)),
    });
    return this.keep(consumer, [watchDeadLetters({ group, handlers, database, logger })]);
  }

  async tail(types: EventType[], each: (event: BusEvent) => void): Promise<Running> {
    return this.keep(new OutboxTail(this.watch.reader, this.options.logger, types, each));
  }

  async lag(): Promise<Lag[]> {
    const lags = await Promise.all(
      [...this.groups].map(([group, leftOut]) => outboxLag(this.watch.reader, group, leftOut, this.options.slices ?? SLICES)),
    );
    lags.forEach(showLag);
    return lags;
  }

  pressure(): Promise<Pressure> {
    return this.askPressure();
  }

  async close(): Promise<void> {
    this.stopWatchingLag();
    await Promise.all((this.options.rounds ?? []).map((round) => round.stop()));
    await Promise.all([...this.running].map((running) => running.stop()));
    await this.watch.close();
  }

  private async countPressure(): Promise<Pressure> {
    const bound = this.options.backlogBound ?? BACKLOG_BOUND;
    const events = await outboxPressure(this.watch.reader, bound);
    return { events, bounded: events > bound };
  }

  private async keep(reading: OutboxConsumer | OutboxTail, beside: Running[] = []): Promise<Running> {
    await this.watch.add(reading);
    await reading.start();
    const running = {
      stop: async () => {
        this.watch.remove(reading);
        this.running.delete(running);
        await Promise.all([reading, ...beside].map((each) => each.stop()));
      },
    };
    this.running.add(running);
    return running;
  }
}
