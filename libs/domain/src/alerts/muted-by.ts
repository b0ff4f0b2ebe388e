import { isWatching, type AlertRule } from './alert-rule.js';

/** As much of an alert as says whom it mutes, or who mutes it. */
export interface Mutable {
  id: string;
  rule: string;
  kind: AlertRule['kind'];
  severity: AlertRule['severity'];
  indicator: string;
  dimension: string;
  unit: string;
  ancestors: readonly string[];
  period: string;
  /** The figure is one of the household review. */
  isOfReview: boolean;
}

/**
 * The firing alert that is told in place of this one, if there is one: the missing report of the same unit and period; a critical
 * alert about the same figure; the same rule about the same indicator for a unit above. In this order: the nearest cause first.
 */
export function mutedBy<T extends Mutable>(alert: Mutable, firing: readonly T[]): T | null {
  const others = firing.filter(({ id, period }) => id !== alert.id && period === alert.period);
  return (
    others.find((other) => isMissingReportOf(other, alert)) ??
    others.find((other) => isCriticalAbout(other, alert)) ??
    highest(others.filter((other) => isSameAbove(other, alert)))
  );
}

const isMissingReportOf = (other: Mutable, alert: Mutable): boolean =>
  other.kind === 'missing-report' && alert.kind !== 'missing-report' && alert.isOfReview && other.unit === alert.unit;

const isCriticalAbout = (other: Mutable, alert: Mutable): boolean =>
  other.severity === 'critical' && alert.severity === 'warning' && other.unit === alert.unit && isSameFigure(other, alert);

const isSameAbove = (other: Mutable, alert: Mutable): boolean =>
  other.rule === alert.rule && isSameFigure(other, alert) && alert.ancestors.includes(other.unit);

const isSameFigure = (a: Mutable, b: Mutable): boolean => a.indicator === b.indicator && a.dimension === b.dimension;

const highest = <T extends Mutable>(alerts: T[]): T | null =>
  alerts.reduce<T | null>((top, one) => (top === null || one.ancestors.length < top.ancestors.length ? one : top), null);

/** True of what may mute others, or be muted: the product's own alerts are told whatever else is wrong. */
export const takesPartInMuting = (rule: AlertRule): boolean => isWatching(rule);
