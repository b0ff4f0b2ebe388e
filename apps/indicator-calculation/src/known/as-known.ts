import { laneOf, type MeasureSet } from '@chitieu/domain';
import type { Statement, Tx } from '@chitieu/persistence';
import { columnOf } from '../projection/household-projection.js';
import { BY_COMMUNE_AND_VILLAGE, COMMUNE_AND_VILLAGE, countedBytesSql, placedSql, sumSql } from '../recompute/condition-sql.js';

/** What a reading of the past sees. */
export interface Known {
  /** By the database's clock. */
  at: Date;
  /** Whose households are looked at. */
  communes: readonly string[];
  measures: MeasureSet;
}

/**
 * The same statements as of the numbers that serve, on what was known at an instant: each table of the projection becomes a part of the
 * statement that makes it from the facts and their history, by when each was accepted. It only reads.
 */
export function asKnown(tx: Tx, known: Known): Tx {
  const parts = tablesOf(known);
  return { query: (statement, values) => tx.query(onKnown(statement, parts), values) };
}

function onKnown(statement: Statement, parts: ReadonlyMap<string, string>): string {
  const text = typeof statement === 'string' ? statement : statement.text;
  const asked = [...parts.keys()].filter((table) => text.includes(`projection.${table}`));
  if (asked.length === 0) return text;
  const own = text.replaceAll('projection.', 'known_').trimStart();
  const made = asked.map((table) => parts.get(table)!).join(', ');
  return own.startsWith('WITH ') ? `WITH ${made}, ${own.slice('WITH '.length)}` : `WITH ${made} ${own}`;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function tablesOf({ at, communes, measures }: Known): ReadonlyMap<string, string> {
  const instant = `${literal(at.toISOString())}::timestamptz`;
  const places = `unnest(ARRAY[${communes.map(literal).join(', ')}]::text[], ARRAY[${communes.map(laneOf).join(', ')}]::smallint[])`;
  return new Map([
    ['household_count', householdCounts(instant, places, measures)],
    ['household_state', householdStates(instant, places, measures)],
    ['voucher_state', vouchers('voucher_state', instant)],
    ['disbursed', `${vouchers('voucher', instant)}, ${DISBURSED}`],
    ['plan_state', plans(instant)],
    ['declaration_state', declarations(instant)],
  ]);
}

/** What a kind of fact said at the instant, retractions among it: the fact itself, or the one of its earlier versions that stood then. */
const saidThen = (kind: string, table: string, instant: string, where = 'true'): string => `
  SELECT id, period, ver, rev, unit, body, retracted FROM intake.${table} f WHERE coalesce(said_at, changed_at) <= ${instant} AND ${where}
  UNION ALL
  SELECT id, period, ver, rev, unit, body, retracted FROM intake.fact_history f
   WHERE kind = '${kind}' AND changed_at <= ${instant} AND replaced_at > ${instant} AND ${where}`;

/** All periods of each household that was ever said to live in one of the communes: what was true before may have been said elsewhere. */
const reviews = (
  name: string,
  instant: string,
  places: string,
): string => `${name}_place AS MATERIALIZED (SELECT * FROM ${places} AS p(commune, lane)
), ${name}_household AS MATERIALIZED (
  SELECT f.id FROM ${name}_place p JOIN intake.fact_household_review f ON f.unit = p.commune
  UNION SELECT h.id FROM ${name}_place p JOIN intake.fact_history h ON h.kind = 'household-reviews' AND h.unit = p.commune
), ${name}_review AS MATERIALIZED (${saidThen('household-reviews', 'fact_household_review', instant, `id IN (SELECT id FROM ${name}_household)`)}
), ${placedSql(`${name}_review`)}`;

const householdCounts = (
  instant: string,
  places: string,
  { measures }: MeasureSet,
): string => `${reviews('counted', instant, places)},
known_household_count AS MATERIALIZED (
  SELECT c.*, p.lane FROM (
    SELECT ${COMMUNE_AND_VILLAGE}, period, ${measures.map((measure) => `${sumSql(measure)} AS ${columnOf(measure.code)}`).join(', ')}
      FROM placed ${BY_COMMUNE_AND_VILLAGE}) c JOIN counted_place p USING (commune)
)`;

const householdStates = (instant: string, places: string, measures: MeasureSet): string => `${reviews('stood', instant, places)},
known_household_state AS MATERIALIZED (
  SELECT p.lane, id AS household_id, period, rev, commune, village, ${countedBytesSql(measures)} AS counted, members
    FROM placed JOIN stood_place p USING (commune)
)`;

const vouchers = (name: string, instant: string): string => `known_${name} AS MATERIALIZED (
  SELECT id AS voucher_id, rev, false AS retracted, unit, left(body->>'paidOn', 7) AS month, body->>'programme' AS programme, body->>'project' AS project,
         coalesce(body->>'subProject', '') AS sub_project, body->>'capitalType' AS capital_type, body->>'fundSource' AS fund_source,
         (body->>'originYear')::int AS origin_year, body->>'ownerLevel' AS owner_level, coalesce(body->>'householdId', '') AS household_id,
         CASE WHEN body ? 'reverses' THEN -1 ELSE 1 END * (body->>'amountDong')::numeric AS amount_dong,
         coalesce((body->>'sample')::boolean, false) AS sample
    FROM (${saidThen('disbursements', 'fact_disbursement', instant)}) said WHERE retracted IS NULL
)`;

const LINE = 'unit, month, programme, project, sub_project, capital_type, fund_source, origin_year, owner_level';
const DISBURSED = `known_disbursed AS MATERIALIZED (
  SELECT ${LINE}, sum(amount_dong) AS amount_dong, count(*) AS vouchers, count(*) FILTER (WHERE sample) AS sample FROM known_voucher GROUP BY ${LINE}
)`;

const ledBy = (level: string): string =>
  `coalesce((SELECT sum((a->>'amountDong')::numeric) FROM jsonb_array_elements(coalesce(body->'allocations', '[]')) a
              WHERE a->>'ownerLevel' = '${level}'), 0) AS led_by_${level}`;

const plans = (instant: string): string => `known_plan_state AS MATERIALIZED (
  SELECT id AS plan_id, rev, unit, body->>'period' AS period, body || jsonb_build_object('planId', id, 'orgUnit', unit, 'ver', ver) AS body,
         jsonb_array_length(coalesce(body->'allocations', '[]')) AS lines, ${['nation', 'province', 'district', 'commune'].map(ledBy).join(', ')},
         (body->>'assignedDong')::numeric AS assigned_dong
    FROM (${saidThen('plans', 'fact_plan', instant)}) said WHERE retracted IS NULL
)`;

const declarations = (instant: string): string => `known_declaration_state AS MATERIALIZED (
  SELECT id AS declaration_id, rev, unit, body->>'period' AS period, body || jsonb_build_object('declarationId', id, 'orgUnit', unit, 'ver', ver) AS body
    FROM (${saidThen('declarations', 'fact_declaration', instant)}) said WHERE retracted IS NULL
)`;
