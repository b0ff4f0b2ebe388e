import { fromDecimal, isAtLeast, isBelow, ratio, type Ratio } from '../ratio.js';
import type { Status } from '../vocabulary.js';
import type { AlertRule, ForecastRule, OffTargetRule } from './alert-rule.js';

interface Observed {
  periodIsOver: boolean;
  /** Of the periods right before this one, how many in a row were over and in breach; read by rules with `holdForPeriods`. */
  breachesBefore?: number;
}

export interface OffTargetObservation extends Observed {
  kind: 'off-target';
  status: Status | null;
  statusReason: string;
  expectedProgress: Ratio | null;
  pace: Ratio | null;
  /** The unit's report is overdue: the missing report is told instead. */
  reportIsMissing: boolean;
}

export interface MissingReportObservation extends Observed {
  kind: 'missing-report';
  expected: number;
  received: number;
  /** ISO dates; on the due day the report is still in time. */
  dueOn: string;
  today: string;
}

export interface NoDataObservation extends Observed {
  kind: 'no-data';
  hasFigure: boolean;
  /** It had one before. */
  hadFigure: boolean;
  hasTarget: boolean;
}

export interface ForecastObservation extends Observed {
  kind: 'forecast';
  status: Status | null;
  statusReason: string;
  expectedProgress: Ratio | null;
  /** Share of the planned way at the end of the period, at this pace. */
  end: Ratio | null;
  received: number;
  expected: number;
}

export interface KpiMismatchObservation extends Observed {
  kind: 'kpi-mismatch';
  differences: number;
}

export interface EvaluationErrorObservation extends Observed {
  kind: 'evaluation-error';
  errors: number;
}

export type Observation =
  | OffTargetObservation
  | MissingReportObservation
  | NoDataObservation
  | ForecastObservation
  | KpiMismatchObservation
  | EvaluationErrorObservation;

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
  | 'figure-gone'
  | 'figure-never-came'
  | 'figure-there'
  | 'no-figure-expected'
  | 'ends-short'
  | 'held-back-by-reports'
  | 'too-early-to-say'
  | 'period-over'
  | 'numbers-differ'
  | 'numbers-agree'
  | 'cannot-be-judged'
  | 'can-be-judged';

/** What an observation means for a rule. `between`: neither bad enough to begin nor good enough to end. */
export interface Condition {
  is: 'breach' | 'between' | 'clear' | 'unknown';
  reason: ConditionReason;
}

const say = (is: Condition['is'], reason: ConditionReason): Condition => ({ is, reason });

export function conditionOf(observation: Observation, rule: AlertRule): Condition {
  if (observation.kind === 'off-target' && rule.kind === 'off-target') return offTarget(observation, rule);
  if (observation.kind === 'forecast' && rule.kind === 'forecast') return forecast(observation, rule);
  if (observation.kind !== rule.kind) {
    throw new RangeError(`an observation of kind ${observation.kind} cannot be judged by a rule of kind ${rule.kind}`);
  }
  switch (observation.kind) {
    case 'missing-report':
      return missingReport(observation);
    case 'no-data':
      return noData(observation);
    case 'kpi-mismatch':
      return observation.differences > 0 ? say('breach', 'numbers-differ') : say('clear', 'numbers-agree');
    default:
      return (observation as EvaluationErrorObservation).errors > 0
        ? say('breach', 'cannot-be-judged')
        : say('clear', 'can-be-judged');
  }
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
  if (received >= expected) return say('clear', 'report-received');
  return today > dueOn ? say('breach', 'report-overdue') : say('clear', 'report-not-due');
}

/** While its period runs, a figure that never came is a matter of the report, not of the data. */
function noData({ hasFigure, hadFigure, hasTarget, periodIsOver }: NoDataObservation): Condition {
  if (hasFigure) return say('clear', 'figure-there');
  if (hadFigure) return say('breach', 'figure-gone');
  return hasTarget && periodIsOver ? say('breach', 'figure-never-came') : say('clear', 'no-figure-expected');
}

/** Too few reports say nothing about the end, neither that it is short nor that it is well. */
function forecast(observation: ForecastObservation, rule: ForecastRule): Condition {
  const { status, statusReason, expectedProgress, end, received, expected, periodIsOver } = observation;
  if (periodIsOver) return say('clear', 'period-over');
  if (statusReason === 'no_target') return say('clear', 'no-target');
  if (status === 'no_data' || status === null) return say('unknown', 'no-data-holds');
  if (expected > 0 && isBelow(ratio(BigInt(received), BigInt(expected)), fromDecimal(rule.completenessAtLeast))) {
    return say('unknown', 'held-back-by-reports');
  }
  if (status === 'achieved') return say('clear', 'recovered');
  if (expectedProgress === null || isBelow(expectedProgress, fromDecimal(rule.expectedAtLeast))) {
    return say('clear', 'too-early-to-say');
  }
  if (end === null || isAtLeast(end, fromDecimal(rule.resolvesAtEnd))) return say('clear', 'recovered');
  return isBelow(end, fromDecimal(rule.firesBelowEnd)) ? say('breach', 'ends-short') : say('between', 'between-thresholds');
}
