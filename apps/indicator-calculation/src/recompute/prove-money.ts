import type { Tx } from '@chitieu/persistence';
import type { Proof, ProofScope } from './proof.js';

/** Lines of money of the units, from the vouchers' facts. Reads only. */
export async function proveMoney(tx: Tx, { schema, units, lanes, settledBefore, listed }: ProofScope): Promise<Proof> {
  const [row] = await tx.query<Row>(proveStatement(schema), [units, lanes, settledBefore, listed]);
  const { lines, differing, pending, late, differences } = row!;
  return {
    values: Number(lines) * MEASURES.length,
    pending: Number(pending),
    differenceCount: Number(differing) + late.length,
    differences: [
      ...differences.map(({ unit, month, line, facts, stored }) => ({
        unit,
        period: month,
        measure: `disbursed ${line}`,
        recomputed: facts,
        stored,
      })),
      ...late.map(({ unit, month, id, rev }) => ({
        unit,
        period: month ?? '',
        measure: `voucher ${id}`,
        recomputed: `rev ${rev}`,
        stored: 'not applied',
      })),
    ],
  };
}

const MEASURES = ['amount', 'vouchers', 'sample'];

interface Row {
  lines: string;
  differing: string;
  pending: string;
  late: { unit: string; month: string | null; id: string; rev: number }[];
  differences: { unit: string; month: string; line: string; facts: string; stored: string }[];
}

const DIMENSIONS = ['programme', 'project', 'sub_project', 'capital_type', 'fund_source', 'origin_year', 'owner_level'];
const LINE = ['unit', 'month', ...DIMENSIONS].join(', ');
const figures = (amount: string, vouchers: string, sample: string): string =>
  `${amount}::numeric::text || ' đồng, ' || ${vouchers} || ' vouchers' || CASE WHEN ${sample} = 0 THEN '' ELSE ', sample ' || ${sample} END`;

/** As for households (`prove-households.ts`): a state whose fact has the same `rev` is counted as the fact says. */
const proveStatement = (schema: string) => ({
  name: `prove-money-${schema}`,
  text: `
WITH unit AS MATERIALIZED (SELECT * FROM unnest($1::text[], $2::smallint[]) AS u(unit, lane)),
held AS MATERIALIZED (
  SELECT s.* FROM unit u JOIN ${schema}.voucher_state s ON s.lane = u.lane AND s.unit = u.unit
), here AS (
  SELECT f.id FROM unit u JOIN intake.fact_disbursement f ON f.unit = u.unit UNION SELECT voucher_id FROM held
), fact AS MATERIALIZED (
  SELECT f.id, f.lane, f.rev, f.changed_at, f.retracted IS NULL AS stands, f.unit, left(f.body->>'paidOn', 7) AS month, f.body->>'programme' AS programme,
         f.body->>'project' AS project, coalesce(f.body->>'subProject', '') AS sub_project, f.body->>'capitalType' AS capital_type,
         f.body->>'fundSource' AS fund_source, (f.body->>'originYear')::integer AS origin_year, f.body->>'ownerLevel' AS owner_level,
         CASE WHEN f.body ? 'reverses' THEN -1 ELSE 1 END * (f.body->>'amountDong')::numeric AS amount, coalesce((f.body->>'sample')::boolean, false) AS sample
    FROM here JOIN intake.fact_disbursement f ON f.kind = 'disbursements' AND f.id = here.id
), counted AS (
  SELECT ${LINE.replaceAll(/\w+/g, 'f.$&')}, f.amount, f.sample
    FROM held s JOIN fact f ON f.id = s.voucher_id AND f.lane = s.lane WHERE f.rev <= s.rev AND f.stands
  UNION ALL
  SELECT ${LINE.replaceAll(/\w+/g, 's.$&')}, s.amount_dong, s.sample
    FROM held s JOIN fact f ON f.id = s.voucher_id WHERE f.rev > s.rev AND NOT s.retracted
), waiting AS MATERIALIZED (
  SELECT f.id, f.unit, f.month, f.rev, f.changed_at FROM held s JOIN fact f ON f.id = s.voucher_id WHERE f.rev > s.rev
  UNION ALL
  SELECT f.id, f.unit, f.month, f.rev, f.changed_at FROM fact f JOIN unit u ON u.unit = f.unit
   WHERE f.stands AND NOT EXISTS (SELECT FROM held s WHERE (s.lane, s.voucher_id) = (f.lane, f.id))
), recomputed AS (
  SELECT ${LINE}, sum(amount) AS amount, count(*) AS vouchers, count(*) FILTER (WHERE sample) AS sample FROM counted GROUP BY ${LINE}
), stored AS (
  SELECT ${LINE.replaceAll(/\w+/g, 'd.$&')}, d.amount_dong AS amount, d.vouchers, d.sample
    FROM unit u JOIN ${schema}.disbursed d ON d.unit = u.unit WHERE d.amount_dong <> 0 OR d.vouchers <> 0 OR d.sample <> 0
), compared AS MATERIALIZED (
  SELECT ${LINE}, coalesce(r.amount, 0) AS amount, coalesce(r.vouchers, 0) AS vouchers, coalesce(r.sample, 0) AS sample,
         coalesce(s.amount, 0) AS amount_stored, coalesce(s.vouchers, 0) AS vouchers_stored, coalesce(s.sample, 0) AS sample_stored
    FROM recomputed r FULL JOIN stored s USING (${LINE})
), differing AS (
  SELECT unit, month, concat_ws(' ', ${DIMENSIONS.join(', ')}) AS line, ${figures('amount', 'vouchers', 'sample')} AS facts,
         ${figures('amount_stored', 'vouchers_stored', 'sample_stored')} AS stored
    FROM compared WHERE (amount, vouchers, sample) <> (amount_stored, vouchers_stored, sample_stored)
)
SELECT (SELECT count(*) FROM compared) AS lines, (SELECT count(*) FROM differing) AS differing,
       (SELECT count(*) FROM waiting WHERE changed_at >= $3::timestamptz) AS pending,
       (SELECT coalesce(jsonb_agg(to_jsonb(w)), '[]') FROM (SELECT unit, month, id, rev FROM waiting WHERE changed_at < $3::timestamptz ORDER BY id LIMIT $4) w) AS late,
       (SELECT coalesce(jsonb_agg(to_jsonb(d)), '[]') FROM (SELECT * FROM differing ORDER BY unit, month, line LIMIT $4) d) AS differences`,
});
