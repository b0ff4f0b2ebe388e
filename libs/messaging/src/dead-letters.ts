import type { Tx } from '@chitieu/persistence';
import type { Arrival, Refusal } from './arrival.js';

/** An event set aside: what arrived, and why it was not applied. */
export interface DeadLetter extends Refusal {
  arrival: Arrival;
}

const INSERT = {
  name: 'bus-dead-letter',
  text: `INSERT INTO bus.dead_letter AS d (consumer_group, source, type, key, lane, event_id, payload, reason, detail)
SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::text[])
ON CONFLICT (consumer_group, event_id) DO UPDATE
SET attempts = d.attempts + 1, last_failed_at = clock_timestamp(), reason = excluded.reason, detail = excluded.detail`,
};

/** Writes dead letters in the transaction that moves the consumer past them. */
export async function buryDeadLetters(tx: Tx, group: string, letters: DeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  const unique = [...new Map(letters.map((letter) => [letter.arrival.id, letter])).values()];
  const column = (value: (letter: DeadLetter) => unknown) => unique.map(value);
  await tx.query(INSERT, [
    group,
    column(({ arrival }) => arrival.source),
    column(({ arrival }) => storable(arrival.type, 200)),
    column(({ arrival }) => storable(arrival.key, 200)),
    column(({ arrival }) => arrival.lane),
    column(({ arrival }) => storable(arrival.id, 200)),
    column(({ arrival }) => storable(payloadOf(arrival), MAX_PAYLOAD)),
    column(({ reason }) => reason),
    column(({ detail }) => storable(detail, 4_000)),
  ]);
}

/** Everything needed to send the event again once its cause is mended. */
const payloadOf = ({ data, ...attributes }: Arrival): string => JSON.stringify({ ...attributes, data });

const MAX_PAYLOAD = 4_194_304;

/** PostgreSQL's text takes no NUL. */
const storable = (text: string, max: number): string => text.slice(0, max).replaceAll('\u0000', '\ufffd');
