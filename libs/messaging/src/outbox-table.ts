import { laneOf } from '@chitieu/domain';
import type { EventType, WrittenEvent } from '@chitieu/contracts';
import { jsonColumn, jsonItems, numberColumn, textColumn, type Statement, type Tx } from '@chitieu/persistence';
import { MAX_EVENT_BYTES, type Arrival } from './arrival.js';

/** A place in the outbox. Ordered by transaction, then by position: identity order alone is not commit order. */
export interface Cursor {
  xid: string;
  pos: string;
}

export const OUTBOX_CHANNEL = 'chitieu_outbox';

/** The NOTIFY leaves with the transaction, once for many inserts. */
const APPEND = {
  name: 'bus-append',
  text: `WITH appended AS (
  INSERT INTO bus.outbox (lane, type, subject, key, rev, traceparent, data)
  SELECT lane, type, subject, key, rev, traceparent, data::json
  FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], ${jsonItems('$7')})
    AS e (lane, type, subject, key, rev, traceparent, data)
) SELECT pg_notify('${OUTBOX_CHANNEL}', '')`,
};

export async function appendToOutbox(tx: Tx, events: WrittenEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query(APPEND, [
    numberColumn(events.map((event) => event.lane ?? laneOf(event.key))),
    textColumn(events.map((event) => event.type)),
    textColumn(events.map((event) => event.subject)),
    textColumn(events.map((event) => event.key)),
    numberColumn(events.map((event) => event.rev)),
    events.map((event) => event.traceparent ?? null),
    jsonColumn(events.map((event) => event.data)),
  ]);
}

/** Parts of the lanes that can be applied at the same time. */
export const SLICES = 8;

/**
 * Lanes are read in slices: lane modulo the number of slices. Eight is what the index `outbox_by_slice` is made for;
 * with one slice the primary key gives the order.
 */
export const inSlice = (slices: number, slot: string): string => (slices === 1 ? `${slot} = 0` : `o.lane % ${slices} = ${slot}`);

/** Below the horizon every transaction has ended, so nothing can still appear behind a cursor that stays below it. */
const HORIZON = 'pg_snapshot_xmin(pg_current_snapshot())';

const COLUMNS = `'outbox' AS source, o.xid::text AS xid, o.pos::text AS pos, o.lane, o.id, o.type, o.subject, o.key, o.rev::text AS rev, o.traceparent,
  to_char(o.time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS time, octet_length(o.data::text) AS bytes,
  CASE WHEN octet_length(o.data::text) > ${MAX_EVENT_BYTES} THEN left(o.data::text, 4096) ELSE o.data::text END AS data`;

export interface OutboxRow extends Arrival, Cursor {}

/** Parameters: cursor xid, cursor pos, types to leave out, limit, slot. */
export const readStatement = (slices: number): Statement => ({
  name: `bus-read-${slices}`,
  text: `SELECT ${COLUMNS} FROM bus.outbox o
WHERE ${inSlice(slices, '$5::int')} AND (o.xid, o.pos) > ($1::xid8, $2::bigint) AND o.xid < ${HORIZON} AND o.type <> ALL($3::text[])
ORDER BY o.xid, o.pos LIMIT $4`,
});

export async function readOutbox(
  reader: Tx,
  slices: number,
  slot: number,
  from: Cursor,
  leftOut: EventType[],
  limit: number,
): Promise<OutboxRow[]> {
  const rows = await reader.query<OutboxRow>(readStatement(slices), [from.xid, from.pos, leftOut, limit, slot]);
  for (const row of rows) row.rev = Number(row.rev);
  return rows;
}

export interface Waiting {
  /** Everything below has been looked at by this question. */
  horizon: string;
  /** Committed events stand at or above the horizon: an open transaction holds them back, so ask again soon. */
  heldBackSeconds: number | null;
  /** Slots with something to read. */
  slots: number[];
}

/**
 * Which slots have something to read, in one cheap statement. `floors` (a transaction id per slot) is where this process
 * has seen nothing for itself up to: it spares the scan over other readers' events.
 */
export async function waitingSlots(
  reader: Tx,
  group: string,
  slices: number,
  floors: Map<number, string>,
  leftOut: EventType[],
): Promise<Waiting> {
  const [row] = await reader.query<Waiting>(waitingStatement(slices), [group, [...floors.keys()], [...floors.values()], leftOut]);
  return row!;
}

/**
 * Sub-selects with an order and a limit, because the planner walks an index for these and nothing else: as a join it
 * would rather read what all slots have in common, which is the whole outbox.
 */
const waitingStatement = (slices: number): Statement => ({
  name: `bus-waiting-${slices}`,
  text: `WITH horizon AS MATERIALIZED (SELECT ${HORIZON} AS xid)
SELECT (SELECT xid::text FROM horizon) AS horizon,
  (SELECT extract(epoch FROM clock_timestamp() - min(h.time))::float8
   FROM (SELECT o.time FROM bus.outbox o WHERE o.xid >= (SELECT xid FROM horizon) ORDER BY o.xid, o.pos LIMIT 100) h) AS "heldBackSeconds",
  ARRAY(
    SELECT s.slot
    FROM unnest($2::int[], $3::xid8[]) AS s (slot, floor)
    JOIN bus.consumer_offset c ON c.consumer_group = $1 AND c.source = 'outbox' AND c.slot = s.slot
    WHERE (
      SELECT true FROM bus.outbox o
      WHERE ${inSlice(slices, 's.slot')}
        AND (o.xid, o.pos) > (greatest(c.xid, s.floor), CASE WHEN c.xid >= s.floor THEN c.pos ELSE 0 END)
        AND o.xid < (SELECT xid FROM horizon) AND o.type <> ALL($4::text[])
      ORDER BY o.xid, o.pos LIMIT 1)
    ORDER BY s.slot
  ) AS slots`,
});
