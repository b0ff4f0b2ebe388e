import { ByteReader, ByteWriter } from './kafka-bytes.js';
import { NO_ERROR } from './kafka-fetch.js';
import { keyOf, type Partition } from './kafka-partition.js';

/** Produce, version 7: every broker since 2.1 speaks it, and in it lengths are plain. */
const PRODUCE = 0;
const VERSION = 7;
const NO_TRANSACTION = -1;
/** Every replica in sync has it. */
const ALL_REPLICAS = -1;
const STORED_WITHIN_MS = 10_000;

/** What goes to one partition with one request: the broker takes one batch. */
export interface Produced extends Partition {
  batch: Buffer;
}

export function produceRequest(clientId: string, produced: Produced[]): Buffer {
  const request = new ByteWriter().int16(PRODUCE).int16(VERSION).int32(0).string(clientId);
  request.int16(NO_TRANSACTION).int16(ALL_REPLICAS).int32(STORED_WITHIN_MS);
  const topics = new Map<string, Produced[]>();
  for (const part of produced) topics.set(part.topic, [...(topics.get(part.topic) ?? []), part]);
  request.int32(topics.size);
  for (const [topic, parts] of topics) {
    request.string(topic).int32(parts.length);
    for (const { lane, batch } of parts) request.int32(lane).int32(batch.length).bytes(batch);
  }
  return request.framed();
}

/** Throws for the first partition that did not take its batch. */
export function checkProduced(response: Buffer): void {
  const reader = new ByteReader(response);
  reader.int32(); // correlation id: one request at a time
  for (let topics = reader.int32(); topics > 0; topics--) {
    const topic = reader.string();
    for (let partitions = reader.int32(); partitions > 0; partitions--) {
      const lane = reader.int32();
      const error = reader.int16();
      if (error !== NO_ERROR) throw new Error(`${keyOf({ topic, lane })}: the broker did not take a batch: error ${error}`);
      reader.skip(24); // first offset, its time, log start
    }
  }
}
