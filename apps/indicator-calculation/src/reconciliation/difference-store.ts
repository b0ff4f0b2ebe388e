import { differenceText, type PlanDifference } from '@chitieu/domain';
import { textColumn, type Tx } from '@chitieu/persistence';

/** A difference as the last reconciliation of its year left it. */
export interface KeptDifference {
  unit: string;
  rule: string;
  severity: 'error' | 'warning' | 'info';
  indicator: string | null;
  vi: string;
  en: string;
}

/** What a year's differences are worked out from; while it stands still, so do they. */
export interface PlansOfYear {
  period: string;
  plans: string;
  revs: string;
  treeVersion: string;
}

export async function keepDifferences(tx: Tx, of: PlansOfYear, differences: readonly PlanDifference[], now: Date): Promise<void> {
  const texts = differences.map((difference) => differenceText(difference).message);
  await tx.query('DELETE FROM calculation.plan_difference WHERE period = $1', [of.period]);
  await tx.query(
    `INSERT INTO calculation.plan_difference (period, unit, level, rule, severity, indicator, vi, en)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])`,
    [
      of.period,
      ...(['unit', 'level', 'rule', 'severity', 'indicator'] as const).map((field) => differences.map((each) => each[field])),
      texts.map(({ vi }) => vi),
      texts.map(({ en }) => en),
    ],
  );
  await tx.query(
    `INSERT INTO calculation.plan_reconciliation (period, plans, revs, tree_version, reconciled_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (period) DO UPDATE SET (plans, revs, tree_version, reconciled_at) = (excluded.plans, excluded.revs, excluded.tree_version, excluded.reconciled_at)`,
    [of.period, of.plans, of.revs, of.treeVersion, now],
  );
}

/** Years whose plans, or units, are not those that were reconciled last, or were so too long ago; the longest waiting first. */
export async function yearsToReconcile(tx: Tx, before: Date): Promise<PlansOfYear[]> {
  return tx.query<PlansOfYear>(
    `SELECT p.period, p.plans, p.revs, t.version AS "treeVersion"
       FROM (SELECT period, count(*) AS plans, sum(rev) AS revs FROM projection.plan_state GROUP BY period) p
       CROSS JOIN calculation.tree_version t LEFT JOIN calculation.plan_reconciliation r USING (period)
      WHERE (r.plans, r.revs, r.tree_version) IS DISTINCT FROM (p.plans, p.revs::bigint, t.version) OR r.reconciled_at < $1
      ORDER BY r.reconciled_at NULLS FIRST`,
    [before],
  );
}

/** By unit: what is not told of otherwise. */
export async function readDifferences(tx: Tx, units: readonly string[], period: string): Promise<Map<string, KeptDifference[]>> {
  const rows = await tx.query<KeptDifference>(
    {
      name: 'plan-differences',
      text: `SELECT unit, rule, severity, indicator, vi, en FROM calculation.plan_difference
              WHERE unit = ANY ($1::text[]) AND period = $2 ORDER BY id`,
    },
    [textColumn(units), period],
  );
  const byUnit = new Map<string, KeptDifference[]>();
  for (const row of rows) byUnit.set(row.unit, [...(byUnit.get(row.unit) ?? []), row]);
  return byUnit;
}

export async function countDifferences(tx: Tx, period: string): Promise<{ level: string; severity: string; count: number }[]> {
  return tx.query(
    `SELECT level, severity, count(*)::int AS count FROM calculation.plan_difference WHERE period = $1 GROUP BY level, severity`,
    [period],
  );
}
