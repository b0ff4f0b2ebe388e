import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { topicOf } from '@chitieu/contracts';
import type { Arrival } from './arrival.js';
import { sourceOf, toRecord } from './cloud-events.js';
import { readRecords } from './kafka-records.js';
import { carrierOf } from './read-event.js';

// The client's own encoder, so that not both sides of the format are ours.
const load = createRequire(import.meta.url);
const encodeRecord = load('kafkajs/src/protocol/recordBatch/record/v0') as (record: object) => object;
const { RecordBatch } = load('kafkajs/src/protocol/recordBatch/v0') as {
  RecordBatch(batch: object): Promise<{ buffer: Buffer }>;
};

const TYPE = 'activity.reported.v1';
const SOURCE = sourceOf('00000000-0000-4000-8000-000000000001');
const SENT_AT = Date.parse('2024-10-05T01:02:03.004Z');
const carrier = carrierOf(topicOf(TYPE), 9, SOURCE);

const arrival = (rev: number): Arrival => ({
  source: 'outbox',
  id: `id-${rev}`,
  type: TYPE,
  subject: `activity:A-${rev}`,
  key: '07606',
  lane: 9,
  rev,
  time: new Date(SENT_AT + rev).toISOString(),
  traceparent: rev === 2 ? '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' : undefined,
  data: `{"name":"xã Tân Mộc ${rev}"}`,
  bytes: 0,
});

/** As the client takes it. */
const toWire = (sent: Arrival, source: string): object => {
  const { key, value, headers } = toRecord(sent, source);
  return { key, value, headers: Object.fromEntries(headers) };
};

async function batch(messages: object[], { gzip = false, first = 0, ...more }: { gzip?: boolean; first?: number } & object = {}) {
  const records = messages.map((message, i) => encodeRecord({ offsetDelta: i, timestampDelta: i, ...message }));
  const frame = { compression: gzip ? 1 : 0, firstTimestamp: SENT_AT, records, lastOffsetDelta: messages.length - 1, ...more };
  const { buffer } = await RecordBatch(frame);
  buffer.writeBigInt64BE(BigInt(first)); // as the broker does
  return buffer;
}

describe('records of a fetch', () => {
  it.each([false, true])('come back as they were sent (gzip: %s)', async (gzip) => {
    const sent = [1, 2, 300].map(arrival);
    const bytes = await batch(
      sent.map((each) => toWire(each, SOURCE)),
      { gzip, first: 4_000_000_000 },
    );
    const { events, next } = readRecords(bytes, 4_000_000_000, carrier);
    expect(next).toBe(4_000_000_003);
    expect(events).toEqual(
      sent.map((each, i) => ({
        ...each,
        source: topicOf(TYPE),
        bytes: Buffer.byteLength(each.data),
        offset: 4_000_000_000 + i,
        sentAt: SENT_AT + i,
        fault: undefined,
      })),
    );
  });

  it('can be made of what has no time', () => {
    expect(toRecord({ ...arrival(1), time: 'soon' }, SOURCE).time).toBeGreaterThan(SENT_AT);
  });

  it('begin at the offset asked for, and leave out a batch that was cut off', async () => {
    const message = toWire(arrival(1), SOURCE);
    const first = await batch([message, message, message], { first: 10 });
    const cut = (await batch([message], { first: 13 })).subarray(0, 80);
    const { events, next } = readRecords(Buffer.concat([first, cut]), 11, carrier);
    expect(events.map(({ offset }) => offset)).toEqual([11, 12]);
    expect(next).toBe(13);
  });

  it('go past what is not of this outbox, so that it is not fetched again', async () => {
    const foreign = toWire(arrival(1), sourceOf('00000000-0000-4000-8000-000000000002'));
    expect(readRecords(await batch([foreign]), 0, carrier)).toEqual({ events: [], next: 1 });
  });

  it('say what is wrong with what cannot be read', async () => {
    const whole = await batch([toWire(arrival(1), SOURCE), toWire(arrival(2), SOURCE)], { gzip: true });
    const broken = Buffer.from(whole).fill(0xff, 70, 90);
    const { events, next } = readRecords(broken, 0, carrier);
    expect(next).toBe(2);
    expect(events.map(({ id, fault }) => ({ id, fault }))).toEqual([
      { id: `${topicOf(TYPE)}/9/0`, fault: expect.stringContaining('record: ') },
      { id: `${topicOf(TYPE)}/9/1`, fault: expect.stringContaining('record: ') },
    ]);
    const bare = readRecords(await batch([{ key: null, value: null, headers: {} }]), 0, carrier);
    expect(bare.events[0]).toMatchObject({ key: '', type: TYPE, rev: Number.NaN, fault: expect.stringContaining('missing') });
  });
});
