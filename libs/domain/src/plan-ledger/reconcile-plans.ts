import { OWNER_LEVELS } from '../vocabulary.js';
import { carriedOverExceedsPlan } from './carried-over.js';
import { cascadeUnits, type CascadeUnit, type LedgerPlan } from './ledger-plan.js';
import type { PlanDifference, Reconciliation } from './plan-difference.js';
import { reconcileAllocations } from './reconcile-allocations.js';
import { reconcileMentions } from './reconcile-mentions.js';
import { reconcileOnePlan } from './reconcile-one-plan.js';
import { reconcileTargets } from './reconcile-targets.js';
import type { ReconciliationFacts } from './target-difference.js';

export interface CascadeFacts extends ReconciliationFacts {
  /** The unit's plans of the year before. */
  plansBefore(unit: string): readonly LedgerPlan[];
}

/**
 * A unit's plans and all below it set against each other, level by level: each plan against itself, then what every unit hands on against what
 * the units directly below it make of it. Nothing is found in a cascade that agrees.
 */
export const reconcilePlans = (unit: CascadeUnit, facts: CascadeFacts): Reconciliation =>
  together(cascadeUnits(unit).map((each) => reconcileUnit(each, facts)));

export const together = (found: readonly Reconciliation[]): Reconciliation => ({
  differences: found.flatMap(({ differences }) => differences),
  notComparable: found.flatMap(({ notComparable }) => notComparable),
});

/** One unit's plans against themselves and those directly below. */
export function reconcileUnit(unit: CascadeUnit, facts: CascadeFacts): Reconciliation {
  const own = [
    ...unit.plans.flatMap((plan) => reconcileOnePlan(unit, plan)),
    ...carriedOverExceedsPlan(unit, facts.plansBefore(unit.code)),
  ];
  if (unit.children.length === 0) return { differences: own, notComparable: [] };
  if (unit.plans.length === 0) return { differences: [], notComparable: nothingAbove(unit) };
  const [targets, allocations] = [reconcileTargets(unit, facts), reconcileAllocations(unit)];
  const missing = handsOn(unit) ? unit.children.filter(({ plans }) => plans.length === 0) : [];
  return {
    differences: [
      ...own,
      ...missing.map((child) => planMissing(unit, child)),
      ...targets.differences,
      ...allocations.differences,
      ...reconcileMentions(unit),
    ],
    notComparable: [...targets.notComparable, ...allocations.notComparable],
  };
}

const nothingAbove = (unit: CascadeUnit): Reconciliation['notComparable'] =>
  unit.children.some(({ plans }) => plans.length > 0)
    ? [{ unit: unit.code, level: unit.level, what: 'plan', reason: 'no_plan_above' }]
    : [];

const handsOn = ({ plans, level }: CascadeUnit): boolean =>
  plans.some(
    ({ targets, allocations }) =>
      targets.length > 0 ||
      allocations.some(({ ownerLevel }) => OWNER_LEVELS.indexOf(ownerLevel) > OWNER_LEVELS.indexOf(level as never)),
  );

const planMissing = (parent: CascadeUnit, { code, level }: CascadeUnit): PlanDifference => ({
  ...{ rule: 'plan-missing', severity: 'warning', unit: code, level, indicator: null, dimension: null, line: null },
  ...{ amount: null, measure: 'units', below: { amount: null, lines: [] }, causes: [] },
  above: {
    amount: null,
    lines: parent.plans.map(({ orgUnit, planId }) => ({
      ...{ unit: orgUnit, planId, pointer: '', what: 'plan', text: '', amount: { num: 0n, den: 1n } },
    })),
  },
});
