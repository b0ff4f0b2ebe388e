import { figureOf } from '../assess.js';
import { fromDecimal, ratio, type Ratio } from '../ratio.js';
import type { Level, OWNER_LEVELS, TargetKind } from '../vocabulary.js';

type OwnerLevel = (typeof OWNER_LEVELS)[number];

/** As much of a plan as the ledger reads; a plan on the wire is one. */
export interface LedgerPlan {
  planId: string;
  orgUnit: string;
  period: string;
  decision: { number?: string; date?: string; issuer?: string };
  effectiveFrom?: string;
  targets: readonly PlannedTarget[];
  allocations: readonly AllocationLine[];
  assignedDong?: string;
}

export interface PlannedTarget {
  indicator: string;
  kind: TargetKind;
  value?: string;
  min?: string;
  max?: string;
  baseline?: string;
  dimension?: string;
}

export interface AllocationLine {
  programme: string;
  project: string;
  subProject?: string;
  capitalType?: string;
  fundSource?: string;
  originYear: number;
  amountDong: string;
  ownerLevel: OwnerLevel;
  note?: string;
}

/** A unit with its plans of one year and the units directly below. */
export interface CascadeUnit {
  code: string;
  level: Level;
  plans: readonly LedgerPlan[];
  children: readonly CascadeUnit[];
}

/** The unit and all below it. */
export const cascadeUnits = (unit: CascadeUnit): CascadeUnit[] => [unit, ...unit.children.flatMap(cascadeUnits)];

/** One line of a plan, as a difference names it. */
export interface LedgerLine {
  unit: string;
  planId: string;
  /** RFC 6901, into the plan's body. */
  pointer: string;
  what: string;
  /** As the plan prints it. */
  text: string;
  amount: Ratio;
}

/** A line of money, with what tells it from another. */
export interface StatedLine extends LedgerLine {
  line: AllocationLine;
}

/**
 * The plan that counts first: that of the later effective date, then of the later decision, then of the higher id, so that it is always the same.
 * A plan that names no effective date takes effect with its decision.
 */
export const newestPlanFirst = (a: LedgerPlan, b: LedgerPlan): number =>
  descending(effectiveOn(a), effectiveOn(b)) ||
  descending(a.decision.date ?? '', b.decision.date ?? '') ||
  descending(a.planId, b.planId);

export const effectiveOn = ({ effectiveFrom, decision }: LedgerPlan): string => effectiveFrom ?? decision.date ?? '';
const descending = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

/** A target line with the plan it stands in. */
export interface StandingTarget {
  plan: LedgerPlan;
  pointer: string;
  target: PlannedTarget;
}

/** The target lines that count: of several plans the newest that has a line for the indicator and dimension. */
export function standingTargets(plans: readonly LedgerPlan[]): StandingTarget[] {
  const lines = [...plans]
    .sort(newestPlanFirst)
    .flatMap((plan) => plan.targets.map((target, i) => ({ plan, target, pointer: `/targets/${i}` })));
  const first = new Map<string, StandingTarget>();
  for (const line of lines) if (!first.has(subjectOf(line.target))) first.set(subjectOf(line.target), line);
  return [...first.values()];
}

export const subjectOf = ({ indicator, dimension }: PlannedTarget): string =>
  dimension === undefined ? indicator : `${indicator}/${dimension}`;

export const moneyLines = (plan: LedgerPlan): StatedLine[] =>
  plan.allocations.map((line, i) => ({
    unit: plan.orgUnit,
    planId: plan.planId,
    pointer: `/allocations/${i}`,
    what: nameOf(line),
    text: line.amountDong,
    amount: ratio(BigInt(line.amountDong)),
    line,
  }));

/** The total a superior assigned, as a line of its own; none where the plan prints none. */
export const printedTotal = ({ orgUnit, planId, assignedDong }: LedgerPlan): LedgerLine[] =>
  assignedDong === undefined
    ? []
    : [
        {
          unit: orgUnit,
          planId,
          pointer: '/assignedDong',
          what: 'assigned',
          text: assignedDong,
          amount: ratio(BigInt(assignedDong)),
        },
      ];

export const targetLine = ({ plan, pointer, target }: StandingTarget): LedgerLine => ({
  unit: plan.orgUnit,
  planId: plan.planId,
  pointer,
  what: subjectOf(target),
  text: figureOf(target),
  amount: fromDecimal(figureOf(target)),
});

export const nameOf = ({ programme, project, subProject, capitalType, fundSource, originYear }: AllocationLine): string =>
  [programme, project, subProject, capitalType, fundSource, originYear].filter((part) => part !== undefined).join(' ');
