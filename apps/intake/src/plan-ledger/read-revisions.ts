import type { Plan } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';

/** A plan as it was stated once. */
export interface PlanRevision {
  ver: number;
  body: Plan;
  retracted: string | null;
  statedAt: Date;
}

export interface StoredPlan extends PlanRevision {
  receivedAt: Date;
}

interface Row {
  ver: string;
  body: Plan;
  retracted: string | null;
  changed_at: Date;
  received_at: Date;
}

/** The revisions of a plan, the newest first; of a retraction the plan it took back. Null where there is none. */
export async function readRevisions(tx: Tx, planId: string): Promise<{ now: StoredPlan; earlier: PlanRevision[] } | null> {
  const [now] = await tx.query<Row>('SELECT ver, body, retracted, changed_at, received_at FROM intake.fact_plan WHERE id = $1', [
    planId,
  ]);
  if (!now) return null;
  const earlier = await tx.query<Row>(
    `SELECT ver, body, retracted, changed_at FROM intake.fact_history WHERE kind = 'plans' AND id = $1 ORDER BY rev DESC`,
    [planId],
  );
  return { now: { ...fromDb(now), receivedAt: now.received_at }, earlier: earlier.map(fromDb) };
}

/** Plans of a unit that stand, of one year or of all. */
export async function readStandingPlans(tx: Tx, unit: string, period: string | null): Promise<StoredPlan[]> {
  const rows = await tx.query<Row>(
    `SELECT ver, body, retracted, changed_at, received_at FROM intake.fact_plan
      WHERE unit = $1 AND retracted IS NULL AND ($2::text IS NULL OR body->>'period' = $2)`,
    [unit, period],
  );
  return rows.map((row) => ({ ...fromDb(row), receivedAt: row.received_at }));
}

const fromDb = ({ ver, body, retracted, changed_at: statedAt }: Row): PlanRevision => ({
  ...{ ver: Number(ver), body: { ...body, ver: Number(ver) }, retracted, statedAt },
});
