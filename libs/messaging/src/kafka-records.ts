import { gunzipSync } from 'node:zlib';
import { unreadable, readEvent, type Carried, type Carrier } from './read-event.js';
import { ByteReader } from './kafka-bytes.js';

const COMPRESSION = 0x07;
const CONTROL = 0x20;
const NONE = 0;
/** Among a batch's attributes. */
export const GZIP = 1;
/** From the first byte of a batch to the end of its length; and to its records. */
const LENGTH_END = 12;
const HEADER_END = 61;
/** What a compressed batch may grow to. */
const MAX_BATCH_BYTES = 67_108_864;

export interface Read {
  events: Carried[];
  /** Where the next fetch begins. */
  next: number;
}

interface BatchHeader {
  first: number;
  last: number;
  attributes: number;
  sentAt: number;
  count: number;
}

/** What a fetch brought of one partition, from `offset` on. What cannot be read becomes an event with a fault, not an end. */
export function readRecords(records: Buffer, offset: number, carrier: Carrier): Read {
  const events: Carried[] = [];
  let next = offset;
  for (let at = 0; records.length - at >= HEADER_END;) {
    const end = at + LENGTH_END + records.readInt32BE(at + 8);
    if (end > records.length) break; // cut off by the broker: it comes whole with the next fetch
    const header = batchHeader(new ByteReader(records, at));
    if ((header.attributes & CONTROL) === 0) {
      for (const event of readBatch(records.subarray(at + HEADER_END, end), header, carrier)) {
        if (event.offset >= offset) events.push(event);
      }
    }
    next = Math.max(next, header.last + 1);
    at = end;
  }
  return { events, next };
}

function batchHeader(reader: ByteReader): BatchHeader {
  const first = reader.int64();
  reader.skip(4 + 4 + 1 + 4); // length, leader epoch, magic, checksum
  const attributes = reader.int16();
  const last = first + reader.int32();
  const sentAt = reader.int64();
  reader.skip(8 + 8 + 2 + 4); // last time, producer, its epoch and sequence
  return { first, last, attributes, sentAt, count: reader.int32() };
}

function readBatch(body: Buffer, header: BatchHeader, carrier: Carrier): Carried[] {
  try {
    const compression = header.attributes & COMPRESSION;
    if (compression !== NONE && compression !== GZIP) throw new Error(`compression ${compression} is not read, gzip is`);
    const plain = compression === GZIP ? gunzipSync(body, { maxOutputLength: MAX_BATCH_BYTES }) : body;
    return readAll(new ByteReader(plain), header, carrier);
  } catch (error) {
    const why = `record: ${(error as Error).message}`;
    return Array.from({ length: header.count }, (_, i) => unreadable(carrier, header.first + i, header.sentAt, why));
  }
}

function readAll(reader: ByteReader, { first, sentAt, count }: BatchHeader, carrier: Carrier): Carried[] {
  const events: Carried[] = [];
  for (let i = 0; i < count; i++) {
    const length = reader.varint();
    const end = reader.at + length;
    reader.int8(); // attributes
    const time = sentAt + reader.varint();
    const offset = first + reader.varint();
    const event = readEvent(reader, carrier, offset, time);
    if (event) events.push(event);
    reader.at = end;
  }
  return events;
}
