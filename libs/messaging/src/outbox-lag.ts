import type { EventType } from '@chitieu/contracts';
import type { Statement, Tx } from '@chitieu/persistence';
import type { Lag, LaneLag } from './event-log.js';
import { inSlice } from './outbox-table.js';

/** So many events are looked at, shared out over the slices: beyond it the number says "far behind" either way. */
const LOOK_AT_MOST = 200_000;

const lagStatement = (slices: number): Statement => ({
  name: `bus-lag-${slices}`,
  text: `SELECT w.lane, count(*)::int AS events, greatest(0, extract(epoch FROM clock_timestamp() - min(w.time)))::float8 AS seconds
FROM bus.consumer_offset c
CROSS JOIN LATERAL (
  SELECT o.lane, o.time, o.type FROM bus.outbox o
  WHERE ${inSlice(slices, 'c.slot')} AND (o.xid, o.pos) > (c.xid, c.pos) ORDER BY o.xid, o.pos LIMIT ${Math.ceil(LOOK_AT_MOST / slices)}
) w
WHERE c.consumer_group = $1 AND c.source = 'outbox' AND w.type <> ALL($2::text[])
GROUP BY w.lane ORDER BY w.lane`,
});

/** How far a group is behind, of what it reads, lane by lane. */
export async function outboxLag(reader: Tx, group: string, leftOut: EventType[], slices: number): Promise<Lag> {
  return sumOfLanes(group, await reader.query<LaneLag>(lagStatement(slices), [group, leftOut]));
}

/** A group stands where its lanes stand: their events together, the age of the oldest. */
export const sumOfLanes = (group: string, lanes: LaneLag[]): Lag => ({
  group,
  events: lanes.reduce((sum, { events }) => sum + events, 0),
  seconds: Math.max(0, ...lanes.map(({ seconds }) => seconds)),
  lanes,
});
