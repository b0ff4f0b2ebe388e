import type { Declaration, Plan, PlanTarget } from '@chitieu/contracts';
import { newestPlanFirst, yearOf, type NoCarriedTarget } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { readDifferences, type KeptDifference } from '../reconciliation/difference-store.js';

/** A plan line with the plan it stands in. */
export interface TargetLine extends PlanTarget {
  planId: string;
  decision: string | null;
}

export type DeclaredFigure = Declaration['figures'][number] & { document: string | null };

/** How a target came to be carried, or why it was not. */
export interface CarriedNote {
  estimated: boolean;
  reason: NoCarriedTarget | null;
}

/** What was planned for, and said by, one unit in one period. */
export interface Documents {
  plans: Plan[];
  targets: TargetLine[];
  figures: DeclaredFigure[];
  /** Where the unit's plans do not agree with themselves, or with those below. */
  differences: KeptDifference[];
  /** Of targets that are other units' own: how they were carried, by indicator and dimension. */
  carried?: ReadonlyMap<string, CarriedNote>;
}

const NONE: Documents = { plans: [], targets: [], figures: [], differences: [] };

export interface DocumentsByUnit {
  of(unit: string): Documents;
}

/** Targets are the year's: a shorter period has declared figures of its own, and no target. */
export async function readDocuments(tx: Tx, units: string[], period: string): Promise<DocumentsByUnit> {
  const plans = await tx.query<{ unit: string; body: Plan }>(
    {
      name: 'plans-of-units',
      text: 'SELECT unit, body FROM projection.plan_state WHERE unit = ANY ($1) AND period = $2 AND body IS NOT NULL',
    },
    [units, yearOf(period)],
  );
  const declarations = await tx.query<{ unit: string; body: Declaration }>(
    {
      name: 'declarations-of-units',
      text: 'SELECT unit, body FROM projection.declaration_state WHERE unit = ANY ($1) AND period = $2 AND body IS NOT NULL ORDER BY declaration_id',
    },
    [units, period],
  );
  const differences = await readDifferences(tx, units, yearOf(period));
  const byUnit = new Map<string, Documents>();
  const documents = (unit: string): Documents => {
    const known = byUnit.get(unit) ?? { plans: [], targets: [], figures: [], differences: [] };
    byUnit.set(unit, known);
    return known;
  };
  for (const { unit, body } of plans.sort((a, b) => newestPlanFirst(a.body, b.body))) {
    documents(unit).plans.push(body);
    if (period === body.period) documents(unit).targets.push(...linesOf(body));
  }
  for (const { unit, body } of declarations) {
    documents(unit).figures.push(...body.figures.map((figure) => ({ ...figure, document: body.document ?? null })));
  }
  for (const [unit, found] of differences) documents(unit).differences.push(...found);
  return { of: (unit) => byUnit.get(unit) ?? NONE };
}

function linesOf(plan: Plan): TargetLine[] {
  const decision = [plan.decision.number, plan.decision.date, plan.decision.issuer].filter(Boolean).join(' · ') || null;
  return plan.targets.map((target) => ({ ...target, planId: plan.planId, decision }));
}
