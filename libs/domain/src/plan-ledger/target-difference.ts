import type { Indicator } from '../catalogue/indicator.js';
import type { Ratio } from '../ratio.js';
import type { CascadeUnit, StandingTarget } from './ledger-plan.js';
import type { PlanDifference, ReconciliationRule } from './plan-difference.js';

/** What is known beside the plans. */
export interface ReconciliationFacts {
  indicator(code: string): Pick<Indicator, 'kind' | 'unit' | 'direction' | 'group' | 'flow'> | null;
  /** What a rate of the unit is taken of; null where nobody knows. */
  denominator(unit: string, indicator: string, dimension: string | null): bigint | null;
  /** True where the indicator stood at nothing before: a unit with no poor household plans none fewer. */
  hadNothing(unit: string, indicator: string, dimension: string | null): boolean;
}

/** A unit below with its line for the target. */
export interface Part {
  child: CascadeUnit;
  line: StandingTarget;
}

/** Head of a difference between targets. */
export function about(
  rule: ReconciliationRule,
  severity: PlanDifference['severity'],
  { code, level }: CascadeUnit,
  { target }: StandingTarget,
  facts: ReconciliationFacts,
) {
  const indicator = facts.indicator(target.indicator);
  const measure =
    indicator?.unit === 'dong' || indicator?.group === 'money' ? 'dong' : indicator?.unit === 'units' ? 'units' : 'households';
  return {
    ...{ rule, severity, unit: code, level, indicator: target.indicator, dimension: target.dimension ?? null, line: null },
    measure: measure as PlanDifference['measure'],
  };
}

/** Below a ceiling there may be less, above a floor more. */
export const isKept = ({ target }: StandingTarget, amount: Ratio): boolean =>
  amount.num === 0n || (target.kind === 'ceiling' && amount.num < 0n) || (target.kind === 'floor' && amount.num > 0n);

/** The units below aiming higher together is worth knowing; aiming lower leaves the parent's target to nobody. */
export function severityOf({ target }: StandingTarget, amount: Ratio, facts: ReconciliationFacts): PlanDifference['severity'] {
  const direction = facts.indicator(target.indicator)!.direction;
  if (direction === 'none') return 'warning';
  const moreIsBetter = target.kind === 'countReduced' || direction === 'ascending';
  return moreIsBetter === amount.num > 0n ? 'info' : 'warning';
}
