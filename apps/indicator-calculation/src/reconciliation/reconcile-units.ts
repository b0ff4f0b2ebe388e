import {
  cascadeUnits,
  OWNER_LEVELS,
  reconcileUnit,
  together,
  type CascadeUnit,
  type Reconciliation,
  type Tree,
} from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { cascadeOf, readPlansOf, type PlansByUnit } from './read-cascade.js';
import { readCascadeFacts } from './read-cascade-facts.js';

/**
 * The nation's take more than a second: what else the process does goes on in between, and the server is told that the transaction, which it would end
 * after five seconds of silence, still works.
 */
const UNITS_AT_ONCE = 100;

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
  const found: Reconciliation[] = [];
  for (const [i, unit] of cascadeUnits(cascade).entries()) {
    if (i % UNITS_AT_ONCE === 0) await tx.query('SELECT 1');
    found.push(reconcileUnit(unit, facts));
  }
  return { cascade, plans, found: together(found) };
}
