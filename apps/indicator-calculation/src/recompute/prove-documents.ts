import { OWNER_LEVELS } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { sumOf, type Proof, type ProofScope } from './proof.js';

/** Plans, and what each assigns by the level that leads a line; declared figures, which are kept as they were said. Reads only. */
export async function proveDocuments(tx: Tx, scope: ProofScope): Promise<Proof> {
  return sumOf([await proveKind(tx, scope, PLANS), await proveKind(tx, scope, DECLARATIONS)]);
}

interface Kind {
  noun: string;
  facts: string;
  states: string;
  id: string;
  /** What a state holds beside the document itself, as text, and the same from the fact. */
  held: string;
  said: string;
}

/** What the lines of a plan assign that one level leads. `body` is the column of the plan. */
export const ledBySql = (level: string, body: string): string =>
  `coalesce((SELECT sum((a->>'amountDong')::numeric) FROM jsonb_array_elements(coalesce(${body}->'allocations', '[]')) a WHERE a->>'ownerLevel' = '${level}'), 0)`;

const PLANS: Kind = {
  noun: 'plan',
  facts: 'fact_plan',
  states: 'plan_state',
  id: 'plan_id',
  held: `concat_ws(' ', s.period, s.lines, s.led_by_nation, s.led_by_province, s.led_by_district, s.led_by_commune, s.assigned_dong)`,
  said: `concat_ws(' ', f.body->>'period', jsonb_array_length(coalesce(f.body->'allocations', '[]')),
         ${OWNER_LEVELS.map((level) => ledBySql(level, 'f.body')).join(', ')}, (f.body->>'assignedDong')::numeric)`,
};
const DECLARATIONS: Kind = {
  noun: 'declaration',
  facts: 'fact_declaration',
  states: 'declaration_state',
  id: 'declaration_id',
  held: 's.period',
  said: `f.body->>'period'`,
};

interface Row {
  documents: string;
  pending: string;
  differing: { id: string; unit: string; said: string; held: string }[];
}

async function proveKind(tx: Tx, { schema, units, lanes, settledBefore, listed }: ProofScope, kind: Kind): Promise<Proof> {
  const [row] = await tx.query<Row>(proveStatement(schema, kind), [units, lanes, settledBefore]);
  const { documents, pending, differing } = row!;
  return {
    values: Number(documents),
    pending: Number(pending),
    differenceCount: differing.length,
    differences: differing.slice(0, listed).map(({ id, unit, said, held }) => ({
      unit,
      period: '',
      measure: `${kind.noun} ${id}`,
      recomputed: said,
      stored: held,
    })),
  };
}

/** A document that has moved to another unit is known there by its new `rev`; here its state is then older than its fact, or empty. */
const proveStatement = (schema: string, { noun, facts, states, id, held, said }: Kind) => ({
  name: `prove-${noun}-${schema}`,
  text: `
WITH unit AS MATERIALIZED (SELECT * FROM unnest($1::text[], $2::smallint[]) AS u(unit, lane)),
held AS MATERIALIZED (
  SELECT s.lane, s.${id} AS id, s.rev, s.unit, s.body IS NOT NULL AS stands, ${held} AS held
    FROM unit u JOIN ${schema}.${states} s ON s.unit = u.unit AND s.lane = u.lane
), here AS (
  SELECT f.id FROM unit u JOIN intake.${facts} f ON f.unit = u.unit UNION SELECT id FROM held
), fact AS MATERIALIZED (
  SELECT f.id, f.lane, f.unit, f.rev, f.changed_at, f.retracted IS NULL AS stands, ${said} AS said
    FROM here JOIN intake.${facts} f ON f.id = here.id
), compared AS MATERIALIZED (
  SELECT s.id, s.unit, f.changed_at, f.rev > s.rev AS in_flight, coalesce(CASE WHEN f.stands AND f.lane = s.lane THEN f.unit || ' ' || f.said END, 'nothing') AS said,
         CASE WHEN s.stands THEN s.unit || ' ' || s.held ELSE 'nothing' END AS held
    FROM held s LEFT JOIN fact f ON f.id = s.id
  UNION ALL
  SELECT f.id, f.unit, f.changed_at, true, f.unit || ' ' || f.said, 'nothing' FROM fact f JOIN unit u ON u.unit = f.unit
   WHERE f.stands AND NOT EXISTS (SELECT FROM held s WHERE (s.lane, s.id) = (f.lane, f.id))
)
SELECT (SELECT count(*) FROM compared) AS documents, (SELECT count(*) FROM compared WHERE in_flight AND changed_at >= $3::timestamptz) AS pending,
       (SELECT coalesce(jsonb_agg(to_jsonb(d)), '[]') FROM (
          SELECT id, unit, said, held FROM compared
           WHERE CASE WHEN in_flight THEN changed_at < $3::timestamptz ELSE said <> held END ORDER BY unit, id) d) AS differing`,
});
