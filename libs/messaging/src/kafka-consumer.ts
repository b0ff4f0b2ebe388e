import { setTimeout as delay } from 'node:timers/promises';
import { LANES } from '@chitieu/domain';
import { topicOf, type EventType } from '@chitieu/contracts';
import type { Database } from '@chitieu/persistence';
import type { Logger } from '@chitieu/runtime';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { applyBatch } from './apply-batch.js';
import { applyWithRetry } from './apply-with-retry.js';
import { sourceOf } from './cloud-events.js';
import type { DeadLetter } from './dead-letters.js';
import type { Running, Subscription } from './event-log.js';
import type { KafkaCluster } from './kafka-cluster.js';
import { KafkaGather } from './kafka-gather.js';
import { openPartitions, readPositions } from './kafka-origin.js';
import { hasGap, KafkaPlace, lastOffset, type Part } from './kafka-place.js';
import { watchConsumer } from './kafka-watchdog.js';

export interface KafkaConsumerOptions {
  database: Database;
  cluster: KafkaCluster;
  logger: Logger;
  /** Called when the member cannot go on. */
  onFatal: (reason: string) => void;
  /** Told after the commit; the table has them already. */
  onDead: (letters: DeadLetter[]) => void;
}

const HINT_EVERY_MS = 1_000;
const HEARTBEAT_MS = 2_000;

/** One member of a consumer group. */
export class KafkaConsumer implements Running {
  readonly types: EventType[];
  readonly topics: string[];
  private readonly stopping = new AbortController();
  private consumer!: Consumer;
  private source = '';
  private readonly gather: KafkaGather;
  private readonly inHand = new Set<Part>();
  private stopWatching: () => void = () => undefined;
  private hintedAt = 0;
  /** Where the database stood when last seen: it only rises, so what lies below is never looked at again. */
  private positions = new Map<string, number>();

  constructor(
    private readonly options: KafkaConsumerOptions,
    private readonly subscription: Required<Subscription>,
  ) {
    this.types = Object.keys(subscription.handlers) as EventType[];
    this.topics = this.types.map(topicOf);
    this.gather = new KafkaGather(subscription.maxBatch, (parts) => this.apply(parts));
  }

