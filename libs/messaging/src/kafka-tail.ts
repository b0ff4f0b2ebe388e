import { randomUUID } from 'node:crypto';
import { topicOf, type BusEvent, type EventType } from '@chitieu/contracts';
import type { Consumer } from 'kafkajs';
import { open } from './arrival.js';
import { fromWire, isOfOtherOutbox } from './cloud-events.js';
import type { Running } from './event-log.js';
import type { KafkaCluster } from './kafka-cluster.js';

/** Reads every partition from its present end on, in a group of its own that is forgotten afterwards. */
export class KafkaTail implements Running {
  private readonly groupId = `tail-${randomUUID()}`;
  private readonly consumer: Consumer;
  /** Where to go on, also after the client has begun anew by itself. */
  private readonly positions = new Map<string, { topic: string; partition: number; next: number }>();

  constructor(
    private readonly cluster: KafkaCluster,
    private readonly types: EventType[],
    private readonly each: (event: BusEvent) => void,
  ) {
    this.consumer = cluster.kafka.consumer({
      groupId: this.groupId,
      maxWaitTimeInMs: 250,
      allowAutoTopicCreation: false,
      retry: { restartOnFailure: async () => true },
    });
  }

  async start(): Promise<this> {
    await this.cluster.ready();
    for (const topic of this.types.map(topicOf)) {
      for (const { partition, high } of await this.cluster.offsets(topic)) {
        this.positions.set(`${topic}/${partition}`, { topic, partition, next: high });
      }
    }
    const joined = new Promise<void>((resolve) => {
      this.consumer.on(this.consumer.events.GROUP_JOIN, () => {
        for (const { topic, partition, next } of this.positions.values()) {
          this.consumer.seek({ topic, partition, offset: String(next) });
        }
        resolve();
      });
    });
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: this.types.map(topicOf), fromBeginning: false });
    await this.run(await this.cluster.source());
    await joined;
    return this;
  }

  async stop(): Promise<void> {
    await this.consumer.disconnect();
    await this.cluster.forgetGroup(this.groupId);
  }

  private async run(source: string): Promise<void> {
    const handled = new Set(this.types);
    await this.consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch: { topic, partition, messages } }) => {
        for (const message of messages) {
          if (isOfOtherOutbox(message, source)) continue;
          const opened = open(fromWire({ topic, partition, message }), handled);
          if (opened && 'event' in opened) this.each(opened.event);
        }
        this.positions.get(`${topic}/${partition}`)!.next = Number(messages.at(-1)!.offset) + 1;
      },
    });
  }
}
