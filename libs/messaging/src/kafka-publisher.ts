import { deadLetterTopicOf, topicOf, type EventType } from '@chitieu/contracts';
import kafkajs, { type Message, type Producer, type TopicMessages } from 'kafkajs';
import type { Arrival } from './arrival.js';
import { toWire } from './cloud-events.js';
import type { DeadLetter } from './dead-letters.js';
import type { KafkaCluster } from './kafka-cluster.js';

/**
 * Idempotent, one request at a time: what a broker repeats or reorders stays in order within a partition. After a failure
 * the producer is made anew, because its sequence numbers may no longer be the broker's.
 */
export class KafkaPublisher {
  private connected: Promise<Producer> | undefined;

  constructor(private readonly cluster: KafkaCluster) {}

  /** Resolves when every replica in sync has the events. */
  async publish(arrivals: Arrival[]): Promise<void> {
    const source = await this.cluster.source();
    const byTopic = new Map<string, Message[]>();
    for (const arrival of arrivals) {
      const topic = topicOf(arrival.type as EventType);
      const messages = byTopic.get(topic);
      if (messages) messages.push(toWire(arrival, source));
      else byTopic.set(topic, [toWire(arrival, source)]);
    }
    await this.send([...byTopic].map(([topic, messages]) => ({ topic, messages })));
  }

  async publishDead(letters: DeadLetter[]): Promise<void> {
    const source = await this.cluster.source();
    const messages = letters.map(({ arrival, reason, detail }) => {
      const message = toWire(arrival, source);
      const headers = { ...message.headers, dead_reason: reason, dead_detail: detail.slice(0, 1_000) };
      const topic = deadLetterTopicOf(arrival.source.replace(topicOf('' as EventType), '') as EventType);
      return { topic, messages: [{ ...message, headers, partition: 0 }] };
    });
    await this.send(messages);
  }

  async close(): Promise<void> {
    const producer = await this.connected?.catch(() => undefined);
    await producer?.disconnect().catch(() => undefined);
  }

  private async send(topicMessages: TopicMessages[]): Promise<void> {
    if (topicMessages.length === 0) return;
    this.connected ??= this.connect();
    try {
      const producer = await this.connected;
      await producer.sendBatch({ topicMessages, acks: -1, compression: kafkajs.CompressionTypes.GZIP });
    } catch (error) {
      const broken = this.connected;
      this.connected = undefined;
      void broken.then((producer) => producer.disconnect()).catch(() => undefined);
      throw error;
    }
  }

  private async connect(): Promise<Producer> {
    await this.cluster.ready();
    const producer = this.cluster.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner:
        () =>
        ({ message }) =>
          message.partition ?? 0,
      retry: { retries: 3 },
    });
    await producer.connect();
    return producer;
  }
}
