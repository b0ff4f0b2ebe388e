import { add, compareRatios, ratio, subtract, type Ratio } from '../ratio.js';
import { targetLine, type CascadeUnit, type LedgerLine, type StandingTarget } from './ledger-plan.js';
import { inOrder, misprinted } from './likely-causes.js';
import type { LikelyCause, Reconciliation } from './plan-difference.js';
import { about, isKept, severityOf, type Part, type ReconciliationFacts } from './target-difference.js';
import { printedStep, weighedRates } from './weighed-rates.js';

/**
 * Rates are compared by the counts they imply. Null where a denominator is unknown and nothing can be said; but a rate of the whole outside all
 * its parts' is wrong whatever the denominators are.
 */
export function reconcileRates(
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
