import type { MeasureSet } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { BY_COMMUNE_AND_VILLAGE, COMMUNE_AND_VILLAGE, placedSql, sumSql } from './condition-sql.js';

/**
 * The same numbers, straight from intake's facts, in SQL that shares no code with the projection: windows over a
 * household's periods instead of the base that travels with an event, a recursive walk up the facts' own units instead
 * of the cached tree. Leaves temporary tables: raw_unit, raw_edge, raw_household, raw_voucher, raw_plan.
 */
export async function makeRawTables(tx: Tx, measures: MeasureSet): Promise<void> {
  for (const statement of [
    UNITS,
    householdsOf(measures),
    'CREATE INDEX ON raw_household (period, commune, village)',
    VOUCHERS,
    PLANS,
    ACTIVITIES,
    'ANALYZE raw_household, raw_unit, raw_voucher, raw_plan',
  ])
    await tx.query(statement);
}

const UNITS = `
CREATE TEMP TABLE raw_unit ON COMMIT DROP AS
SELECT body->>'code' AS code, (body->>'validFrom')::date AS valid_from, coalesce((body->>'validTo')::date, 'infinity') AS valid_to,
       body->>'level' AS level, coalesce(body->>'parent', 'VN') AS parent
  FROM intake.fact_org_unit WHERE retracted IS NULL AND body->>'level' <> 'nation' -- stated or not, it stands above all`;

const householdsOf = ({ measures }: MeasureSet): string => `
CREATE TEMP TABLE raw_household ON COMMIT DROP AS
WITH ${placedSql('intake.fact_household_review')}
SELECT ${COMMUNE_AND_VILLAGE}, period,
       ${measures.map((measure) => `${sumSql(measure)}::text AS "${measure.code}"`).join(',\n       ')}
  FROM placed ${BY_COMMUNE_AND_VILLAGE}`;

const VOUCHERS = `
CREATE TEMP TABLE raw_voucher ON COMMIT DROP AS
SELECT unit, left(body->>'paidOn', 7) AS month, body->>'ownerLevel' AS owner_level,
       CASE WHEN body ? 'reverses' THEN -1 ELSE 1 END * (body->>'amountDong')::numeric AS amount, coalesce((body->>'sample')::boolean, false) AS sample,
       body->>'householdId' AS household
  FROM intake.fact_disbursement WHERE retracted IS NULL`;

const ACTIVITIES = `
CREATE TEMP TABLE raw_activity ON COMMIT DROP AS
SELECT unit, left(body->>'heldOn', 7) AS month, (body->>'count')::bigint AS count FROM intake.fact_activity WHERE retracted IS NULL`;

const PLANS = `
CREATE TEMP TABLE raw_plan ON COMMIT DROP AS
SELECT f.unit, f.body->>'period' AS period, (f.body->>'assignedDong')::numeric AS total, jsonb_array_length(coalesce(f.body->'allocations', '[]')) AS lines,
       (SELECT coalesce(jsonb_object_agg(level, amount), '{}') FROM
         (SELECT a->>'ownerLevel' AS level, sum((a->>'amountDong')::numeric) AS amount FROM jsonb_array_elements(coalesce(f.body->'allocations', '[]')) a GROUP BY 1) l) AS led
  FROM intake.fact_plan f WHERE retracted IS NULL`;

/** Every unit on one day with itself and all above it. */
export async function makeRawEdges(tx: Tx, day: string): Promise<void> {
  await tx.query('DROP TABLE IF EXISTS raw_edge');
  await tx.query(
    `CREATE TEMP TABLE raw_edge ON COMMIT DROP AS
     WITH RECURSIVE standing AS (
       SELECT DISTINCT ON (code) code, level, parent FROM raw_unit WHERE '${day}'::date BETWEEN valid_from AND valid_to ORDER BY code, valid_from DESC
     ), edge AS (
       SELECT code AS unit, level AS unit_level, code AS ancestor, level AS ancestor_level FROM standing
       UNION ALL
       SELECT e.unit, e.unit_level, coalesce(p.code, 'VN'), coalesce(p.level, 'nation')
         FROM edge e JOIN standing s ON s.code = e.ancestor LEFT JOIN standing p ON p.code = s.parent
     ) SELECT * FROM edge UNION ALL SELECT 'VN', 'nation', 'VN', 'nation'`,
  );
  await tx.query('CREATE INDEX ON raw_edge (unit)');
  await tx.query('ANALYZE raw_edge');
}

