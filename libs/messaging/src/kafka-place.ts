import type { Tx } from '@chitieu/persistence';
import type { Place } from './apply-batch.js';
import type { Arrival } from './arrival.js';
import { byPartition } from './kafka-origin.js';
import { keyOf } from './kafka-partition.js';
import type { Part } from './kafka-stream.js';

/** A part that begins behind the database's offset was fetched from a wrong place: nothing of it may be applied. */
const hasGap = (part: Part): boolean => part.from > part.position! && !part.behindGap;

/** Nothing of it was applied, because another process has the lane in hand or the database stands elsewhere. */
export const isAstray = (part: Part): boolean => !part.abandoned && (part.position === undefined || hasGap(part));

/**
 * A process that stands still inside a transaction (SIGSTOP, a frozen machine, a cut cable) is given up by the others after
 * 3 s without a beat; its transaction must not keep the lanes' rows for longer than about that.
 */
const LIMITS = {
  name: 'bus-kafka-limits',
  text: `SELECT set_config('lock_timeout', '5s', true), set_config('idle_in_transaction_session_timeout', '4s', true)`,
};

/** The fence. SKIP LOCKED: a lane that another process still has in hand does not keep the others waiting. */
const TAKE = {
  name: 'bus-kafka-take',
  text: `SELECT c.source, c.slot, c.pos::text AS pos FROM bus.consumer_offset c
JOIN unnest($2::text[], $3::int[]) AS p (source, slot) USING (source, slot)
WHERE c.consumer_group = $1 ORDER BY c.source, c.slot FOR UPDATE OF c SKIP LOCKED`,
};

const MOVE_ON = {
  name: 'bus-kafka-move-on',
  text: `UPDATE bus.consumer_offset c SET pos = p.pos, updated_at = clock_timestamp()
FROM unnest($2::text[], $3::int[], $4::bigint[]) AS p (source, slot, pos)
WHERE c.consumer_group = $1 AND c.source = p.source AND c.slot = p.slot`,
};

/** Parts of several partitions, applied in one transaction. The database's offsets are the truth. */
export class KafkaPlace implements Place {
  private taken: Part[] = [];

  constructor(
    private readonly group: string,
    private readonly parts: Part[],
  ) {}

  async take(tx: Tx): Promise<Arrival[]> {
    const parts = this.parts.filter((part) => !part.abandoned);
    const topics = parts.map(({ topic }) => topic);
    const lanes = parts.map(({ lane }) => lane);
    const [, rows] = await Promise.all([
      tx.query(LIMITS),
      tx.query<{ source: string; slot: number; pos: string }>(TAKE, [this.group, topics, lanes]),
    ]);
    const positions = byPartition(rows);
    for (const part of parts) part.position = positions.get(keyOf(part));
    this.taken = parts.filter((part) => !isAstray(part) && part.to > part.position!);
    return this.taken.flatMap(({ events, from, position }) =>
      from >= position! ? events : events.filter(({ offset }) => offset >= position!),
    );
  }

  async moveOn(tx: Tx): Promise<void> {
    if (this.taken.length === 0) return;
    await tx.query(MOVE_ON, [
      this.group,
      this.taken.map(({ topic }) => topic),
      this.taken.map(({ lane }) => lane),
      this.taken.map(({ to }) => to),
    ]);
  }
}
