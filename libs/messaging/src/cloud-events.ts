import type { IHeaders, Message } from 'kafkajs';
import type { Arrival } from './arrival.js';

/** CloudEvents 1.0 in Kafka's binary mode: attributes in headers, data alone in the value. */
export const SPEC_VERSION = '1.0';
export const OUTBOX_SOURCE = '/chitieu/outbox/';

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
