import type { EventType } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import type { Lag } from './event-log.js';

/** Counting stops here: beyond it the number says "far behind" either way. */
const COUNT_AT_MOST = 1_000_000;

const LAG = `SELECT count(*)::int AS events, coalesce(extract(epoch FROM clock_timestamp() - min(w.time)), 0)::float8 AS seconds
FROM (
  SELECT o.time FROM bus.consumer_offset c
  CROSS JOIN LATERAL (
    SELECT o.time FROM bus.outbox o
    WHERE o.lane % $2::int = c.slot AND (o.xid, o.pos) > (c.xid, c.pos) AND o.type <> ALL($3::text[])
  ) o
  WHERE c.consumer_group = $1 AND c.source = 'outbox'
  LIMIT ${COUNT_AT_MOST}
) w`;

/** How far each group is behind, of what it reads. */
export async function outboxLag(reader: Tx, groups: Map<string, EventType[]>, slices: number): Promise<Lag[]> {
  return Promise.all(
    [...groups].map(async ([group, leftOut]) => {
      const [row] = await reader.query<{ events: number; seconds: number }>(LAG, [group, slices, leftOut]);
      return { group, events: row!.events, seconds: Math.max(0, row!.seconds) };
    }),
  );
}
