import {
  POVERTY_STANDARDS,
  type Measure,
  type MeasureSet,
  type PovertyStandard,
  type ReviewCondition,
  type ReviewFieldName,
  type Scalar,
} from '@chitieu/domain';

/**
 * What a review says, as columns with the names of the fields that conditions ask about. `said`: the columns of a fact of intake;
 * what was true before comes from windows over a household's periods: `base` and `was_poor`.
 */
export const SAID = `body->>'classification' AS class, retracted IS NULL AND coalesce(body->>'presence', 'living') = 'living' AS living,
       coalesce(body->>'presence', 'living') AS presence, body->>'area' AS area, body->>'standard' AS standard,
       coalesce(body->>'reviewKind', 'annual') AS review_kind, coalesce(body->>'reviewState', 'preliminary') AS review_state,
       (body->>'reviewedOn')::date AS reviewed_on, coalesce((body->>'sample')::boolean, false) AS sample,
       coalesce(body->'deprivations', '[]') AS deprivations, coalesce(body->'groups', '[]') AS groups, coalesce(body->'causes', '[]') AS causes,
       (body->>'members')::int AS members, (body->'scores'->>'b1')::int AS score_b1, (body->'scores'->>'b2')::int AS score_b2`;

/** What forms B1 and B2 say under a standard: below its line, and deprived or not. */
const agreesSql = ({ b1Line, b1PoorWhatever, minDeprivations }: PovertyStandard): string =>
  `CASE WHEN ${b1PoorWhatever === null ? 'false' : `score_b1 <= ${b1PoorWhatever}`} THEN class = 'poor' WHEN score_b1 > ${b1Line} THEN class NOT IN ('poor', 'nearPoor')
        WHEN score_b2 / 10 >= ${minDeprivations} THEN class = 'poor' ELSE class = 'nearPoor' END`;

const EVIDENCE_SQL = `CASE WHEN score_b1 IS NULL THEN 'unknown' ${POVERTY_STANDARDS.filter(({ b1Line }) => b1Line !== null)
  .map(
    (of) =>
      `WHEN standard = '${of.code}' AND area = '${of.area}' THEN CASE WHEN ${agreesSql(of)} THEN 'agrees' ELSE 'contradicts' END`,
  )
  .join(' ')} ELSE 'unknown' END`;

const COLUMNS: Readonly<Record<ReviewFieldName, string>> = {
  presence: 'presence',
  classification: 'class',
  baseClassification: 'base',
  wasPoorBefore: 'was_poor',
  area: 'area',
  standard: 'standard',
  reviewKind: 'review_kind',
  reviewState: 'review_state',
  onTime: `(reviewed_on <= (left(period, 4) || '-12-14')::date)`,
  sample: 'sample',
  deprivations: 'deprivations',
  groups: 'groups',
  causes: 'causes',
  members: 'members',
  deprivationCount: 'jsonb_array_length(deprivations)',
  scoreB1: 'score_b1',
  scoreB2: 'score_b2',
  evidence: `(${EVIDENCE_SQL})`,
};

/** The condition in SQL, which never answers with null. It shares the definition with the calculator, and no code. */
export function conditionSql(condition: ReviewCondition): string {
  if ('all' in condition) return joined(condition.all, ' AND ', 'true');
  if ('any' in condition) return joined(condition.any, ' OR ', 'false');
  if ('not' in condition) return `NOT ${conditionSql(condition.not)}`;
  const column = COLUMNS[condition.field];
  if ('in' in condition)
    return joined(
      condition.in.map((is) => ({ field: condition.field, is })),
      ' OR ',
      'false',
    );
  if ('has' in condition) return `(${column} ? ${literal(condition.has)})`;
  if ('atLeast' in condition) return `coalesce(${column} >= ${condition.atLeast}, false)`;
  if ('below' in condition) return `coalesce(${column} < ${condition.below}, false)`;
  return `(${column} IS NOT DISTINCT FROM ${literal(condition.is)})`;
}

const joined = (conditions: readonly ReviewCondition[], by: string, empty: string): string =>
  conditions.length === 0 ? empty : `(${conditions.map(conditionSql).join(by)})`;

export const literal = (value: Scalar): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/** What one household adds to a measure. */
const countedSql = ({ where, counts }: Measure): string =>
  `CASE WHEN ${conditionSql(where)} THEN ${counts === 'members' ? 'members' : 1} ELSE 0 END`;

/** What each household adds to every measure, as an array in their order. */
export const countsSql = ({ measures }: MeasureSet): string => `ARRAY[${measures.map(countedSql).join(', ')}]`;

/** The same from a stored state. */
export const storedCountsSql = ({ measures }: MeasureSet, state: string): string =>
  `CASE WHEN ${state}.counted = '' THEN ${noCountsSql(measures.length)} ELSE ARRAY[${measures
    .map(({ counts }, i) => `get_bit(${state}.counted, ${i})${counts === 'members' ? ` * ${state}.members` : ''}`)
    .join(', ')}] END`;

export const noCountsSql = (size: number): string => `array_fill(0, ARRAY[${size}])`;

/** Sum of a measure over households that stand as rows. */
export const sumSql = (measure: Measure): string => `coalesce(sum(${countedSql(measure)}), 0)`;

/**
 * `placed`: every review that stands in `facts`, with what was true of its household before, seen through windows over its periods
 * instead of the base that travels with an event.
 */
export const placedSql = (facts: string): string => `stated AS (
  SELECT id, period, rev, unit AS commune, coalesce(body->>'village', '') AS village, ${SAID}
    FROM ${facts} WHERE retracted IS NULL
), placed AS (
  SELECT stated.*,
         CASE WHEN lag(period) OVER w = (period::int - 1)::text AND lag(living) OVER w THEN lag(class) OVER w END AS base,
         coalesce(bool_or(living AND class = 'poor') OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS was_poor
    FROM stated WINDOW w AS (PARTITION BY id ORDER BY period)
)`;

export const COMMUNE_AND_VILLAGE = `commune, CASE WHEN grouping(village) = 1 THEN '' ELSE village END AS village`;
export const BY_COMMUNE_AND_VILLAGE = `GROUP BY GROUPING SETS ((commune, period), (commune, village, period))
HAVING grouping(village) = 1 OR village <> ''`;

/** What a household counts for, as a state stores it: eight measures a byte, the first in the lowest bit. */
export function countedBytesSql({ measures }: MeasureSet): string {
  const bytes = Array.from({ length: Math.ceil(measures.length / 8) }, (_, byte) => measures.slice(byte * 8, byte * 8 + 8));
  const byteSql = (some: readonly Measure[]): string =>
    `lpad(to_hex(${some.map(({ where }, bit) => `CASE WHEN ${conditionSql(where)} THEN ${1 << bit} ELSE 0 END`).join(' + ')}), 2, '0')`;
  return `decode(${bytes.map(byteSql).join(' || ')}, 'hex')`;
}
