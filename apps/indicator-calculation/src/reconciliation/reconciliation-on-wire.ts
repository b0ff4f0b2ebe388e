import type { PlanDifferenceOnWire, ReconciliationOnWire } from '@chitieu/contracts';
import {
  cascadeUnits,
  causeText,
  decimalOf,
  differenceText,
  INCOMPARABLE_TEXTS,
  OWNER_LEVELS,
  type CascadeUnit,
  type DifferenceSeverity,
  type LedgerLine,
  type NotComparable,
  type PlanDifference,
  type Ratio,
  type Tree,
} from '@chitieu/domain';
import { unitOnWire } from '../reading/read-values.js';

export const SEVERITIES: readonly DifferenceSeverity[] = ['error', 'warning', 'info'];

export function differenceOnWire(difference: PlanDifference, tree: Tree): PlanDifferenceOnWire {
  const { unit, rule, severity, indicator, dimension, line, amount, measure, above, below, causes } = difference;
  return {
    ...{ rule, severity, orgUnit: unitOnWire(tree.unit(unit)!), indicator, dimension, line },
    ...{ amount: amount && exactly(amount), measure, above: sideOnWire(above), below: sideOnWire(below) },
    causes: causes.map((cause) => ({
      ...{ cause: cause.cause, explains: cause.explains, wouldBe: cause.wouldBe },
      line: cause.line && lineOnWire(cause.line),
      message: causeText(cause),
    })),
    ...differenceText(difference),
  };
}

const exactly = (r: Ratio): string => (r.den === 1n ? r.num.toString() : decimalOf(r));
const sideOnWire = ({ amount, lines }: PlanDifference['above']): PlanDifferenceOnWire['above'] => ({
  amount: amount && exactly(amount),
  lines: lines.map(lineOnWire),
});
const lineOnWire = ({ unit, planId, pointer, what, text }: LedgerLine) => ({ orgUnit: unit, planId, pointer, what, text });

export const notComparableOnWire = (
  { unit, what, reason }: NotComparable,
  tree: Tree,
): ReconciliationOnWire['notComparable'][number] => ({
  orgUnit: unitOnWire(tree.unit(unit)!),
  what,
  reason,
  message: INCOMPARABLE_TEXTS[reason],
});

/** The gravest first, from the top down, and always in the same order. */
export const gravestFirst = (tree: Tree) => (a: PlanDifference, b: PlanDifference) =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
  tree.ancestors(a.unit).length - tree.ancestors(b.unit).length ||
  (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0);

/** How much there is at each level, over all severities. */
export function levelsOf(cascade: CascadeUnit, differences: readonly PlanDifference[]): ReconciliationOnWire['levels'] {
  const units = cascadeUnits(cascade);
  return OWNER_LEVELS.flatMap((level) => {
    const ofLevel = units.filter((unit) => unit.level === level);
    if (ofLevel.length === 0) return [];
    const count = (severity: DifferenceSeverity): number =>
      differences.filter((each) => each.level === level && each.severity === severity).length;
    return [
      {
        ...{ level, units: ofLevel.length, withPlan: ofLevel.filter(({ plans }) => plans.length > 0).length },
        differences: { error: count('error'), warning: count('warning'), info: count('info') },
      },
    ];
  });
}
