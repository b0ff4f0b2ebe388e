import type { ChangedValue, IndicatorChanged, ToldDefinition } from '@chitieu/contracts';
import {
  assess,
  fromDecimal,
  lastDay,
  periodParts,
  readTarget,
  reviewReportDueOn,
  STARTER,
  type Assessment,
  type Observation,
  type Ratio,
} from '@chitieu/domain';
import type { StoredRule } from './alert-rules.js';

export interface AlertKey {
  rule: string;
  indicator: string;
  /** '' for none: part of a key. */
  dimension: string;
  unit: string;
  period: string;
}

/** One thing that one rule watches, as it stands at the clock's day. */
export interface AlertSubject {
  key: AlertKey;
  rule: StoredRule['rule'];
  observation: Observation;
  heard: IndicatorChanged;
  value: ChangedValue | null;
  assessment: Assessment | null;
}

/** The missing report of a unit is told under the indicator that counts reports. */
const REPORTS = 'reports-on-time';

/** True when some rule, enabled or not, could ever judge it; the rest of the stream is not kept. */
export const isWatched = (heard: IndicatorChanged, rules: readonly StoredRule[]): boolean =>
  rules.some(
    ({ rule }) =>
      rule.kind !== 'kpi-mismatch' && rule.levels.includes(heard.level) && rule.periods.includes(periodParts(heard.period).kind),
  );

/** Every subject belongs to exactly one message (unit, period, group), so that locking that message's row orders its judges. */
export function alertSubjects(heard: IndicatorChanged, rules: readonly StoredRule[], today: string): AlertSubject[] {
  return rules
    .filter(({ enabled }) => enabled)
    .filter((stored) => isWatched(heard, [stored]))
    .flatMap((stored) =>
      stored.rule.kind === 'off-target' ? offTarget(heard, stored, today) : missingReport(heard, stored, today),
    );
}

function offTarget(heard: IndicatorChanged, { id, rule }: StoredRule, today: string): AlertSubject[] {
  if (rule.kind !== 'off-target') return [];
  const reportIsMissing = heard.group === 'households' && isOverdue(heard, today);
  return heard.values
    .filter((value) => rule.indicators.includes(value.indicator))
    .flatMap((value) => {
      const assessment = assessValue(value, definitionOf(heard, value.indicator), heard.period, today);
      if (!assessment) return [];
      const { status, statusReason, expectedProgress, pace } = assessment;
      const periodIsOver = today > lastDay(heard.period);
      return {
        key: {
          rule: id,
          indicator: value.indicator,
          dimension: value.dimension ?? '',
          unit: heard.orgUnit,
          period: heard.period,
        },
        rule,
        observation: { kind: 'off-target', status, statusReason, expectedProgress, pace, reportIsMissing, periodIsOver },
        heard,
        value,
        assessment,
      };
    });
}

function missingReport(heard: IndicatorChanged, { id, rule }: StoredRule, today: string): AlertSubject[] {
  if (heard.group !== 'reporting') return [];
  const { expected, received } = heard.reporting;
  const dueOn = reviewReportDueOn(heard.period);
  return [
    {
      key: { rule: id, indicator: REPORTS, dimension: '', unit: heard.orgUnit, period: heard.period },
      rule,
      observation: { kind: 'missing-report', expected, received, dueOn, today, periodIsOver: today > lastDay(heard.period) },
      heard,
      value: null,
      assessment: null,
    },
  ];
}

const isOverdue = ({ reporting: { expected, received }, period }: IndicatorChanged, today: string): boolean =>
  expected > 0 && received === 0 && today > reviewReportDueOn(period);

/** As it was told, for a province's own; else of the starter set. */
export const definitionOf = ({ definitions }: IndicatorChanged, code: string): ToldDefinition | null =>
  definitions?.[code] ?? STARTER.indicatorOf(code);

function assessValue(
  { actual, reason, baseline, target }: ChangedValue,
  definition: ToldDefinition | null,
  period: string,
  today: string,
): Assessment | null {
  if (!definition) return null;
  const { direction, flow, thresholds } = definition;
  return assess({
    direction,
    flow,
    actual: exact(actual),
    reason,
    baseline: exact(baseline),
    target: target && readTarget(target),
    period,
    today,
    thresholds: { onTrack: fromDecimal(String(thresholds.onTrack)), atRisk: fromDecimal(String(thresholds.atRisk)) },
  });
}

const exact = (pair: { num: string; den: string } | null): Ratio | null =>
  pair && { num: BigInt(pair.num), den: BigInt(pair.den) };
