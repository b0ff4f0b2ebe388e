import type { MeasureSet } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { columnsOf } from '../projection/household-projection.js';
import { countsSql, noCountsSql, SAID, storedCountsSql } from './condition-sql.js';
import type { Proof, ProofScope } from './proof.js';

/** Counters of communes and their villages, from the facts. Reads only: a transaction that wrote would hold the log's horizon back. */
export async function proveHouseholds(
  tx: Tx,
  { schema, measures, units, lanes, settledBefore, listed }: ProofScope,
): Promise<Proof> {
  const [row] = await tx.query<Row>(proveStatement(schema, measures), [units, lanes, settledBefore, listed]);
  const { cells, differing, pending, late, differences } = row!;
  return {
    values: Number(cells) * measures.size,
    pending: Number(pending),
    differenceCount: Number(differing) + late.length,
    differences: [...differences.flatMap((cell) => measuresThatDiffer(cell, measures)), ...late.map(neverApplied)],
  };
}

interface Row {
  cells: string;
  differing: string;
  pending: string;
  late: { commune: string; period: string; id: string; rev: number }[];
  differences: { commune: string; village: string; period: string; facts: number[]; stored: number[] }[];
}

const measuresThatDiffer = ({ commune, village, period, facts, stored }: Row['differences'][number], { codes }: MeasureSet) =>
  codes.flatMap((measure, i) =>
    facts[i] === stored[i]
      ? []
      : [{ unit: village || commune, period, measure, recomputed: String(facts[i]), stored: String(stored[i]) }],
  );

const neverApplied = ({ commune, period, id, rev }: Row['late'][number]) => ({
  unit: commune,
  period,
  measure: `household ${id}`,
  recomputed: `rev ${rev}`,
  stored: 'not applied',
});

/**
 * `said`: every fact of every household that has one here, or is counted here, since what was true the year before may
 * have been said elsewhere. `held`: the states that are counted here. A state whose fact has the same `rev` is counted as the
 * facts say; one whose fact has moved on is in flight and is counted as it stands. What then differs from the counters is wrong.
 */
const proveStatement = (schema: string, measures: MeasureSet): string => {
  const none = `${noCountsSql(measures.size)}::bigint[]`;
  return `
WITH unit AS MATERIALIZED (SELECT * FROM unnest($1::text[], $2::smallint[]) AS u(unit, lane)),
held AS MATERIALIZED (
  SELECT s.lane, s.household_id AS id, s.period, s.rev, s.commune, s.village, s.counted, s.members
    FROM unit u JOIN ${schema}.household_state s ON s.lane = u.lane AND s.commune = u.unit
), here AS (
  SELECT f.id FROM unit u JOIN intake.fact_household_review f ON f.unit = u.unit UNION SELECT id FROM held
), said AS (
  SELECT f.* FROM here CROSS JOIN LATERAL (
    SELECT id, period, unit, lane, rev, changed_at, retracted IS NULL AS stands, coalesce(body->>'village', '') AS village,
           ${SAID}
      FROM intake.fact_household_review WHERE kind = 'household-reviews' AND id = here.id OFFSET 0) f
), placed AS (
  SELECT said.*, max(class) FILTER (WHERE living) OVER (w RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) AS base,
         coalesce(bool_or(living AND class = 'poor') OVER (w RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS was_poor
    FROM said WINDOW w AS (PARTITION BY id ORDER BY period::int)
), fact AS MATERIALIZED (
  SELECT id, period, unit, lane, rev, changed_at, stands, village, CASE WHEN stands THEN ${countsSql(measures)} ELSE ${noCountsSql(measures.size)} END AS counts FROM placed
), matched AS MATERIALIZED (
  SELECT f.id IS NOT NULL AND f.rev > s.rev AS in_flight, f.changed_at, f.id, f.rev,
         CASE WHEN f.rev > s.rev THEN s.commune ELSE f.unit END AS commune, CASE WHEN f.rev > s.rev THEN s.village ELSE f.village END AS village,
         s.period, CASE WHEN f.rev > s.rev THEN ${storedCountsSql(measures, 's')} WHEN f.lane = s.lane THEN f.counts ELSE ${noCountsSql(measures.size)} END AS counts
    FROM held s LEFT JOIN fact f ON (f.id, f.period) = (s.id, s.period)
), unheld AS MATERIALIZED (
  SELECT f.id, f.period, f.unit AS commune, f.rev, f.changed_at FROM fact f JOIN unit u ON u.unit = f.unit
   WHERE f.stands AND NOT EXISTS (SELECT FROM held s WHERE (s.lane, s.id, s.period) = (f.lane, f.id, f.period))
), waiting AS (
  SELECT id, period, commune, rev, changed_at FROM matched WHERE in_flight UNION ALL SELECT * FROM unheld
), recomputed AS (
  SELECT commune, CASE WHEN grouping(village) = 1 THEN '' ELSE village END AS village, period,
         ARRAY[${measures.codes.map((_, i) => `sum(counts[${i + 1}])`).join(', ')}]::bigint[] AS counts
    FROM matched WHERE counts <> ${noCountsSql(measures.size)} GROUP BY GROUPING SETS ((commune, period), (commune, village, period))
  HAVING grouping(village) = 1 OR village <> ''
), stored AS (
  SELECT c.commune, c.village, c.period, ARRAY[${columnsOf(measures)
    .map((column) => `c.${column}`)
    .join(', ')}]::bigint[] AS counts
    FROM unit u JOIN ${schema}.household_count c ON c.lane = u.lane AND c.commune = u.unit
), compared AS MATERIALIZED (
  SELECT commune, village, period, coalesce(r.counts, ${none}) AS facts, coalesce(s.counts, ${none}) AS stored
    FROM recomputed r FULL JOIN stored s USING (commune, village, period)
)
SELECT (SELECT count(*) FROM compared) AS cells, (SELECT count(*) FROM compared WHERE facts <> stored) AS differing,
       (SELECT count(*) FROM waiting WHERE changed_at >= $3::timestamptz) AS pending,
       (SELECT coalesce(jsonb_agg(to_jsonb(w)), '[]') FROM (SELECT commune, period, id, rev FROM waiting WHERE changed_at < $3::timestamptz ORDER BY id LIMIT $4) w) AS late,
       (SELECT coalesce(jsonb_agg(to_jsonb(d)), '[]') FROM (SELECT * FROM compared WHERE facts <> stored ORDER BY commune, village, period LIMIT $4) d) AS differences`;
};
