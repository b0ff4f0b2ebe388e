import { hostname } from 'node:os';
import { LANES } from '@chitieu/domain';
import { topicOf, type EventType } from '@chitieu/contracts';
import type { Database } from '@chitieu/persistence';
import type { Logger } from '@chitieu/runtime';
import { applyBatch } from './apply-batch.js';
import { applyWithRetry } from './apply-with-retry.js';
import { backOffMs, pause } from './back-off.js';
import type { DeadLetter } from './dead-letters.js';
import type { Running, Subscription } from './event-log.js';
import { KafkaBacklog } from './kafka-backlog.js';
import type { KafkaCluster } from './kafka-cluster.js';
import { moveBack, openPartitions, readPositions } from './kafka-origin.js';
import { keyOf } from './kafka-partition.js';
import { isAstray, KafkaPlace } from './kafka-place.js';
import { KafkaReader } from './kafka-reader.js';
import { Stream, type Part } from './kafka-stream.js';
import { watchReader } from './kafka-watchdog.js';
import { LaneLeases } from './lane-leases.js';

export interface KafkaConsumerOptions {
  database: Database;
  cluster: KafkaCluster;
  logger: Logger;
  /** Called when the member cannot go on. */
  onFatal: (reason: string) => void;
  /** Told after the commit; the table has them already. */
  onDead: (letters: DeadLetter[]) => void;
}

/** While PostgreSQL works on one transaction, this process reads and checks the events of another. */
const AT_A_TIME = 2;
/** A lane whose row another process still holds is looked at again after this long. */
const HELD_MS = 50;

/** One member of a group: reads the lanes it holds from where the database stands, and applies them. */
export class KafkaConsumer implements Running {
  readonly types: EventType[];
  readonly topics: string[];
  private readonly stopping = new AbortController();
  private readonly backlog: KafkaBacklog;
  private readonly reader: KafkaReader;
  private readonly leases: LaneLeases;
  private readonly applying = new Set<Promise<void>>();
  private lanes: ReadonlySet<number> = new Set();
  private stopWatching: () => void = () => undefined;

  constructor(
    private readonly options: KafkaConsumerOptions,
    private readonly subscription: Required<Subscription>,
  ) {
    const { cluster, logger, database } = options;
    this.types = Object.keys(subscription.handlers) as EventType[];
    this.topics = this.types.map(topicOf);
    const streams = this.topics.flatMap((topic) => Array.from({ length: LANES }, (_, lane) => new Stream(topic, lane)));
    this.backlog = new KafkaBacklog(streams);
    this.reader = new KafkaReader({
      cluster,
      logger,
      streams,
      isFull: () => this.backlog.isFull,
      received: (served) => this.received(served),
      outOfRange: (stream, kept) => this.outOfRange(stream, kept),
    });
    const name = `${cluster.clientId} ${hostname()} ${process.pid}`;
    this.leases = new LaneLeases(database.url, subscription.group, name, logger, (lanes) => this.own(lanes));
  }

  async start(): Promise<this> {
    const { database, cluster, onFatal } = this.options;
    await cluster.ready();
    await openPartitions(database, this.subscription.group, this.topics, LANES);
    await this.leases.start();
    await this.reader.start();
    this.stopWatching = watchReader(this.reader, onFatal);
    return this;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.stopWatching();
    await this.reader.stop();
    await Promise.all(this.applying);
    await this.leases.stop();
  }

  /** Age of the oldest event in hand, seconds. */
  oldestSeconds(now: number): number {
    const { oldest = now } = this.backlog;
    return Math.max(0, (now - oldest) / 1_000);
  }

  private own(lanes: ReadonlySet<number>): void {
    const before = this.lanes;
    this.lanes = lanes;
    this.backlog.end([...before].filter((lane) => !lanes.has(lane)));
    void this.begin([...lanes].filter((lane) => !before.has(lane)));
  }

  /** Reads the lanes from where the database stands. */
  private async begin(lanes: number[], afterMs = 0): Promise<void> {
    const { database, logger } = this.options;
    const { signal } = this.stopping;
    await pause(afterMs, signal);
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        const positions = await readPositions(database, this.subscription.group, this.topics);
        const streams = lanes.filter((lane) => this.lanes.has(lane)).flatMap((lane) => this.backlog.streamsOf(lane));
        for (const stream of streams) stream.begin(positions.get(keyOf(stream))!);
        return this.reader.wake();
      } catch (error) {
        logger.warn({ attempt, error: (error as Error).message }, 'where the group stands cannot be read');
        await pause(backOffMs(attempt), signal);
      }
    }
  }

  private received(streams: Stream[]): void {
    this.backlog.received(streams);
    this.applyWhatWaits();
  }

  private applyWhatWaits(): void {
    while (this.applying.size < AT_A_TIME && !this.stopping.signal.aborted) {
      const parts = this.backlog.take(this.subscription.maxBatch);
      if (parts.length === 0) return;
      const applied = this.apply(parts).finally(() => {
        this.applying.delete(applied);
        this.reader.wake();
        this.applyWhatWaits();
      });
      this.applying.add(applied);
    }
  }

  private async apply(parts: Part[]): Promise<void> {
    const { database, logger, onDead } = this.options;
    const { group, handlers } = this.subscription;
    const place = new KafkaPlace(group, parts);
    const applied = await applyWithRetry({ group, logger, stopped: this.stopping.signal }, (careful) =>
      applyBatch(database, { group, handlers }, place, careful),
    );
    this.backlog.release(parts);
    if (applied?.dead.length) onDead(applied.dead);
    const astray = new Set(applied ? parts.filter(isAstray).map(({ lane }) => lane) : []);
    if (astray.size === 0) return;
    this.backlog.end(astray);
    void this.begin([...astray], HELD_MS);
  }

  private async outOfRange(stream: Stream, { low, high }: { low: number; high: number }): Promise<void> {
    const { logger, database } = this.options;
    const { topic, lane, next } = stream;
    if (next! < low) {
      logger.error({ topic, lane, next, low }, 'the broker no longer keeps the next events; going on behind the gap');
      stream.skipTo(low);
    } else if (next! > high) {
      logger.error({ topic, lane, next, high }, 'the topic was emptied or made anew; reading it from its beginning');
      await moveBack(database, this.subscription.group, topic, lane, { from: high, to: low });
      stream.begin(low);
    }
  }
}
