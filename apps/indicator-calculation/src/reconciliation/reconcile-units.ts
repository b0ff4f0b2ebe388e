import { OWNER_LEVELS, reconcilePlans, type CascadeUnit, type Reconciliation, type Tree } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { cascadeOf, readPlansOf, type PlansByUnit } from './read-cascade.js';
import { readCascadeFacts } from './read-cascade-facts.js';

export interface ReconciledUnits {
  cascade: CascadeUnit;
  plans: PlansByUnit;
  found: Reconciliation;
}

/** A unit's plans and all below, read and set against each other. */
export async function reconcileUnits(tx: Tx, tree: Tree, code: string, period: string): Promise<ReconciledUnits> {
  const below = OWNER_LEVELS.flatMap((level) => tree.unitsOf(level, code).map((unit) => unit.code));
  const plans = await readPlansOf(tx, [...new Set([code, ...below])], period);
  const cascade = cascadeOf(tree, code, plans);
  const facts = await readCascadeFacts(tx, tree, cascade, period);
  return { cascade, plans, found: reconcilePlans(cascade, facts) };
}
