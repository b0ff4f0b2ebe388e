import { LANES } from '@chitieu/domain';
import { deadLetterTopicOf, EVENT_TYPES, topicOf } from '@chitieu/contracts';
import type { Database } from '@chitieu/persistence';
import type { Logger } from '@chitieu/runtime';
import kafkajs, { type Admin, type ITopicConfig } from 'kafkajs';
import { backOffMs, pause } from './back-off.js';
import { sourceOf } from './cloud-events.js';
import type { BrokerAddress } from './kafka-connection.js';
import { outboxId } from './kafka-origin.js';
import type { Partition } from './kafka-partition.js';

const DAY_MS = 86_400_000;
const KEEP_EVENTS_MS = 7 * DAY_MS;
const KEEP_DEAD_LETTERS_MS = 30 * DAY_MS;
/** An event of the largest size, with its headers. */
const MAX_MESSAGE_BYTES = 2_097_152;

/** A broker, and the partitions that it leads. */
export interface Leader extends BrokerAddress {
  partitions: Partition[];
}

/** The brokers named in the settings: one admin connection, and the topics this program needs. */
export class KafkaCluster {
  /** All that this program writes to. */
  readonly topics = wantedTopics().map(({ topic }) => topic);
  private readonly admin: Admin;
  private prepared: Promise<string> | undefined;

  constructor(
    private readonly database: Database,
    bus: string,
    readonly clientId: string,
    private readonly logger: Logger,
    private readonly stopped: AbortSignal,
  ) {
    const kafka = new kafkajs.Kafka({
      clientId,
      brokers: brokersOf(bus),
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      retry: { initialRetryTime: 100, maxRetryTime: 5_000, retries: 8 },
      logLevel: kafkajs.logLevel.WARN,
      logCreator: () => (entry) => logger.debug({ kafka: entry.log, namespace: entry.namespace }, entry.log.message),
    });
    this.admin = kafka.admin();
  }

  /** Waits for a broker, for ever, and makes what topics are missing. Resolves to the id of this database's outbox. */
  async ready(): Promise<string> {
    this.prepared ??= this.prepare();
    return this.prepared;
  }

  /** `ce_source` of what this database sends. */
  async source(): Promise<string> {
    return sourceOf(await this.ready());
  }

  async offsets(topic: string): Promise<{ partition: number; low: number; high: number }[]> {
    await this.ready();
    const offsets = await this.admin.fetchTopicOffsets(topic);
    return offsets.map(({ partition, low, high }) => ({ partition, low: Number(low), high: Number(high) }));
  }

  async leaders(topics: string[]): Promise<Leader[]> {
    await this.ready();
    const { brokers } = await this.admin.describeCluster();
    const leaders = new Map<number, Leader>(brokers.map(({ nodeId, host, port }) => [nodeId, { host, port, partitions: [] }]));
    for (const { name, partitions } of (await this.admin.fetchTopicMetadata({ topics })).topics) {
      for (const { partitionId, leader } of partitions) {
        const found = leaders.get(leader);
        if (!found) throw new Error(`${name}/${partitionId} has no leader`);
        found.partitions.push({ topic: name, lane: partitionId });
      }
    }
    return [...leaders.values()].filter(({ partitions }) => partitions.length > 0);
  }

  async close(): Promise<void> {
    await this.admin.disconnect().catch(() => undefined);
  }

  private async prepare(): Promise<string> {
    for (let attempt = 0; !this.stopped.aborted; attempt++) {
      try {
        await this.admin.connect();
        const existing = await this.admin.listTopics();
        const missing = wantedTopics().filter(({ topic }) => !existing.includes(topic));
        if (missing.length > 0) await this.admin.createTopics({ topics: missing, waitForLeaders: true, timeout: 30_000 });
        return await outboxId(this.database, async (topic) => this.admin.fetchTopicOffsets(topic));
      } catch (error) {
        this.logger.warn({ attempt, error: (error as Error).message }, 'Kafka is not ready');
        await pause(backOffMs(attempt), this.stopped);
      }
    }
    throw new Error('stopped before Kafka was ready');
  }
}

export const brokersOf = (bus: string): string[] => bus.replace(/^kafka:\/\//, '').split(',');

const wantedTopics = (): ITopicConfig[] =>
  EVENT_TYPES.flatMap((type) => [
    { topic: topicOf(type), numPartitions: LANES, configEntries: kept(KEEP_EVENTS_MS) },
    { topic: deadLetterTopicOf(type), numPartitions: 1, configEntries: kept(KEEP_DEAD_LETTERS_MS) },
  ]);

const kept = (ms: number) => [
  { name: 'retention.ms', value: String(ms) },
  { name: 'max.message.bytes', value: String(MAX_MESSAGE_BYTES) },
];
