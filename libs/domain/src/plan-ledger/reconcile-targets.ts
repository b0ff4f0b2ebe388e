import type { Indicator } from '../indicator.js';
import { add, compareRatios, ratio, subtract, type Ratio } from '../ratio.js';
import { printedStep, weighedRates } from './weighed-rates.js';
import { standingTargets, subjectOf, targetLine, type CascadeUnit, type LedgerLine, type StandingTarget } from './ledger-plan.js';
import { inOrder, likelyCauses, misprinted } from './likely-causes.js';
import {
  sideOf,
  type IncomparableReason,
  type LikelyCause,
  type PlanDifference,
  type Reconciliation,
  type ReconciliationRule,
} from './plan-difference.js';

/** What is known beside the plans. */
export interface ReconciliationFacts {
  indicator(code: string): Pick<Indicator, 'kind' | 'unit' | 'direction' | 'group'> | null;
  /** What a rate of the unit is taken of; null where nobody knows. */
  denominator(unit: string, indicator: string, dimension: string | null): bigint | null;
  /** True where the indicator stood at nothing before: a unit with no poor household plans none fewer. */
  hadNothing(unit: string, indicator: string, dimension: string | null): boolean;
}

interface Part {
  child: CascadeUnit;
  line: StandingTarget;
}

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
      const left = missing.length === 1 && allPlanned && isCount(above, facts) && sameKind(above, parts);
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

const sameKind = ({ target }: StandingTarget, parts: readonly Part[]): boolean =>
  parts.every(({ line }) => line.target.kind === target.kind);

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

function about(
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
  if (!sameKind(above, parts)) return cannot('kinds_differ');
  if (parts.length === 0) return { differences: [], notComparable: [] };
  if (indicator.kind === 'count') return { differences: counts(parent, above, parts, facts), notComparable: [] };
  return rates(parent, above, parts, without, facts) ?? cannot('denominator_unknown');
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

/** Below a ceiling there may be less, above a floor more. */
const isKept = ({ target }: StandingTarget, amount: Ratio): boolean =>
  amount.num === 0n || (target.kind === 'ceiling' && amount.num < 0n) || (target.kind === 'floor' && amount.num > 0n);

/** The units below aiming higher together is worth knowing; aiming lower leaves the parent's target to nobody. */
function severityOf({ target }: StandingTarget, amount: Ratio, facts: ReconciliationFacts): PlanDifference['severity'] {
  const direction = facts.indicator(target.indicator)!.direction;
  if (direction === 'none') return 'warning';
  const moreIsBetter = target.kind === 'countReduced' || direction === 'ascending';
  return moreIsBetter === amount.num > 0n ? 'info' : 'warning';
}

/**
 * Rates are compared by the counts they imply. Null where a denominator is unknown and nothing can be said; but a rate of the whole outside all
 * its parts' is wrong whatever the denominators are.
 */
function rates(
  parent: CascadeUnit,
  above: StandingTarget,
  parts: readonly Part[],
  without: readonly CascadeUnit[],
  facts: ReconciliationFacts,
): Reconciliation | null {
  const given = targetLine(above);
  const { indicator, dimension = null } = above.target;
  const denominator = ({ code }: CascadeUnit) => facts.denominator(code, indicator, dimension);
  const lines = parts.map(({ line }) => targetLine(line));
  const weights = [...parts.map(({ child }) => denominator(child)), ...without.map(denominator)];
  if (!weights.every((weight) => weight !== null)) return outside(parent, above, given, lines, facts);
  const sum = weighedRates(given, [...lines, ...without.map(nothing)], weights);
  if (sum.agrees(given.amount, sum.amounts) || isKept(above, sum.surplus)) return { differences: [], notComparable: [] };
  const causes = inOrder(rateCauses(given, lines, sum));
  const severity = severityOf(above, sum.surplus, facts);
  return {
    differences: [
      {
        ...about('targets-differ', severity, parent, above, facts),
        ...{ amount: sum.surplus, causes, above: { amount: sum.expected, lines: [given] }, below: { amount: sum.made, lines } },
      },
    ],
    notComparable: [],
  };
}

const nothing = ({ code }: CascadeUnit): LedgerLine => ({
  ...{ unit: code, planId: '', pointer: '', what: '', text: '0', amount: ratio(0n) },
});

function rateCauses(given: LedgerLine, lines: readonly LedgerLine[], sum: ReturnType<typeof weighedRates>): LikelyCause[] {
  const mendsPart = (line: LedgerLine, amount: Ratio): boolean =>
    sum.agrees(
      given.amount,
      sum.amounts.map((each, i) => (lines[i] === line ? amount : each)),
    );
  return [
    ...misprinted(lines, mendsPart, 'rate'),
    ...misprinted([given], (_, amount) => sum.agrees(amount, sum.amounts), 'rate'),
  ];
}

function outside(
  parent: CascadeUnit,
  above: StandingTarget,
  given: LedgerLine,
  lines: readonly LedgerLine[],
  facts: ReconciliationFacts,
): Reconciliation | null {
  if (lines.length === 0) return null;
  const sorted = [...lines].sort((a, b) => compareRatios(a.amount, b.amount));
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const step = printedStep(given.text);
  const isBelow = compareRatios(add(given.amount, add(step, printedStep(low.text))), low.amount) < 0;
  const isAbove = compareRatios(subtract(given.amount, add(step, printedStep(high.text))), high.amount) > 0;
  if (!isBelow && !isAbove) return null;
  const nearest = isBelow ? low : high;
  const amount = subtract(nearest.amount, given.amount);
  if (isKept(above, amount)) return null;
  return {
    differences: [
      {
        ...about('rate-outside-its-parts', severityOf(above, amount, facts), parent, above, facts),
        measure: 'ratio',
        ...{ amount, above: { amount: given.amount, lines: [given] }, below: { amount: nearest.amount, lines }, causes: [] },
      },
    ],
    notComparable: [],
  };
}
