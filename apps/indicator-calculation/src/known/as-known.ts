import { laneOf, OWNER_LEVELS, type MeasureSet } from '@chitieu/domain';
import type { Statement, Tx } from '@chitieu/persistence';
import { columnOf } from '../projection/household-projection.js';
import {
  BY_COMMUNE_AND_VILLAGE,
  COMMUNE_AND_VILLAGE,
  countedBytesSql,
  literal,
  placedSql,
  sumSql,
} from '../recompute/condition-sql.js';
import { ledBySql } from '../recompute/prove-documents.js';

/** What a reading of the past sees, or of what would be. */
export interface Known {
  /** By the database's clock. */
  at: Date;
  /** Whose households are looked at. */
  communes: readonly string[];
  measures: MeasureSet;
  /** Facts that are read as if they had been accepted too, each in the place of what it replaces. */
  stated?: Stated;
}

export type StatedKind = 'household-reviews' | 'disbursements' | 'plans';
export type Stated = Partial<Record<StatedKind, readonly StatedFact[]>>;

export interface StatedFact {
  id: string;
  /** Of a household review; '' elsewhere. */
  period: string;
  unit: string;
  body: object;
}

/**
 * The same statements as of the numbers that serve, on what was known at an instant: each table of the projection becomes a part of the
 * statement that makes it from the facts and their history, by when each was accepted. It only reads.
 */
export function asKnown(tx: Tx, known: Known): Tx {
  const parts = tablesOf(known);
  return { query: (statement, values) => tx.query(onKnown(statement, parts), values) };
}

function onKnown(statement: Statement, parts: Parts): string {
  const text = typeof statement === 'string' ? statement : statement.text;
  const asked = [...parts.keys()].filter((table) => text.includes(`projection.${table}`));
  if (asked.length === 0) return text;
  const own = text.replaceAll('projection.', 'known_').trimStart();
  const made = asked.map((table) => parts.get(table)!()).join(', ');
  return own.startsWith('WITH ') ? `WITH ${made}, ${own.slice('WITH '.length)}` : `WITH ${made} ${own}`;
}

/** Each is written where a statement asks for it. */
type Parts = ReadonlyMap<string, () => string>;

function tablesOf(known: Known): Parts {
  const places = `unnest(ARRAY[${known.communes.map(literal).join(', ')}]::text[], ARRAY[${known.communes.map(laneOf).join(', ')}]::smallint[])`;
  return new Map([
    ['household_count', () => householdCounts(known, places)],
    ['household_state', () => householdStates(known, places)],
    ['voucher_state', () => vouchers('voucher_state', known)],
    ['disbursed', () => `${vouchers('voucher', known)}, ${DISBURSED}`],
    ['activity_state', () => activities(known)],
    ['plan_state', () => plans(known)],
    ['declaration_state', () => declarations(known)],
  ]);
}

const TABLES = {
  'household-reviews': 'fact_household_review',
  disbursements: 'fact_disbursement',
  activities: 'fact_activity',
  plans: 'fact_plan',
  declarations: 'fact_declaration',
} as const;

/**
 * What a kind of fact said at the instant, retractions among it. A version stood from the moment it replaced another until it was
 * replaced. A fact's own `changed_at` does not say since when it says what it says: a new base moves it too.
 */
function saidThen(kind: keyof typeof TABLES, { at, stated }: Known, isAsked: (id: string) => string = () => 'true'): string {
  const instant = `${literal(at.toISOString())}::timestamptz`;
  const said = `SELECT f.id, f.period, coalesce(h.ver, f.ver) AS ver, coalesce(h.rev, f.rev) AS rev, coalesce(h.unit, f.unit) AS unit,
         coalesce(h.body, f.body) AS body, CASE WHEN h.id IS NULL THEN f.retracted ELSE h.retracted END AS retracted
    FROM intake.${TABLES[kind]} f
    LEFT JOIN (SELECT DISTINCT ON (id, period) * FROM intake.fact_history WHERE kind = '${kind}' AND replaced_at > ${instant} AND ${isAsked('id')}
                ORDER BY id, period, rev) h ON (h.id, h.period) = (f.id, f.period)
   WHERE f.received_at <= ${instant} AND ${isAsked('f.id')}`;
  const own = kind === 'declarations' || kind === 'activities' ? undefined : stated?.[kind];
  if (!own) return said;
  return `SELECT * FROM (${said}) said WHERE (id, period) NOT IN (SELECT id, period FROM ${recordsOf(own)}) UNION ALL
  SELECT id, period, 1 AS ver, 1 AS rev, unit, body, NULL AS retracted FROM ${recordsOf(own)}`;
}

