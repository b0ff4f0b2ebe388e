import { add, ratio, type Ratio } from '../ratio.js';
import type { Level } from '../vocabulary.js';
import type { LedgerLine } from './ledger-plan.js';

export const RECONCILIATION_RULES = [
  'lines-differ-from-total',
  'programmes-mixed',
  'project-not-of-programme',
  'led-by-other-level',
  'mention-exceeds-line',
  'carried-over-exceeds-plan',
  'allocations-differ',
  'targets-differ',
  'rate-outside-its-parts',
  'target-missing',
  'plan-missing',
] as const;
export type ReconciliationRule = (typeof RECONCILIATION_RULES)[number];

export type DifferenceSeverity = 'error' | 'warning' | 'info';

export const LIKELY_CAUSES = [
  'line-counted-twice',
  'filed-under-another-programme',
  'filed-under-another-project',
  'filed-under-another-year',
  'filed-under-another-capital-type',
  'filed-under-another-fund-source',
  'total-of-one-programme',
  'led-by-other-level-counted',
  'a-million-times',
  'a-millionth',
  'a-thousand-times',
  'a-thousandth',
  'ten-times',
  'a-tenth',
  'line-missing',
  'line-too-many',
  'digits-swapped',
  'programmes-mixed',
  'unit-without-line',
] as const;

/** How a difference may have come about. */
export interface LikelyCause {
  cause: (typeof LIKELY_CAUSES)[number];
  /** True when mending exactly this makes both sides agree; else it is only what stands out. */
  explains: boolean;
  line: LedgerLine | null;
  /** What the line would read. */
  wouldBe: string | null;
}

export interface Side {
  amount: Ratio | null;
  lines: readonly LedgerLine[];
}

/** Two sides of a ledger that do not agree. */
export interface PlanDifference {
  rule: ReconciliationRule;
  severity: DifferenceSeverity;
  /** The unit whose plan, or whose children's plans, do not agree. */
  unit: string;
  level: Level;
  indicator: string | null;
  dimension: string | null;
  /** Budget line it is about, as far as both sides state it. */
  line: string | null;
  /** below − above; null where one side has no amount. */
  amount: Ratio | null;
  measure: 'dong' | 'households' | 'ratio' | 'units';
  /** What was given: the parent's line, the printed total. */
  above: Side;
  /** What was made of it: the children's lines, the plan's own lines. */
  below: Side;
  /** The likeliest first. */
  causes: LikelyCause[];
}

export type IncomparableReason =
  | 'no_plan_above'
  | 'kind_not_additive'
  | 'kinds_differ'
  | 'denominator_unknown'
  | 'child_without_plan'
  | 'child_without_target'
  | 'indicator_unknown'
  | 'parent_states_no_lines';

/** What could not be compared, and why: no difference, and no agreement either. */
export interface NotComparable {
  unit: string;
  level: Level;
  what: string;
  reason: IncomparableReason;
}

export interface Reconciliation {
  differences: PlanDifference[];
  notComparable: NotComparable[];
}

export const sumOf = (lines: readonly LedgerLine[]): Ratio => lines.map(({ amount }) => amount).reduce(add, ratio(0n));

export const sideOf = (lines: readonly LedgerLine[]): Side => ({ amount: sumOf(lines), lines });
