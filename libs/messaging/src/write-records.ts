import { constants, gzipSync } from 'node:zlib';
import { crc32c } from './crc32c.js';
import { ByteWriter } from './kafka-bytes.js';
import { GZIP } from './kafka-records.js';

/** What Kafka keeps of an event. */
export interface KafkaRecord {
  key: string;
  value: string;
  headers: [name: string, value: string][];
  /** Milliseconds. */
  time: number;
}

const MAGIC = 2;
const NOBODY = -1;

/**
 * A record batch as the broker keeps it, compressed as well as the least effort can: events are much alike. At once, because a batch is
 * small: to hand it to another thread and back costs several times what compressing it does.
 */
export function writeRecords(records: KafkaRecord[]): Buffer {
  const from = records[0]!.time;
  const body = new ByteWriter();
  const record = new ByteWriter();
  for (const [i, each] of records.entries()) {
    writeRecord(record.clear(), each, i, from);
    const bytes = record.written();
    body.varint(bytes.length).bytes(bytes);
  }
  return frame(records, gzipSync(body.written(), { level: constants.Z_BEST_SPEED }));
}

function writeRecord(writer: ByteWriter, { key, value, headers, time }: KafkaRecord, offset: number, from: number): void {
  writer
    .int8(0)
    .varint(time - from)
    .varint(offset)
    .text(key)
    .text(value)
    .varint(headers.length);
  for (const [name, text] of headers) writer.text(name).text(text);
}

function frame(records: KafkaRecord[], body: Buffer): Buffer {
  const checked = new ByteWriter().int16(GZIP).int32(records.length - 1);
  checked.int64(records[0]!.time).int64(records.reduce((last, { time }) => Math.max(last, time), 0));
  checked.int64(NOBODY).int16(NOBODY).int32(NOBODY); // producer, its epoch, its sequence
  const bytes = checked.int32(records.length).bytes(body).written();
  const batch = new ByteWriter().int64(0).int32(4 + 1 + 4 + bytes.length);
  return batch.int32(NOBODY).int8(MAGIC).uint32(crc32c(bytes)).bytes(bytes).written();
}
