import { isUtf8 } from 'node:buffer';
import { topicOf, type EventType } from '@chitieu/contracts';
import { MAX_EVENT_BYTES, type Arrival } from './arrival.js';
import { OUTBOX_SOURCE, SPEC_VERSION } from './cloud-events.js';
import type { ByteReader } from './kafka-bytes.js';
import { keyOf, type Partition } from './kafka-partition.js';

/** An arrival, and where in its partition it stands. */
export interface Carried extends Arrival {
  offset: number;
  /** The record's own time, milliseconds. */
  sentAt: number;
}

/** What is the same for all events of a partition: compared as bytes, so that it need not be made a text for each. */
export interface Carrier extends Partition {
  /** The type that the topic is named for. */
  type: string;
  typeBytes: Buffer;
  sourceBytes: Buffer;
}

export function carrierOf(topic: string, lane: number, source: string): Carrier {
  const type = topic.slice(topicOf('' as EventType).length);
  return { topic, lane, type, typeBytes: Buffer.from(type), sourceBytes: Buffer.from(source) };
}

/**
 * Reads whatever is there, from a record's key on; what is missing or unreadable is a fault that the reader reports with the
 * event. Null for what another database's outbox sent: it is none of this one's state, though the topics are the same.
 */
export function readEvent(reader: ByteReader, carrier: Carrier, offset: number, sentAt: number): Carried | null {
  const { buffer } = reader;
  const key = textOf(buffer, reader.skip(reader.varint()), reader.at);
  const valueAt = reader.skip(reader.varint());
  const valueEnd = reader.at;
  const attributes = readAttributes(reader, carrier);
  if (attributes.foreign) return null;
  const bytes = valueEnd - valueAt;
  const data = textOf(buffer, valueAt, bytes > MAX_EVENT_BYTES ? valueAt + 4_096 : valueEnd);
  const isBroken = data.includes('\ufffd') && !isUtf8(buffer.subarray(valueAt, valueEnd));
  return {
    source: carrier.topic,
    id: attributes.id || placeOf(carrier, offset),
    type: attributes.type ?? carrier.type,
    subject: attributes.subject,
    key,
    lane: carrier.lane,
    rev: attributes.rev,
    time: attributes.time ?? timeOf(sentAt),
    traceparent: attributes.traceparent,
    data,
    bytes,
    fault: faultOf(attributes.specVersion, bytes, isBroken),
    offset,
    sentAt,
  };
}

/** Of a batch that cannot be opened: an event that says so, for each that was in it. */
export function unreadable(carrier: Carrier, offset: number, sentAt: number, fault: string): Carried {
  const { topic, lane, type } = carrier;
  const id = placeOf(carrier, offset);
  const time = timeOf(sentAt);
  return {
    source: topic,
    id,
    type,
    subject: '',
    key: '',
    lane,
    rev: Number.NaN,
    time,
    data: '',
    bytes: 0,
    fault,
    offset,
    sentAt,
  };
}

interface Attributes {
  id: string;
  type: string | undefined;
  subject: string;
  rev: number;
  time: string | undefined;
  traceparent: string | undefined;
  specVersion: string | undefined;
  foreign: boolean;
}

function readAttributes(reader: ByteReader, carrier: Carrier): Attributes {
  const attributes: Attributes = {
    id: '',
    type: undefined,
    subject: '',
    rev: Number.NaN,
    time: undefined,
    traceparent: undefined,
    specVersion: undefined,
    foreign: false,
  };
  for (let headers = reader.varint(); headers > 0; headers--) {
    const nameAt = reader.skip(reader.varint());
    const name = nameOf(reader.buffer, nameAt, reader.at);
    const valueAt = reader.skip(reader.varint());
    if (name !== undefined) setAttribute(attributes, name, reader.buffer, valueAt, reader.at, carrier);
  }
  return attributes;
}

function setAttribute(to: Attributes, name: string, buffer: Buffer, at: number, end: number, carrier: Carrier): void {
  switch (name) {
    case 'ce_id':
      to.id = textOf(buffer, at, end);
      break;
    case 'ce_type':
      to.type = isSame(buffer, at, end, carrier.typeBytes) ? carrier.type : textOf(buffer, at, end);
      break;
    case 'ce_source':
      to.foreign = !isSame(buffer, at, end, carrier.sourceBytes) && textOf(buffer, at, end).startsWith(OUTBOX_SOURCE);
      break;
    case 'ce_specversion':
      to.specVersion = isSame(buffer, at, end, SPEC_VERSION_BYTES) ? SPEC_VERSION : textOf(buffer, at, end);
      break;
    case 'ce_rev':
      to.rev = Number(textOf(buffer, at, end));
      break;
    case 'ce_time':
      to.time = textOf(buffer, at, end);
      break;
    case 'ce_subject':
      to.subject = textOf(buffer, at, end);
      break;
    case 'traceparent':
      to.traceparent = textOf(buffer, at, end);
      break;
  }
}

const NAMES = ['ce_id', 'ce_type', 'ce_source', 'ce_specversion', 'ce_rev', 'ce_time', 'ce_subject', 'traceparent'].map(
  (name) => ({
    name,
    bytes: Buffer.from(name),
  }),
);
const SPEC_VERSION_BYTES = Buffer.from(SPEC_VERSION);

/** Undefined for a header that says nothing to us. */
const nameOf = (buffer: Buffer, at: number, end: number): string | undefined =>
  NAMES.find(({ bytes }) => isSame(buffer, at, end, bytes))?.name;

function isSame(buffer: Buffer, at: number, end: number, bytes: Buffer): boolean {
  if (end - at !== bytes.length) return false;
  for (let i = bytes.length - 1; i >= 0; i--) if (buffer[at + i] !== bytes[i]) return false;
  return true;
}

const textOf = (buffer: Buffer, at: number, end: number): string => (end > at ? buffer.toString('utf8', at, end) : '');

const placeOf = (carrier: Carrier, offset: number): string => `${keyOf(carrier)}/${offset}`;

function faultOf(specVersion: string | undefined, bytes: number, isBroken: boolean): string | undefined {
  if (specVersion !== SPEC_VERSION) return `ce_specversion: ${specVersion ?? 'missing'}; "${SPEC_VERSION}" is read`;
  if (bytes === 0) return 'data: empty; a retraction is an event with data, not an empty value';
  return isBroken ? 'data: not UTF-8' : undefined;
}

function timeOf(timestamp: number): string {
  const time = new Date(timestamp);
  return Number.isNaN(time.getTime()) ? new Date(0).toISOString() : time.toISOString();
}
