import { ByteReader, ByteWriter } from './kafka-bytes.js';
import type { Partition } from './kafka-partition.js';

/** Fetch, version 11: every broker since 2.3 speaks it, and in it lengths are plain. */
const FETCH = 1;
const VERSION = 11;
const ANY_REPLICA = -1;
const NO_SESSION = 0;
const NO_EPOCH = -1;

/** A broker answers at once when it has anything, else after this long. */
export const MAX_WAIT_MS = 100;
/** As the broker keeps it, so compressed: about ten times as much in hand. */
const MAX_BYTES = 1_048_576;
const MAX_BYTES_PER_PARTITION = 262_144;
/** Transactions are not used: a stranger's that hangs must not stop a lane. */
const READ_UNCOMMITTED = 0;

export const NO_ERROR = 0;
export const OFFSET_OUT_OF_RANGE = 1;

export interface Wanted extends Partition {
  offset: number;
}

export interface Fetched extends Partition {
  error: number;
  /** Record batches one after the other, the last perhaps cut off. */
  records: Buffer;
}

export function fetchRequest(clientId: string, wanted: Wanted[]): Buffer {
  const request = new ByteWriter().int16(FETCH).int16(VERSION).int32(0).string(clientId);
  request
    .int32(ANY_REPLICA)
    .int32(MAX_WAIT_MS)
    .int32(1)
    .int32(MAX_BYTES)
    .int8(READ_UNCOMMITTED)
    .int32(NO_SESSION)
    .int32(NO_EPOCH);
  const runs = runsOfTopic(wanted);
  request.int32(runs.length);
  for (const run of runs) {
    request.string(run[0]!.topic).int32(run.length);
    for (const { lane, offset } of run) {
      request.int32(lane).int32(NO_EPOCH).int64(offset).int64(-1).int32(MAX_BYTES_PER_PARTITION);
    }
  }
  return request.int32(0).string('').framed();
}

/** In the order given, because the broker fills its answer in that order. A topic may come twice. */
function runsOfTopic(wanted: Wanted[]): Wanted[][] {
  const runs: Wanted[][] = [];
  for (const each of wanted) {
    const run = runs.at(-1);
    if (run?.[0]!.topic === each.topic) run.push(each);
    else runs.push([each]);
  }
  return runs;
}

export function fetchResponse(response: Buffer): Fetched[] {
  const reader = new ByteReader(response);
  reader.int32(); // correlation id: one request at a time
  reader.int32(); // throttled for
  const error = reader.int16();
  if (error !== NO_ERROR) throw new Error(`the broker refused to be read: error ${error}`);
  reader.int32(); // session
  const fetched: Fetched[] = [];
  for (let topics = reader.int32(); topics > 0; topics--) {
    const topic = reader.string();
    for (let partitions = reader.int32(); partitions > 0; partitions--) fetched.push({ topic, ...fetchedPartition(reader) });
  }
  return fetched;
}

function fetchedPartition(reader: ByteReader): Omit<Fetched, 'topic'> {
  const lane = reader.int32();
  const error = reader.int16();
  reader.skip(24); // high watermark, last stable offset, log start
  for (let aborted = reader.int32(); aborted > 0; aborted--) reader.skip(16);
  reader.int32(); // preferred replica
  const start = reader.skip(reader.int32());
  return { lane, error, records: reader.buffer.subarray(start, reader.at) };
}
