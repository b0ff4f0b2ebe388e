import { deadLetterTopicOf, topicOf, type EventType } from '@chitieu/contracts';
import type { Arrival } from './arrival.js';
import { toRecord } from './cloud-events.js';
import type { DeadLetter } from './dead-letters.js';
import type { KafkaCluster } from './kafka-cluster.js';
import { batched, type Outgoing } from './kafka-batches.js';
import { KafkaConnection } from './kafka-connection.js';
import { keyOf } from './kafka-partition.js';
import { checkProduced, produceRequest, type Produced } from './kafka-produce.js';
import { writeRecords } from './write-records.js';

/**
 * Writes to the leaders of all partitions, one request each at a time: what is sent later never stands before what was sent
 * earlier. After a failure it connects anew, and what was not acknowledged is sent again by whoever sent it.
 */
export class KafkaPublisher {
  private readonly closing = new AbortController();
  private connected: Promise<Map<string, KafkaConnection>> | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly cluster: KafkaCluster) {}

  /** Resolves when every replica in sync has the events. */
  async publish(arrivals: Arrival[]): Promise<void> {
    const source = await this.cluster.source();
    await this.send(
      arrivals.map((arrival) => ({
        topic: topicOf(arrival.type as EventType),
        lane: arrival.lane,
        record: toRecord(arrival, source),
      })),
    );
  }

  async publishDead(letters: DeadLetter[]): Promise<void> {
    const source = await this.cluster.source();
    await this.send(
      letters.map(({ arrival, reason, detail }) => {
        const record = toRecord(arrival, source);
        record.headers.push(['dead_reason', reason], ['dead_detail', detail.slice(0, 1_000)]);
        return { topic: deadLetterTopicOf(arrival.source.replace(topicOf('' as EventType), '') as EventType), lane: 0, record };
      }),
    );
  }

  /** Cuts off what is under way. */
  close(): void {
    this.closing.abort();
  }

  private send(outgoing: Outgoing[]): Promise<void> {
    const sent = this.turn.then(() => this.sendNow(outgoing));
    this.turn = sent.catch(() => undefined);
    return sent;
  }

  private async sendNow(outgoing: Outgoing[]): Promise<void> {
    const partitions = batched(outgoing);
    for (let round = 0; ; round++) {
      const batches = partitions.flatMap(({ topic, lane, batches }) => {
        const records = batches[round];
        return records ? [{ topic, lane, batch: writeRecords(records) }] : [];
      });
      if (batches.length === 0) return;
      await this.produce(batches);
    }
  }

  private async produce(batches: Produced[]): Promise<void> {
    const connections = await this.connections();
    try {
      const parts = new Map<KafkaConnection, Produced[]>();
      for (const batch of batches) {
        const connection = connections.get(keyOf(batch));
        if (!connection) throw new Error(`${keyOf(batch)} has no leader`);
        parts.set(connection, [...(parts.get(connection) ?? []), batch]);
      }
      await Promise.all(
        [...parts].map(async ([connection, part]) =>
          checkProduced(await connection.request(produceRequest(this.cluster.clientId, part))),
        ),
      );
    } catch (error) {
      this.connected = undefined;
      for (const connection of connections.values()) connection.close();
      throw error;
    }
  }

  /** By partition. A connection that a broker closed, as it does with an idle one, is no failure yet. */
  private async connections(): Promise<Map<string, KafkaConnection>> {
    const before = await this.connected?.catch(() => undefined);
    if (before && [...before.values()].every(({ isOpen }) => isOpen)) return before;
    this.connected = this.connect();
    return this.connected;
  }

  private async connect(): Promise<Map<string, KafkaConnection>> {
    const opened = await Promise.allSettled(
      (await this.cluster.leaders(this.cluster.topics)).map(async (leader) => {
        const connection = await KafkaConnection.open(leader, this.closing.signal);
        return leader.partitions.map((partition) => [keyOf(partition), connection] as const);
      }),
    );
    const failed = opened.find((each) => each.status === 'rejected');
    const connections = new Map(opened.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])));
    if (!failed) return connections;
    for (const connection of connections.values()) connection.close();
    throw failed.reason;
  }
}
