import type { EventType } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import type { Arrival } from './arrival.js';
import type { Place } from './apply-batch.js';
import { readOutbox, type Cursor } from './outbox-table.js';

/**
 * The fence. SKIP LOCKED: while another consumer of the group applies a batch of this slice there is nothing to do here.
 * The timeout ends a transaction whose process stands still, so that it cannot hold a slice, and the horizon, for ever.
 */
const TAKE = {
  name: 'bus-take',
  text: `SELECT xid::text AS xid, pos::text AS pos, set_config('idle_in_transaction_session_timeout', '30s', true)
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
    const rows = await readOutbox(reader, slices, slot, cursor, leftOut, limit);
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
