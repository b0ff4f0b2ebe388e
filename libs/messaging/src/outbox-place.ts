import type { EventType } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import type { Arrival } from './arrival.js';
import type { Place } from './apply-batch.js';
import { keepingAlive } from './keeping-alive.js';
import { inSlice, readOutbox, type Cursor } from './outbox-table.js';

/**
 * The fence. SKIP LOCKED: while another consumer of the group applies a batch of this slice there is nothing to do here.
 * The timeout ends a transaction whose process stands still, so that its slice is free within five seconds; one that
 * works is heard of at least every second (`keepingAlive`).
 */
const TAKE = {
  name: 'bus-take',
  text: `SELECT xid::text AS xid, pos::text AS pos, set_config('idle_in_transaction_session_timeout', '4s', true)
FROM bus.consumer_offset WHERE consumer_group = $1 AND source = 'outbox' AND slot = $2 FOR UPDATE SKIP LOCKED`,
};

const MOVE_ON = {
  name: 'bus-move-on',
  text: `UPDATE bus.consumer_offset SET xid = $3::xid8, pos = $4, updated_at = clock_timestamp()
WHERE consumer_group = $1 AND source = 'outbox' AND slot = $2`,
};

export interface SliceOptions {
  group: string;
  slices: number;
  slot: number;
  leftOut: EventType[];
  limit: number;
  /** Reads on a connection of its own, after the fence is held: a later snapshot can only show more. */
  reader: Tx;
}

/** One slice of the outbox, as one consumer group sees it. */
export class OutboxPlace implements Place {
  /** The batch was cut: more stands behind it. */
  full = false;
  private last: Cursor | undefined;

  constructor(private readonly slice: SliceOptions) {}

  async take(tx: Tx): Promise<Arrival[] | null> {
    const { group, slices, slot, leftOut, limit, reader } = this.slice;
    const [cursor] = await tx.query<Cursor>(TAKE, [group, slot]);
    if (!cursor) return null;
    const rows = await keepingAlive(tx, readOutbox(reader, slices, slot, cursor, leftOut, limit));
    this.last = rows.at(-1);
    this.full = rows.length === limit;
    return rows;
  }

  async moveOn(tx: Tx): Promise<void> {
    if (this.last) await tx.query(MOVE_ON, [this.slice.group, this.slice.slot, this.last.xid, this.last.pos]);
  }
}

/** A group that is new starts at the beginning of what the outbox keeps. */
export async function openSlots(tx: Tx, group: string, slices: number, leftOut: EventType[]): Promise<void> {
  await tx.query(
    `INSERT INTO bus.consumer_offset AS c (consumer_group, source, slot, left_out)
SELECT $1, 'outbox', slot, $3::text[] FROM generate_series(0, $2::int - 1) AS slot
ON CONFLICT (consumer_group, source, slot) DO UPDATE SET left_out = excluded.left_out WHERE c.left_out <> excluded.left_out`,
    [group, slices, leftOut],
  );
}

/**
 * Takes the cursors of slots in which this group has seen nothing for itself up to the horizon there, past what others
 * read: what waits can so be counted without reading all that does not, and a day of the outbox is known to be done with.
 * The fence is kept: a slot that a batch holds is left alone, and a cursor only moves over what the group does not read.
 */
export async function moveIdleSlots(tx: Tx, group: string, slices: number, slots: number[], horizon: string): Promise<void> {
  await tx.query(
    {
      name: `bus-move-idle-${slices}`,
      text: `UPDATE bus.consumer_offset m SET xid = $3::xid8, pos = 0, updated_at = clock_timestamp()
FROM (
  SELECT slot FROM bus.consumer_offset c
  WHERE c.consumer_group = $1 AND c.source = 'outbox' AND c.slot = ANY($2::int[]) AND c.xid < $3::xid8
    AND (SELECT true FROM bus.outbox o WHERE ${inSlice(slices, 'c.slot')} AND (o.xid, o.pos) > (c.xid, c.pos) AND o.xid < $3::xid8
         ORDER BY o.xid, o.pos LIMIT 1)
  ORDER BY slot FOR UPDATE OF c SKIP LOCKED
) idle
WHERE m.consumer_group = $1 AND m.source = 'outbox' AND m.slot = idle.slot`,
    },
    [group, slots, horizon],
  );
}