const recordsOf = (facts: readonly StatedFact[]): string =>
  `jsonb_to_recordset(${literal(JSON.stringify(facts))}::jsonb) AS own(id text, period text, unit text, body jsonb)`;

/** All periods of each household that was ever said to live in one of the communes: what was true before may have been said elsewhere. */
const reviews = (
  name: string,
  known: Known,
  places: string,
): string => `${name}_place AS MATERIALIZED (SELECT * FROM ${places} AS p(commune, lane)
), ${name}_household AS MATERIALIZED (
  SELECT f.id FROM ${name}_place p JOIN intake.fact_household_review f ON f.unit = p.commune
  UNION SELECT h.id FROM ${name}_place p JOIN intake.fact_history h ON h.kind = 'household-reviews' AND h.unit = p.commune
  ${known.stated?.['household-reviews'] ? `UNION SELECT id FROM ${recordsOf(known.stated['household-reviews'])}` : ''}
), ${name}_review AS MATERIALIZED (${saidThen('household-reviews', known, (id) => `${id} IN (SELECT id FROM ${name}_household)`)}
), ${placedSql(`${name}_review`)}`;

const householdCounts = (known: Known, places: string): string => `${reviews('counted', known, places)},
known_household_count AS MATERIALIZED (
  SELECT c.*, p.lane FROM (
    SELECT ${COMMUNE_AND_VILLAGE}, period, ${known.measures.measures.map((measure) => `${sumSql(measure)} AS ${columnOf(measure.code)}`).join(', ')}
      FROM placed ${BY_COMMUNE_AND_VILLAGE}) c JOIN counted_place p USING (commune)
)`;

const householdStates = (known: Known, places: string): string => `${reviews('stood', known, places)},
known_household_state AS MATERIALIZED (
  SELECT p.lane, id AS household_id, period, rev, commune, village, ${countedBytesSql(known.measures)} AS counted, members
    FROM placed JOIN stood_place p USING (commune)
)`;

const vouchers = (name: string, known: Known): string => `known_${name} AS MATERIALIZED (
  SELECT id AS voucher_id, rev, false AS retracted, unit, left(body->>'paidOn', 7) AS month, body->>'programme' AS programme, body->>'project' AS project,
         coalesce(body->>'subProject', '') AS sub_project, body->>'capitalType' AS capital_type, body->>'fundSource' AS fund_source,
         (body->>'originYear')::int AS origin_year, body->>'ownerLevel' AS owner_level, coalesce(body->>'householdId', '') AS household_id,
         CASE WHEN body ? 'reverses' THEN -1 ELSE 1 END * (body->>'amountDong')::numeric AS amount_dong,
         coalesce((body->>'sample')::boolean, false) AS sample
    FROM (${saidThen('disbursements', known)}) said WHERE retracted IS NULL
)`;

const activities = (known: Known): string => `known_activity_state AS MATERIALIZED (
  SELECT id AS activity_id, rev, false AS retracted, unit, left(body->>'heldOn', 7) AS month, body->>'kind' AS kind, (body->>'count')::int AS count,
         coalesce(body->>'qualifier', 'exact') = 'atLeast' AS at_least, coalesce((body->>'sample')::boolean, false) AS sample
    FROM (${saidThen('activities', known)}) said WHERE retracted IS NULL
)`;

const LINE = 'unit, month, programme, project, sub_project, capital_type, fund_source, origin_year, owner_level';
const DISBURSED = `known_disbursed AS MATERIALIZED (
  SELECT ${LINE}, sum(amount_dong) AS amount_dong, count(*) AS vouchers, count(*) FILTER (WHERE sample) AS sample FROM known_voucher GROUP BY ${LINE}
)`;

const plans = (known: Known): string => `known_plan_state AS MATERIALIZED (
  SELECT id AS plan_id, rev, unit, body->>'period' AS period, body || jsonb_build_object('planId', id, 'orgUnit', unit, 'ver', ver) AS body,
         jsonb_array_length(coalesce(body->'allocations', '[]')) AS lines, ${OWNER_LEVELS.map((level) => `${ledBySql(level, 'body')} AS led_by_${level}`).join(', ')},
         (body->>'assignedDong')::numeric AS assigned_dong
    FROM (${saidThen('plans', known)}) said WHERE retracted IS NULL
)`;

const declarations = (known: Known): string => `known_declaration_state AS MATERIALIZED (
  SELECT id AS declaration_id, rev, unit, body->>'period' AS period, body || jsonb_build_object('declarationId', id, 'orgUnit', unit, 'ver', ver) AS body
    FROM (${saidThen('declarations', known)}) said WHERE retracted IS NULL
)`;
