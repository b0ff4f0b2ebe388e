import type { PeriodKind } from '../period.js';
import type { Level } from '../vocabulary.js';

export const ALERT_RULE_KINDS = [
  'off-target',
  'missing-report',
  'no-data',
  'forecast',
  'kpi-mismatch',
  'evaluation-error',
] as const;
export type AlertRuleKind = (typeof ALERT_RULE_KINDS)[number];

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
  /** Fires only when so many periods that are over, this one the last of them, were in breach. */
  holdForPeriods?: number | undefined;
}

interface OfIndicators extends Watched {
  indicators: readonly string[];
}

export interface OffTargetRule extends OfIndicators {
  kind: 'off-target';
  /** Decimal; pace below it is a breach, pace on it is not. */
  firesBelowPace: string;
  /** Decimal, at or above `firesBelowPace`; pace on it resolves, pace between the two changes nothing. */
  resolvesAtPace: string;
}

export interface MissingReportRule extends Watched {
  kind: 'missing-report';
}

/** A figure that was there and is not any more, or that never came though its period is over and the plan asks for it. */
export interface NoDataRule extends OfIndicators {
  kind: 'no-data';
}

/** Where the unit ends at this pace. */
export interface ForecastRule extends OfIndicators {
  kind: 'forecast';
  /** Decimal share of the planned way; an end below it is a breach. */
  firesBelowEnd: string;
  resolvesAtEnd: string;
  /** Decimal; while fewer reports than this are in, nothing begins and nothing ends. */
  completenessAtLeast: string;
  /** Decimal; before the trajectory expects this share, a pace says too little about the end. */
  expectedAtLeast: string;
}

/** About the product itself: stored numbers that are not what the facts add up to. For operators. */
export interface KpiMismatchRule extends Rule {
  kind: 'kpi-mismatch';
}

/** About the product itself: a rule that could not be judged. For operators. */
export interface EvaluationErrorRule extends Rule {
  kind: 'evaluation-error';
}

export type WatchingRule = OffTargetRule | MissingReportRule | NoDataRule | ForecastRule;
export type IndicatorRule = OffTargetRule | NoDataRule | ForecastRule;
export type AlertRule = WatchingRule | KpiMismatchRule | EvaluationErrorRule;

export const isWatching = (rule: AlertRule): rule is WatchingRule => !isAboutTheProduct(rule);
export const hasIndicators = (rule: AlertRule): rule is IndicatorRule => 'indicators' in rule;

export type Audience = 'programme' | 'operators';
const isAboutTheProduct = ({ kind }: AlertRule): boolean => kind === 'kpi-mismatch' || kind === 'evaluation-error';
export const audienceOf = (rule: AlertRule): Audience => (isAboutTheProduct(rule) ? 'operators' : 'programme');
