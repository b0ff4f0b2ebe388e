import type { IndicatorChanged } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';

/**
 * Keeps the newest message of each (unit, period, group) and returns those that were newer than what was kept. The rows
 * stay locked until the transaction ends: whoever judges an alert holds its observation, so two judges never meet.
 */
export async function keepNewest(tx: Tx, heard: IndicatorChanged[]): Promise<IndicatorChanged[]> {
  const newest = newestOfEach(heard);
  if (newest.length === 0) return [];
  const kept = await tx.query<{ body: IndicatorChanged }>(
    {
      name: 'observation-keep',
      text: `INSERT INTO alerting.observation AS o (unit, period, metric_group, rev, body)
             SELECT b->>'orgUnit', b->>'period', b->>'group', (b->>'rev')::bigint, b
               FROM jsonb_array_elements($1::jsonb) AS b
              ORDER BY 1, 2, 3
             ON CONFLICT (unit, period, metric_group) DO UPDATE SET rev = excluded.rev, body = excluded.body
              WHERE o.rev < excluded.rev
             RETURNING o.body`,
    },
    [JSON.stringify(newest)],
  );
  return kept.map(({ body }) => body);
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
export async function lockAll(tx: Tx, after: ObservationKey, limit: number): Promise<IndicatorChanged[]> {
  const rows = await tx.query<{ body: IndicatorChanged }>(
    {
      name: 'observation-all',
      text: `SELECT body FROM alerting.observation WHERE (unit, period, metric_group) > ($1, $2, $3)
              ORDER BY unit, period, metric_group LIMIT $4 FOR UPDATE`,
    },
    [after.unit, after.period, after.group, limit],
  );
  return rows.map(({ body }) => body);
}

/** Observations of alerts that time alone moves: those waiting for their hold, or for their release. */
export async function lockWaiting(tx: Tx, after: ObservationKey, limit: number): Promise<IndicatorChanged[]> {
  const rows = await tx.query<{ body: IndicatorChanged }>(
    {
      name: 'observation-waiting',
      text: `SELECT o.body FROM alerting.observation o
              WHERE (o.unit, o.period, o.metric_group) > ($1, $2, $3)
                AND EXISTS (SELECT FROM alerting.alert a
                             WHERE a.state IN ('pending', 'recovering') AND a.unit = o.unit AND a.period = o.period)
              ORDER BY o.unit, o.period, o.metric_group LIMIT $4 FOR UPDATE OF o`,
    },
    [after.unit, after.period, after.group, limit],
  );
  return rows.map(({ body }) => body);
}
