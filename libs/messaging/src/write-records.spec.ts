import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { crc32c } from './crc32c.js';
import { writeRecords, type KafkaRecord } from './write-records.js';

// The client's own decoder, so that not both sides of the format are ours.
const load = createRequire(import.meta.url);
const Decoder = load('kafkajs/src/protocol/decoder') as new (buffer: Buffer) => { readInt64(): unknown };
const decode = load('kafkajs/src/protocol/recordBatch/v0/decoder') as (decoder: object) => Promise<{
  records: { key: Buffer; value: Buffer; headers: Record<string, Buffer>; timestamp: string; offset: string }[];
  maxTimestamp: string;
  lastOffsetDelta: number;
}>;

const record = (more: Partial<KafkaRecord> = {}): KafkaRecord => ({
  key: '07606',
  value: '{"name":"xã Tân Mộc"}',
  headers: [
    ['ce_id', 'id-1'],
    ['ce_subject', 'hộ:H-1'],
  ],
  time: 1_700_000_000_000,
  ...more,
});

async function read(records: KafkaRecord[]) {
  const batch = await decode(new Decoder(writeRecords(records)));
  return {
    ...batch,
    records: batch.records.map(({ key, value, headers, timestamp, offset }) => ({
      key: key.toString(),
      value: value.toString(),
      headers: Object.entries(headers).map(([name, text]) => [name, text.toString()]),
      time: Number(timestamp),
      offset: Number(offset),
    })),
  };
}

describe('a record batch', () => {
  it('is what Kafka keeps: keys, values, headers and times come back', async () => {
    const written = [
      record(),
      record({ key: '', time: 1_699_999_990_000, headers: [] }),
      record({ value: 'x'.repeat(70_000), time: 1_700_000_400_000 }),
      ...Array.from({ length: 300 }, (_, i) => record({ value: `${i}` })),
    ];
    const { records, maxTimestamp, lastOffsetDelta } = await read(written);
    expect(records).toEqual(written.map((each, offset) => ({ ...each, offset })));
    expect({ maxTimestamp, lastOffsetDelta }).toEqual({ maxTimestamp: '1700000400000', lastOffsetDelta: 302 });
  });

  it('carries the checksum that a broker asks for', () => {
    const batch = writeRecords([record()]);
    expect(batch.readUInt32BE(17)).toBe(crc32c(batch.subarray(21)));
    expect(batch.readInt32BE(8)).toBe(batch.length - 12);
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283); // the standard's check value
  });
});
