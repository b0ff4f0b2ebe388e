import type { Database } from '@chitieu/persistence';

/**
 * Waits until every event that was in the log at the call has reached the calculator; returns how many are missing when
 * the time is over. Compares entities, not positions, so that it holds for either bus.
 */
export async function waitUntilApplied(database: Database, withinMs: number): Promise<number> {
  const until = Date.now() + withinMs;
  for (;;) {
    const [row] = await database.query<{ missing: string }>(MISSING);
    const missing = Number(row!.missing);
    if (missing === 0 || Date.now() > until) return missing;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Facts whose `rev` the projection does not hold yet. */
const MISSING = `
SELECT (SELECT count(*) FROM intake.fact_household_review f
          LEFT JOIN projection.household_state s ON (s.lane, s.household_id, s.period) = (f.lane, f.id, f.period) WHERE s.rev IS NULL OR s.rev < f.rev)
     + (SELECT count(*) FROM intake.fact_disbursement f
          LEFT JOIN projection.voucher_state s ON (s.lane, s.voucher_id) = (f.lane, f.id) WHERE s.rev IS NULL OR s.rev < f.rev)
     + (SELECT count(*) FROM intake.fact_plan f
          LEFT JOIN projection.plan_state s ON (s.lane, s.plan_id) = (f.lane, f.id) WHERE s.rev IS NULL OR s.rev < f.rev)
     + (SELECT count(*) FROM intake.fact_org_unit f
          LEFT JOIN calculation.org_unit s ON s.code = f.body->>'code' AND s.valid_from = (f.body->>'validFrom')::date WHERE s.rev IS NULL OR s.rev < f.rev) AS missing`;
