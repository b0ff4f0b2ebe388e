import type { Tx } from '@chitieu/persistence';
import { MAX_EVENT_BYTES, type Arrival, type Refusal } from './arrival.js';

/** An event set aside: what arrived, and why it was not applied. */
export interface DeadLetter extends Refusal {
  arrival: Arrival;
}

/** One that fails again keeps its row: how often, when last, why now. A replay that was asked for has been tried with that. */
const INSERT = {
  name: 'bus-dead-letter',
  text: `INSERT INTO bus.dead_letter AS d (consumer_group, source, type, key, lane, event_id, payload, complete, reason, detail)
SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::text[], $8::boolean[], $9::text[], $10::text[])
ON CONFLICT (consumer_group, event_id) DO UPDATE
SET attempts = d.attempts + 1, last_failed_at = clock_timestamp(), replay_requested_at = NULL,
    reason = excluded.reason, detail = excluded.detail`,
};

/** Writes dead letters in the transaction that moves the consumer past them. */
export async function buryDeadLetters(tx: Tx, group: string, letters: DeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  const unique = [...new Map(letters.map((letter) => [letter.arrival.id, letter])).values()];
  const payloads = unique.map(({ arrival }) => payloadOf(arrival));
  const column = (value: (letter: DeadLetter) => unknown) => unique.map(value);
  await tx.query(INSERT, [
    group,
    column(({ arrival }) => arrival.source),
    column(({ arrival }) => storable(arrival.type, 200)),
    column(({ arrival }) => storable(arrival.key, 200)),
    column(({ arrival }) => arrival.lane),
    column(({ arrival }) => storable(arrival.id, 200)),
    payloads.map((payload) => storable(payload, MAX_PAYLOAD)),
    unique.map(({ arrival }, index) => arrival.bytes <= MAX_EVENT_BYTES && payloads[index]!.length <= MAX_PAYLOAD),
    column(({ reason }) => reason),
    column(({ detail }) => storable(detail, 4_000)),
  ]);
}

/** Everything needed to apply the event once its cause is mended; `revive` reads it back. */
const payloadOf = ({ data, ...attributes }: Arrival): string => JSON.stringify({ ...attributes, data });

const MAX_PAYLOAD = 4_194_304;

/** PostgreSQL's text takes no NUL. */
const storable = (text: string, max: number): string => text.slice(0, max).replaceAll('\u0000', '\ufffd');

export interface StoredLetter {
  id: string;
  source: string;
  type: string;
  key: string;
  lane: number;
  eventId: string;
  payload: string;
}

/** The arrival as it was, under the id it is stored by: should it fail again, it is the same dead letter. */
export function revive({ eventId: id, payload, source, type, key, lane }: StoredLetter): Arrival {
  try {
    const arrival = JSON.parse(payload) as Arrival;
    if (typeof arrival.type === 'string' && typeof arrival.data === 'string') return { ...arrival, id };
  } catch {
    // told below: the row was changed by hand
  }
  const fault = 'payload: no longer what this program stored';
  return { source, id, type, subject: '', key, lane, rev: 0, time: '', data: '', bytes: 0, fault };
}
