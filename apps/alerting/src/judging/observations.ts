import type { IndicatorChanged } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import { dayInVietnam } from '@chitieu/runtime';
import { figuresIn } from './alert-subjects.js';

/** A message that is kept, and `seenName` of each figure that it, or one before it, had. */
export interface Kept {
  heard: IndicatorChanged;
  seen: readonly string[];
}

export const keptOf = ({ body, seen }: { body: IndicatorChanged; seen: string[] }): Kept => ({ heard: body, seen });

/**
 * Keeps the newest message of each (unit, period, group), and of each day, and returns those that were newer than what was kept. The
 * rows stay locked until the transaction ends: whoever judges an alert holds its observation, so two judges never meet.
 */
export async function keepNewest(tx: Tx, heard: IndicatorChanged[], now: Date): Promise<Kept[]> {
  const newest = newestOfEach(heard);
  if (newest.length === 0) return [];
  const rows = newest.map((body) => ({ body, seen: figuresIn(body) }));
  const kept = await tx.query<{ body: IndicatorChanged; seen: string[] }>(
    {
      name: 'observation-keep',
      text: `WITH kept AS (
               INSERT INTO alerting.observation AS o (unit, period, metric_group, rev, body, seen)
               SELECT body->>'orgUnit', body->>'period', body->>'group', (body->>'rev')::bigint, body, seen
                 FROM jsonb_to_recordset($1::jsonb) AS b(body jsonb, seen text[])
                ORDER BY 1, 2, 3
               ON CONFLICT (unit, period, metric_group) DO UPDATE SET rev = excluded.rev, body = excluded.body,
                      seen = CASE WHEN o.seen @> excluded.seen THEN o.seen
                                  ELSE ARRAY(SELECT DISTINCT unnest(o.seen || excluded.seen)) END
                WHERE o.rev < excluded.rev
               RETURNING o.unit, o.period, o.metric_group, o.body, o.seen
             ), of_day AS (
               INSERT INTO alerting.observation_day (unit, period, metric_group, day, heard_at, body)
               SELECT unit, period, metric_group, $2, $3, body FROM kept
               ON CONFLICT (unit, period, metric_group, day) DO UPDATE SET heard_at = excluded.heard_at, body = excluded.body
             )
             SELECT body, seen FROM kept`,
    },
    [JSON.stringify(rows), dayInVietnam(now), now.toISOString()],
  );
  return kept.map(keptOf);
}

export function newestOfEach(heard: IndicatorChanged[]): IndicatorChanged[] {
  const newest = new Map<string, IndicatorChanged>();
  for (const one of heard) {
    const key = `${one.orgUnit}|${one.period}|${one.group}`;
    if ((newest.get(key)?.rev ?? -1) < one.rev) newest.set(key, one);
  }
  return [...newest.values()];
}

export interface ObservationKey {
  unit: string;
  period: string;
  group: string;
}

/** The next observations behind `after`, locked in the order in which handlers lock them. */
export async function lockAll(tx: Tx, after: ObservationKey, limit: number): Promise<Kept[]> {
  const rows = await tx.query<{ body: IndicatorChanged; seen: string[] }>(
    {
      name: 'observation-all',
      text: `SELECT body, seen FROM alerting.observation WHERE (unit, period, metric_group) > ($1, $2, $3)
              ORDER BY unit, period, metric_group LIMIT $4 FOR UPDATE`,
    },
    [after.unit, after.period, after.group, limit],
  );
  return rows.map(keptOf);
}

/**
 * Observations of alerts that time alone moves: those waiting for their hold, or for their release. What waits for periods to
 * end moves once a day, with everything.
 */
export async function lockWaiting(tx: Tx, after: ObservationKey, limit: number): Promise<Kept[]> {
  const rows = await tx.query<{ body: IndicatorChanged; seen: string[] }>(
    {
      name: 'observation-waiting',
      text: `SELECT o.body, o.seen FROM alerting.observation o
              WHERE (o.unit, o.period, o.metric_group) > ($1, $2, $3)
                AND EXISTS (SELECT FROM alerting.alert a
                             WHERE a.state IN ('pending', 'recovering') AND a.reason <> 'waits-for-periods'
                               AND a.unit = o.unit AND a.period = o.period)
              ORDER BY o.unit, o.period, o.metric_group LIMIT $4 FOR UPDATE OF o`,
    },
    [after.unit, after.period, after.group, limit],
  );
  return rows.map(keptOf);
}
