import type { BusEvent, EventType, WrittenEvent } from '@chitieu/contracts';
import type { Database, Tx } from '@chitieu/persistence';
import type { Logger, Repeated } from '@chitieu/runtime';
import { foreignTypes, type Arrival } from './arrival.js';
import { showLag } from './bus-metrics.js';
import { together, watchDeadLetters } from './dead-letter-watch.js';
import type { DeadLetter } from './dead-letters.js';
import { EventLog, type Lag, type Pressure, type Running, type Subscription } from './event-log.js';
import { KafkaCluster } from './kafka-cluster.js';
import { KafkaConsumer } from './kafka-consumer.js';
import { lagOnTheWay, topicLag, topicPressure } from './kafka-lag.js';
import { KafkaPublisher } from './kafka-publisher.js';
import { KafkaTail } from './kafka-tail.js';
import { watchLag } from './lag-watch.js';
import { outboxLag, sumOfLanes } from './outbox-lag.js';
import { BACKLOG_BOUND, outboxPressure } from './outbox-pressure.js';
import { outboxRelay, RELAY, watchUnsent } from './outbox-relay.js';
import { appendToOutbox } from './outbox-table.js';
import { OutboxWatch } from './outbox-watch.js';
import { recentAnswer } from './recent-answer.js';

export interface KafkaLogOptions {
  /** `kafka://host:port,host:port` */
  bus: string;
  database: Database;
  logger: Logger;
  consumerName: string;
  backlogBound?: number | undefined;
  /** Done as long as the log is open. */
  rounds?: Repeated[];
  onFatal: (reason: string) => void;
}

/** Behind a backlog this many: what is combined in memory need not be written one by one. */
const MAX_BATCH = 5_000;

/** What is being sent may still be acknowledged, so that it is not sent again. */
const ENDS_WITHIN_MS = 2_000;

/** The bus on Kafka. An event still begins in the outbox, so that it leaves with the state it tells of or not at all. */
export class KafkaLog extends EventLog {
  private readonly stopping = new AbortController();
  private readonly cluster: KafkaCluster;
  private readonly publisher: KafkaPublisher;
  private readonly watch: OutboxWatch;
  private readonly relaying: Promise<Running>;
  private readonly consumers = new Map<string, KafkaConsumer>();
  private readonly running = new Set<Running>();
  private readonly askPressure = recentAnswer(() => this.countPressure());
  private readonly stopWatchingLag = watchLag(() => this.lag());

  constructor(private readonly options: KafkaLogOptions) {
    super();
    const { bus, database, logger, consumerName } = options;
    this.cluster = new KafkaCluster(database, bus, consumerName, logger, this.stopping.signal);
    this.publisher = new KafkaPublisher(this.cluster);
    this.watch = new OutboxWatch(database, consumerName);
    this.relaying = this.relay();
    this.relaying.catch(
      (error: Error) => !this.stopping.signal.aborted && options.onFatal(`the relay did not start: ${error.message}`),
    );
  }

  async appendWritten(tx: Tx, events: WrittenEvent[]): Promise<void> {
    await appendToOutbox(tx, events);
  }

  async subscribe(subscription: Subscription): Promise<Running> {
    const { database, logger, onFatal } = this.options;
    const { cluster } = this;
    const onDead = (letters: DeadLetter[]): void => this.tellDead(letters);
    const consumer = new KafkaConsumer({ database, cluster, logger, onFatal, onDead }, { maxBatch: MAX_BATCH, ...subscription });
    await consumer.start();
    this.consumers.set(subscription.group, consumer);
    return this.keep(together(consumer, watchDeadLetters({ ...subscription, database, logger })));
  }

  async tail(types: EventType[], each: (event: BusEvent) => void): Promise<Running> {
    return this.keep(await new KafkaTail(this.cluster, this.options.logger, types, each).start());
  }

  /** What is still in the outbox and what is in the topics, together. */
  async lag(): Promise<Lag[]> {
    const lags = [...this.consumers].map(async ([group, consumer]) => {
      const unsent = await outboxLag(this.watch.reader, RELAY, foreignTypes([...consumer.types]), 1);
      const inTopics = await topicLag(this.options.database, this.cluster, group, consumer.topics);
      const lag = sumOfLanes(group, lagOnTheWay(unsent, inTopics, consumer.oldestSeconds(Date.now())));
      showLag(lag);
      return lag;
    });
    return Promise.all(lags);
  }

  pressure(): Promise<Pressure> {
    return this.askPressure();
  }

  async close(): Promise<void> {
    this.stopWatchingLag();
    await Promise.all((this.options.rounds ?? []).map((round) => round.stop()));
    this.stopping.abort();
    await Promise.all([...this.running].map((running) => running.stop()));
    const cut = setTimeout(() => this.publisher.close(), ENDS_WITHIN_MS);
    await (await this.relaying.catch(() => undefined))?.stop();
    clearTimeout(cut);
    this.publisher.close();
    await this.cluster.close();
    await this.watch.close();
  }

  /** What the relay has not sent stands before every group; what is in the topics, before the slowest. */
  private async countPressure(): Promise<Pressure> {
    const bound = this.options.backlogBound ?? BACKLOG_BOUND;
    const unsent = await outboxPressure(this.watch.reader, bound, RELAY);
    const events = unsent > bound ? unsent : unsent + (await topicPressure(this.options.database, this.cluster));
    return { events, bounded: events > bound };
  }

  private async relay(): Promise<Running> {
    const { database, logger } = this.options;
    const publish = (arrivals: Arrival[]): Promise<void> => this.publisher.publish(arrivals);
    const relay = outboxRelay(database, this.watch.reader, logger, publish);
    await this.watch.add(relay);
    await relay.start();
    return together(relay, watchUnsent(database, logger, publish));
  }

  private tellDead(letters: DeadLetter[]): void {
    this.publisher
      .publishDead(letters)
      .catch((error: Error) => this.options.logger.warn({ error: error.message }, 'dead letters stand in the table only'));
  }

  private keep(reading: Running): Running {
    const running = {
      stop: async () => {
        this.running.delete(running);
        await reading.stop();
      },
    };
    this.running.add(running);
    return running;
  }
}