  async start(): Promise<this> {
    const { database, cluster, onFatal } = this.options;
    const outboxId = await cluster.ready();
    this.source = sourceOf(outboxId);
    this.consumer = this.newMember(outboxId);
    await openPartitions(database, this.subscription.group, this.topics, LANES);
    this.positions = await readPositions(database, this.subscription.group, this.topics);
    this.beginWhereTheDatabaseStands();
    this.stopWatching = watchConsumer(this.consumer, onFatal);
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: this.topics, fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: LANES,
      eachBatch: (payload) => this.eachBatch(payload),
    });
    return this;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.stopWatching();
    await this.consumer.disconnect();
  }

  /** Age of the oldest event in hand, seconds: what is applied next is what waited longest. */
  oldestSeconds(now: number): number {
    const times = [...this.inHand].map(({ messages }) => Number(messages[0]!.timestamp));
    return times.length === 0 ? 0 : Math.max(0, (now - Math.min(...times)) / 1_000);
  }

  /** Once: later the broker's hint is the newer one, and `positions` guards what it gets wrong. */
  private beginWhereTheDatabaseStands(): void {
    const remove = this.consumer.on(this.consumer.events.GROUP_JOIN, ({ payload }) => {
      remove();
      for (const [topic, partitions] of Object.entries(payload.memberAssignment as Record<string, number[]>)) {
        for (const partition of partitions) {
          this.consumer.seek({ topic, partition, offset: String(this.positions.get(`${topic}/${partition}`) ?? 0) });
        }
      }
    });
  }

  private newMember(outboxId: string): Consumer {
    const { cluster } = this.options;
    return cluster.kafka.consumer({
      groupId: `${this.subscription.group}.${outboxId}`, // two databases on one broker are two worlds
      // A killed member's partitions stand still this long. Shorter, and a long garbage collection or a slow disk looks
      // like death and costs a rebalance; kafkajs has no static membership that would give the partitions back at once.
      sessionTimeout: 10_000,
      heartbeatInterval: HEARTBEAT_MS,
      rebalanceTimeout: 20_000,
      maxWaitTimeInMs: 250,
      maxBytes: 8_388_608,
      maxBytesPerPartition: 1_048_576,
      allowAutoTopicCreation: false,
      retry: {
        initialRetryTime: 100,
        maxRetryTime: 2_000,
        retries: 10,
        restartOnFailure: async () => !this.stopping.signal.aborted,
      },
    });
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, isRunning, isStale } = payload;
    const { maxBatch } = this.subscription;
    const { topic, partition } = batch;
    const position = this.positions.get(`${topic}/${partition}`) ?? 0;
    const ahead = batch.messages.filter(({ offset }) => Number(offset) >= position);
    if (ahead.length === 0) resolveOffset(batch.lastOffset());
    for (let from = 0; from < ahead.length && isRunning() && !isStale(); from += maxBatch) {
      const messages = ahead.slice(from, from + maxBatch);
      const part: Part = { topic, partition, messages, abandoned: false, gapAccepted: false };
      await this.applyBeating(part, payload);
      if (hasGap(part) && !(await this.mendGap(part, payload))) return;
      if (part.position === undefined || this.stopping.signal.aborted) return;
      resolveOffset(String(lastOffset(part)));
      this.positions.set(`${topic}/${partition}`, Math.max(part.position, lastOffset(part) + 1));
      await this.hint(payload);
    }
  }

  /** Waits for the part and tells the broker meanwhile that this member lives. */
  private async applyBeating(part: Part, { heartbeat }: EachBatchPayload): Promise<void> {
    this.inHand.add(part);
    const waiting = new AbortController();
    const applied = this.gather.add(part).finally(() => waiting.abort());
    applied.catch(() => undefined);
    try {
      while (!waiting.signal.aborted) {
        await delay(HEARTBEAT_MS / 2, undefined, { signal: waiting.signal }).catch(() => undefined);
        await heartbeat();
      }
      await applied;
    } catch (error) {
      part.abandoned = true;
      throw error;
    } finally {
      this.inHand.delete(part);
    }
  }

  private async apply(parts: Part[]): Promise<void> {
    const { database, logger, onDead } = this.options;
    const { group, handlers } = this.subscription;
    const place = new KafkaPlace(group, this.source, parts);
    const applied = await applyWithRetry({ group, logger, stopped: this.stopping.signal }, (careful) =>
      applyBatch(database, { group, handlers }, place, careful),
    );
    if (!applied) for (const part of parts) part.abandoned = true;
    if (applied?.dead.length) onDead(applied.dead);
  }

  /** True once the part is applied after all; false when the consumer has gone back to where the database stands. */
  private async mendGap(part: Part, payload: EachBatchPayload): Promise<boolean> {
    const { cluster, logger } = this.options;
    const { topic, partition, position } = part;
    const kept = (await cluster.offsets(topic)).find((offsets) => offsets.partition === partition);
    if (kept && kept.low <= position!) {
      logger.warn({ topic, partition, position }, 'the broker began elsewhere; going to where the database stands');
      this.consumer.seek({ topic, partition, offset: String(position) });
      return false;
    }
    logger.error(
      { topic, partition, position, kept: kept?.low },
      'the broker no longer keeps the next events; going on behind the gap',
    );
    part.gapAccepted = true;
    await this.applyBeating(part, payload);
    return true;
  }

  /** Kafka's own offset: where a member begins to fetch, and what tools show. */
  private async hint({ commitOffsetsIfNecessary, uncommittedOffsets }: EachBatchPayload): Promise<void> {
    if (Date.now() - this.hintedAt < HINT_EVERY_MS) return;
    this.hintedAt = Date.now();
    await commitOffsetsIfNecessary(uncommittedOffsets()).catch(() => undefined); // the next heartbeat tells of a rebalance
  }
}
