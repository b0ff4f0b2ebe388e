import type { PeriodKind } from '../period.js';
import { fromDecimal, isAtLeast, isBelow, type Ratio } from '../ratio.js';
import type { Level, Status } from '../vocabulary.js';

interface Rule {
  severity: 'warning' | 'critical';
  /** A breach must last this long before it fires. */
  holdForMs: number;
  /** Once clear, it must stay clear this long before it resolves. */
  keepFiringForMs: number;
}

interface Watched extends Rule {
  levels: readonly Level[];
  periods: readonly PeriodKind[];
}

export interface OffTargetRule extends Watched {
  kind: 'off-target';
  indicators: readonly string[];
  /** Decimal; pace below it is a breach, pace on it is not. */
  firesBelowPace: string;
  /** Decimal, at or above `firesBelowPace`; pace on it resolves, pace between the two changes nothing. */
  resolvesAtPace: string;
}

export interface MissingReportRule extends Watched {
  kind: 'missing-report';
}

/** About the product itself: stored numbers that are not what the facts add up to. For operators. */
export interface KpiMismatchRule extends Rule {
  kind: 'kpi-mismatch';
}

export type AlertRule = OffTargetRule | MissingReportRule | KpiMismatchRule;

export interface OffTargetObservation {
  kind: 'off-target';
  status: Status | null;
  statusReason: string;
  expectedProgress: Ratio | null;
  pace: Ratio | null;
  /** The unit's report is overdue: the missing report is told instead. */
  reportIsMissing: boolean;
  periodIsOver: boolean;
}

export interface MissingReportObservation {
  kind: 'missing-report';
  expected: number;
  received: number;
  /** ISO dates; on the due day the report is still in time. */
  dueOn: string;
  today: string;
  periodIsOver: boolean;
}

export interface KpiMismatchObservation {
  kind: 'kpi-mismatch';
  differences: number;
  periodIsOver: boolean;
}

export type Observation = OffTargetObservation | MissingReportObservation | KpiMismatchObservation;

export type ConditionReason =
  | 'off-plan'
  | 'worse-than-baseline'
  | 'report-overdue'
  | 'between-thresholds'
  | 'no-data-holds'
  | 'inhibited-by-missing-report'
  | 'recovered'
  | 'no-target'
  | 'nothing-expected-yet'
  | 'report-received'
  | 'no-report-expected'
  | 'report-not-due'
  | 'numbers-differ'
  | 'numbers-agree';

/** What an observation means for a rule. `between`: neither bad enough to begin nor good enough to end. */
export interface Condition {
  is: 'breach' | 'between' | 'clear' | 'unknown';
  reason: ConditionReason;
}

const say = (is: Condition['is'], reason: ConditionReason): Condition => ({ is, reason });

export function conditionOf(observation: Observation, rule: AlertRule): Condition {
  if (observation.kind === 'off-target' && rule.kind === 'off-target') return offTarget(observation, rule);
  if (observation.kind === 'missing-report' && rule.kind === 'missing-report') return missingReport(observation);
  if (observation.kind === 'kpi-mismatch' && rule.kind === 'kpi-mismatch') {
    return observation.differences > 0 ? say('breach', 'numbers-differ') : say('clear', 'numbers-agree');
  }
  throw new RangeError(`an observation of kind ${observation.kind} cannot be judged by a rule of kind ${rule.kind}`);
}

function offTarget(observation: OffTargetObservation, rule: OffTargetRule): Condition {
  const { status, statusReason, expectedProgress, pace } = observation;
  if (observation.reportIsMissing) return say('unknown', 'inhibited-by-missing-report');
  if (status === 'no_data') return say('unknown', 'no-data-holds');
  if (status === null) return statusReason === 'no_target' ? say('clear', 'no-target') : say('unknown', 'no-data-holds');
  if (status === 'not_started' || expectedProgress?.num === 0n) return say('clear', 'nothing-expected-yet');
  if (status === 'deteriorating') return say('breach', 'worse-than-baseline');
  if (statusReason === 'limit_broken') return say('breach', 'off-plan');
  if (pace === null || status === 'achieved' || isAtLeast(pace, fromDecimal(rule.resolvesAtPace)))
    return say('clear', 'recovered');
  return isBelow(pace, fromDecimal(rule.firesBelowPace)) ? say('breach', 'off-plan') : say('between', 'between-thresholds');
}

function missingReport({ expected, received, dueOn, today }: MissingReportObservation): Condition {
  if (expected === 0) return say('clear', 'no-report-expected');
  if (received > 0) return say('clear', 'report-received');
  return today > dueOn ? say('breach', 'report-overdue') : say('clear', 'report-not-due');
}