/** Household measures of every unit of the day with any data in `year` or the year before; one row each, text values. */
export function rawHouseholdSums(
  tx: Tx,
  year: string,
  { codes }: MeasureSet,
  compared: readonly string[],
): Promise<Record<string, string>[]> {
  const previous = String(Number(year) - 1);
  const both = compared.flatMap((name) => [
    `coalesce(sum(c."${name}"::bigint) FILTER (WHERE b.reviews IS NOT NULL), 0)::text AS "now.${name}"`,
    `coalesce(sum(b."${name}"::bigint) FILTER (WHERE c.reviews IS NOT NULL), 0)::text AS "before.${name}"`,
  ]);
  const sums = [
    ...codes.map((name) => `coalesce(sum(c."${name}"::bigint), 0)::text AS "${name}"`),
    ...both,
    `count(*) FILTER (WHERE c.reviews IS NOT NULL AND b.reviews IS NOT NULL)::text AS matched`,
    `count(*) FILTER (WHERE c.reviews IS NOT NULL OR p.unit IS NOT NULL)::text AS expected`,
    `count(c.reviews)::text AS received`,
    `count(*) FILTER (WHERE c."reviewsOnTime"::bigint > 0)::text AS "onTime"`,
  ].join(', ');
  return tx.query(
    `WITH planned AS (SELECT DISTINCT unit FROM raw_plan WHERE period = $1), c AS (SELECT * FROM raw_household WHERE period = $1),
          b AS (SELECT * FROM raw_household WHERE period = $2),
          places AS (SELECT commune, village FROM c UNION SELECT commune, village FROM b UNION SELECT unit, '' FROM planned)
     SELECT e.ancestor AS unit, e.ancestor_level AS level, ${sums}
       FROM places x JOIN raw_edge e ON e.unit = x.commune AND e.unit_level = 'commune' AND x.village = ''
       LEFT JOIN c ON (c.commune, c.village) = (x.commune, x.village) LEFT JOIN b ON (b.commune, b.village) = (x.commune, x.village)
       LEFT JOIN planned p ON p.unit = x.commune
      GROUP BY 1, 2
     UNION ALL
     SELECT x.village, 'village', ${sums}
       FROM places x JOIN raw_edge e ON e.unit = x.village AND e.ancestor = x.village AND x.village <> ''
       LEFT JOIN c ON (c.commune, c.village) = (x.commune, x.village) LEFT JOIN b ON (b.commune, b.village) = (x.commune, x.village)
       LEFT JOIN planned p ON false
      GROUP BY 1, 2`,
    [year, previous],
  );
}

const RANK = `array_position(ARRAY['nation', 'province', 'district', 'cluster', 'commune', 'village'], `;

/** Money of every unit of the day with any in the year: paid in the period, paid since January, assigned. */
export function rawMoneySums(tx: Tx, firstMonth: string, lastMonth: string): Promise<Record<string, string>[]> {
  const year = firstMonth.slice(0, 4);
  return tx.query(
    `WITH paid AS (
       SELECT e.ancestor AS unit, e.ancestor_level AS level, coalesce(sum(amount) FILTER (WHERE month >= $2), 0) AS disbursed, sum(amount) AS to_date,
              count(*) FILTER (WHERE month >= $2) AS vouchers, count(*) FILTER (WHERE sample) AS sample
         FROM raw_voucher v JOIN raw_edge e ON e.unit = v.unit AND ${RANK} e.ancestor_level) <= ${RANK} v.owner_level)
        WHERE month BETWEEN $1 AND $3 GROUP BY 1, 2
     ), helped AS (
       SELECT unit, level, count(*) AS households FROM (
         SELECT e.ancestor AS unit, e.ancestor_level AS level, v.household
           FROM raw_voucher v JOIN raw_edge e ON e.unit = v.unit AND ${RANK} e.ancestor_level) <= ${RANK} v.owner_level)
          WHERE month BETWEEN $2 AND $3 AND v.household IS NOT NULL GROUP BY 1, 2, 3 HAVING sum(amount) > 0) h GROUP BY 1, 2
     ), held AS (
       SELECT e.ancestor AS unit, e.ancestor_level AS level, sum(a.count) AS activities
         FROM raw_activity a JOIN raw_edge e ON e.unit = a.unit WHERE month BETWEEN $2 AND $3 GROUP BY 1, 2
     ), assigned AS (
       SELECT e.ancestor AS unit, e.ancestor_level AS level,
              sum(CASE WHEN lines = 0 AND e.unit_level = 'commune' THEN total ELSE coalesce((led->>e.unit_level)::numeric, 0) END) AS assigned
         FROM raw_plan p JOIN raw_edge e ON e.unit = p.unit WHERE p.period = $4 GROUP BY 1, 2
     )
     SELECT unit, level, coalesce(disbursed, 0)::text AS disbursed, coalesce(to_date, 0)::text AS "disbursedToDate", coalesce(vouchers, 0)::text AS vouchers,
            coalesce(sample, 0)::text AS "sampleVouchers", coalesce(assigned::text, '') AS assigned,
            coalesce(households, 0)::text AS households, coalesce(activities, 0)::text AS activities
       FROM paid FULL JOIN assigned USING (unit, level) LEFT JOIN helped USING (unit, level) FULL JOIN held USING (unit, level) WHERE level <> 'village'`,
    [`${year}-01`, firstMonth, lastMonth, year],
  );
}
