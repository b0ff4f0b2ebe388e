import { keyOf, type Partition } from './kafka-partition.js';
import type { KafkaRecord } from './write-records.js';

export interface Outgoing extends Partition {
  record: KafkaRecord;
}

/** Records of one partition, in batches that the broker takes one at a time. */
export interface Batched extends Partition {
  batches: KafkaRecord[][];
  /** Of the last batch. */
  weight: number;
}

/** A batch has to stay below what a topic takes, should nothing in it compress and every letter take three bytes. */
const MAX_BATCH_WEIGHT = 500_000;
/** Headers, and what frames them. */
const HEADERS_WEIGHT = 500;

/** In the order given within a partition. */
export function batched(outgoing: Outgoing[]): Batched[] {
  const partitions = new Map<string, Batched>();
  for (const { topic, lane, record } of outgoing) {
    const key = keyOf({ topic, lane });
    let partition = partitions.get(key);
    if (!partition) partitions.set(key, (partition = { topic, lane, batches: [[]], weight: 0 }));
    const weight = record.value.length + HEADERS_WEIGHT;
    partition.weight += weight;
    if (partition.weight > MAX_BATCH_WEIGHT && partition.batches.at(-1)!.length > 0) {
      partition.batches.push([]);
      partition.weight = weight;
    }
    partition.batches.at(-1)!.push(record);
  }
  return [...partitions.values()];
}
