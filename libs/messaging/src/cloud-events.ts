import { isUtf8 } from 'node:buffer';
import { topicOf, type EventType } from '@chitieu/contracts';
import type { IHeaders, Message } from 'kafkajs';
import { MAX_EVENT_BYTES, type Arrival } from './arrival.js';

/** CloudEvents 1.0 in Kafka's binary mode: attributes in headers, data alone in the value. */
const SPEC_VERSION = '1.0';
const OUTBOX_SOURCE = '/chitieu/outbox/';

/** `ce_source` of a database's outbox. */
export const sourceOf = (outboxId: string): string => `${OUTBOX_SOURCE}${outboxId}`;

/** The lane is the partition: nobody else decides where a commune's events go. */
export function toWire(arrival: Arrival, source: string): Message {
  const { id, type, subject, key, lane, rev, time, traceparent, data } = arrival;
  const headers: IHeaders = {
    ce_id: id,
    ce_type: type,
    ce_source: source,
    ce_specversion: SPEC_VERSION,
    ce_time: time,
    ce_subject: subject,
    ce_rev: String(rev),
    'content-type': 'application/json',
  };
  if (traceparent) headers['traceparent'] = traceparent;
  return { key, value: data, headers, partition: lane, timestamp: String(Date.parse(time)) };
}

export interface Received {
  topic: string;
  partition: number;
  message: { key: Buffer | null; value: Buffer | null; headers?: IHeaders; offset: string; timestamp: string };
}

/** True for what another database's outbox sent: it is none of this one's state, though the topics are the same. */
export function isOfOtherOutbox({ headers }: Received['message'], source: string): boolean {
  const theirs = headers?.['ce_source']?.toString() ?? '';
  return theirs.startsWith(OUTBOX_SOURCE) && theirs !== source;
}

/** Reads whatever is there; what is missing or unreadable is a fault that the reader reports with the event. */
export function fromWire({ topic, partition, message }: Received): Arrival {
  const header = (name: string): string | undefined => {
    const value = message.headers?.[name];
    return value === undefined ? undefined : (Array.isArray(value) ? value[0] : value)?.toString();
  };
  const value = message.value ?? Buffer.alloc(0);
  const arrival: Arrival = {
    source: topic,
    id: header('ce_id') || `${topic}/${partition}/${message.offset}`,
    type: header('ce_type') ?? topic.slice(topicOf('' as EventType).length),
    subject: header('ce_subject') ?? '',
    key: message.key?.toString() ?? '',
    lane: partition,
    rev: Number(header('ce_rev') ?? Number.NaN),
    time: header('ce_time') ?? timeOf(message.timestamp),
    traceparent: header('traceparent'),
    data: value.toString('utf8', 0, value.length > MAX_EVENT_BYTES ? 4_096 : undefined),
    bytes: value.length,
  };
  const fault = faultOf(header('ce_specversion'), value);
  return fault === undefined ? arrival : { ...arrival, fault };
}

function faultOf(specVersion: string | undefined, value: Buffer): string | undefined {
  if (specVersion !== SPEC_VERSION) return `ce_specversion: ${specVersion ?? 'missing'}; "${SPEC_VERSION}" is read`;
  if (value.length === 0) return 'data: empty; a retraction is an event with data, not an empty value';
  return isUtf8(value) ? undefined : 'data: not UTF-8';
}

function timeOf(timestamp: string): string {
  const time = new Date(Number(timestamp));
  return Number.isNaN(time.getTime()) ? new Date(0).toISOString() : time.toISOString();
}
