import type { Arrival } from './arrival.js';
import type { KafkaRecord } from './write-records.js';

/** CloudEvents 1.0 in Kafka's binary mode: attributes in headers, data alone in the value. */
export const SPEC_VERSION = '1.0';
export const OUTBOX_SOURCE = '/chitieu/outbox/';

/** `ce_source` of a database's outbox. */
export const sourceOf = (outboxId: string): string => `${OUTBOX_SOURCE}${outboxId}`;

/** Of a dead letter nothing need be right, its time neither. */
export function toRecord(arrival: Arrival, source: string): KafkaRecord {
  const { id, type, subject, key, rev, time, traceparent, data } = arrival;
  const headers: KafkaRecord['headers'] = [
    ['ce_id', id],
    ['ce_type', type],
    ['ce_source', source],
    ['ce_specversion', SPEC_VERSION],
    ['ce_time', time],
    ['ce_subject', subject],
    ['ce_rev', String(rev)],
    ['content-type', 'application/json'],
  ];
  if (traceparent) headers.push(['traceparent', traceparent]);
  const sentAt = Date.parse(time);
  return { key, value: data, headers, time: Number.isNaN(sentAt) ? Date.now() : sentAt };
}
