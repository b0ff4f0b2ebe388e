import { subtract } from '../ratio.js';
import type { TargetKind } from '../vocabulary.js';
import { standingTargets, subjectOf, targetLine, type CascadeUnit, type StandingTarget } from './ledger-plan.js';
import { likelyCauses } from './likely-causes.js';
import { sideOf, type IncomparableReason, type PlanDifference, type Reconciliation } from './plan-difference.js';
import { reconcileRates } from './reconcile-rates.js';
import { about, isKept, severityOf, type Part, type ReconciliationFacts } from './target-difference.js';

/** Targets of a unit against those of the units below, one by one. */
export function reconcileTargets(parent: CascadeUnit, facts: ReconciliationFacts): Reconciliation {
  const planned = parent.children.filter(({ plans }) => plans.length > 0);
  const targetsOf = new Map(
    planned.map((child) => [child, new Map(standingTargets(child.plans).map((t) => [subjectOf(t.target), t]))]),
  );
  const found = standingTargets(parent.plans).map((above): Reconciliation => {
    const { indicator, dimension = null } = above.target;
    const subject = subjectOf(above.target);
    const parts = planned.flatMap((child): Part[] => {
      const line = targetsOf.get(child)!.get(subject);
      return line ? [{ child, line }] : [];
    });
    const without = planned.filter((child) => !targetsOf.get(child)!.has(subject));
    const missing = without.filter((child) => !facts.hadNothing(child.code, indicator, dimension));
    const allPlanned = planned.length === parent.children.length;
    if (missing.length > 0) {
      const left = missing.length === 1 && allPlanned && isCount(above, facts) && sameKind(above, parts, facts);
      return {
        differences: missing.map((child) => targetMissing(child, above, left ? parts : null, facts)),
        notComparable: [incomparable(parent, subject, 'child_without_target')],
      };
    }
    if (!allPlanned) return { differences: [], notComparable: [incomparable(parent, subject, 'child_without_plan')] };
    return compare(parent, above, parts, without, facts);
  });
  return { differences: found.flatMap((f) => f.differences), notComparable: found.flatMap((f) => f.notComparable) };
}

const incomparable = ({ code, level }: CascadeUnit, what: string, reason: IncomparableReason) => ({
  unit: code,
  level,
  what,
  reason,
});

const isCount = ({ target }: StandingTarget, facts: ReconciliationFacts): boolean =>
  facts.indicator(target.indicator)?.kind === 'count';

const sameKind = (above: StandingTarget, parts: readonly Part[], facts: ReconciliationFacts): boolean =>
  parts.every(({ line }) => kindOf(line, facts) === kindOf(above, facts));

/** What starts each year from 0 is its own change: all three say the same of it. */
function kindOf({ target: { kind, indicator } }: StandingTarget, facts: ReconciliationFacts): TargetKind {
  return facts.indicator(indicator)?.flow && (kind === 'change' || kind === 'countReduced') ? 'level' : kind;
}

/** What is left for the one unit that has no line, where the others' can be added up. */
function targetMissing(
  child: CascadeUnit,
  above: StandingTarget,
  others: readonly Part[] | null,
  facts: ReconciliationFacts,
): PlanDifference {
  const below = (others ?? []).map(({ line }) => targetLine(line));
  const given = targetLine(above);
  return {
    ...about('target-missing', 'warning', child, above, facts),
    amount: others && subtract(sideOf(below).amount!, given.amount),
    above: { amount: given.amount, lines: [given] },
    below: { amount: others && sideOf(below).amount, lines: below },
    causes: [],
  };
}

const ADDITIVE = ['level', 'change', 'countReduced', 'ceiling', 'floor'];

function compare(
  parent: CascadeUnit,
  above: StandingTarget,
  parts: readonly Part[],
  without: readonly CascadeUnit[],
  facts: ReconciliationFacts,
): Reconciliation {
  const subject = subjectOf(above.target);
  const cannot = (reason: IncomparableReason): Reconciliation => ({
    differences: [],
    notComparable: [incomparable(parent, subject, reason)],
  });
  const indicator = facts.indicator(above.target.indicator);
  if (indicator === null) return cannot('indicator_unknown');
  if (!ADDITIVE.includes(above.target.kind)) return cannot('kind_not_additive');
  if (!sameKind(above, parts, facts)) return cannot('kinds_differ');
  if (parts.length === 0) return { differences: [], notComparable: [] };
  if (indicator.kind === 'count') return { differences: counts(parent, above, parts, facts), notComparable: [] };
  return reconcileRates(parent, above, parts, without, facts) ?? cannot('denominator_unknown');
}

function counts(
  parent: CascadeUnit,
  above: StandingTarget,
  parts: readonly Part[],
  facts: ReconciliationFacts,
): PlanDifference[] {
  const [given, made] = [[targetLine(above)], parts.map(({ line }) => targetLine(line))];
  const amount = subtract(sideOf(made).amount!, sideOf(given).amount!);
  if (isKept(above, amount)) return [];
  const causes = likelyCauses({ above: given, below: made });
  const severity = severityOf(above, amount, facts);
  return [
    { ...about('targets-differ', severity, parent, above, facts), amount, above: sideOf(given), below: sideOf(made), causes },
  ];
}
