import type { Tx } from '@chitieu/persistence';
import { inSlice } from './outbox-table.js';

/** Events that may wait for a group, unless the settings say otherwise: some seconds of work, a few hundred megabytes. */
export const BACKLOG_BOUND = 200_000;

/**
 * Events of the outbox that wait for the slowest group: all that ever read it, at work or away, or the one named. Counts
 * only to a little more than the bound, and looks at twice as many a slice: types that the group leaves out lie between, and
 * consumers keep idle cursors close behind the horizon.
 */
export async function outboxPressure(reader: Tx, bound: number, only?: string): Promise<number> {
  const groups = await reader.query<{ group: string; slices: number }>(
    `SELECT consumer_group AS "group", count(*)::int AS slices FROM bus.consumer_offset
WHERE source = 'outbox' AND consumer_group = coalesce($1, consumer_group) GROUP BY consumer_group`,
    [only ?? null],
  );
  let most = 0;
  for (const { group, slices } of groups) {
    const [row] = await reader.query<{ events: number }>(countStatement(slices), [group, bound + 1]);
    most = Math.max(most, row!.events);
  }
  return most;
}

const countStatement = (slices: number) => ({
  name: `bus-pressure-${slices}`,
  text: `SELECT count(*)::int AS events FROM (
  SELECT FROM bus.consumer_offset c
  CROSS JOIN LATERAL (
    SELECT o.type FROM bus.outbox o WHERE ${inSlice(slices, 'c.slot')} AND (o.xid, o.pos) > (c.xid, c.pos) ORDER BY o.xid, o.pos LIMIT 2 * $2
  ) o
  WHERE c.consumer_group = $1 AND c.source = 'outbox' AND o.type <> ALL(c.left_out)
  LIMIT $2
) w`,
});
