import type { ChangedValue, IndicatorChanged } from '@chitieu/contracts';
import {
  changePerMonthSoFar,
  isWatching,
  lastDay,
  periodParts,
  ratio,
  reviewReportDueOn,
  type AlertRule,
  type Assessment,
  type IndicatorRule,
  type Observation,
  type Ratio,
} from '@chitieu/domain';
import type { StoredRule } from './alert-rules.js';
import { assessValue, definitionOf, exact } from './assess-value.js';

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
  ruleVersion: number;
  observation: Observation;
  heard: IndicatorChanged;
  value: ChangedValue | null;
  assessment: Assessment | null;
  /** Change that each month has brought so far; of forecasts. */
  perMonthSoFar: Ratio | null;
  /** What could not be judged, where that is the subject. */
  failures: readonly JudgingFailure[];
}

/** A rule that could not be judged, and why. */
export interface JudgingFailure {
  rule: string;
  indicator: string;
  error: string;
}

/** What is remembered of a message beside what it says. */
export interface Remembered {
  /** `seenName` of every figure that was there once. */
  seen: readonly string[];
  /** Of the periods right before, how many in a row were over and in breach. */
  breachesBefore: (stored: StoredRule, indicator: string, dimension: string) => number;
}

export const NOTHING_REMEMBERED: Remembered = { seen: [], breachesBefore: () => 0 };

export const seenName = ({ indicator, dimension }: Pick<ChangedValue, 'indicator' | 'dimension'>): string =>
  dimension === null ? indicator : `${indicator}|${dimension}`;

/** `seenName` of every figure that a message has. */
export const figuresIn = ({ values }: IndicatorChanged): string[] => values.filter(({ actual }) => actual !== null).map(seenName);

/** The missing report of a unit is told under the indicator that counts reports. */
const REPORTS = 'reports-on-time';

/** True when some rule, enabled or not, could ever judge it; the rest of the stream is not kept. */
export const isWatched = (heard: Pick<IndicatorChanged, 'level' | 'period'>, rules: readonly { rule: AlertRule }[]): boolean =>
  rules.some(
    ({ rule }) => isWatching(rule) && rule.levels.includes(heard.level) && rule.periods.includes(periodParts(heard.period).kind),
  );

/** Every subject belongs to exactly one message (unit, period, group), so that locking that message's row orders its judges. */
export function alertSubjects(
  heard: IndicatorChanged,
  rules: readonly StoredRule[],
  today: string,
  remembered: Remembered = NOTHING_REMEMBERED,
  onFailure: (failure: JudgingFailure) => void = rethrow,
): AlertSubject[] {
  const assessed = new Map<ChangedValue, Assessment | null>(); // several rules watch the same figure
  const subjects = (stored: StoredRule): AlertSubject[] => {
    const { rule } = stored;
    if (rule.kind === 'missing-report') return missingReport(heard, stored, rule, today, remembered);
    return 'indicators' in rule ? ofValues({ heard, stored, rule, today, remembered, assessed }, onFailure) : [];
  };
  return rules.filter((stored) => stored.enabled && isWatched(heard, [stored])).flatMap(subjects);
}

const rethrow = ({ rule, indicator, error }: JudgingFailure): never => {
  throw new Error(`${rule} cannot judge ${indicator}: ${error}`);
};

function ofValues(given: Given, onFailure: (failure: JudgingFailure) => void): AlertSubject[] {
  const { heard, stored, rule } = given;
  const watched = heard.values.filter(({ indicator }) => rule.indicators.includes(indicator));
  return watched.flatMap((value) => {
    try {
      return ofValue(given, value);
    } catch (error) {
      onFailure({ rule: stored.id, indicator: value.indicator, error: (error as Error).message });
      return [];
    }
  });
}

interface Given {
  heard: IndicatorChanged;
  stored: StoredRule;
  rule: IndicatorRule;
  today: string;
  remembered: Remembered;
  assessed: Map<ChangedValue, Assessment | null>;
}

function ofValue({ heard, stored, rule, today, remembered, assessed }: Given, value: ChangedValue): AlertSubject[] {
  const known = assessed.get(value);
  const assessment = known === undefined ? assessValue(value, definitionOf(heard, value.indicator), heard.period, today) : known;
  assessed.set(value, assessment);
  if (!assessment) return [];
  const dimension = value.dimension ?? '';
  const observed = {
    periodIsOver: today > lastDay(heard.period),
    breachesBefore: rule.holdForPeriods ? remembered.breachesBefore(stored, value.indicator, dimension) : 0,
  };
  const observation = { ...observed, ...observationOf(rule, { heard, value, assessment, today, seen: remembered.seen }) };
  const subject = {
    key: { rule: stored.id, indicator: value.indicator, dimension, unit: heard.orgUnit, period: heard.period },
    ...{ rule, ruleVersion: stored.version, observation, heard, value, assessment, failures: [] },
    perMonthSoFar: rule.kind === 'forecast' ? perMonthSoFar(heard, value, today) : null,
  };
  return [subject];
}

type Seen = { heard: IndicatorChanged; value: ChangedValue; assessment: Assessment; today: string; seen: readonly string[] };
type OfKind<O = Observation> = O extends Observation ? Omit<O, 'periodIsOver' | 'breachesBefore'> : never;

function observationOf({ kind }: IndicatorRule, { heard, value, assessment, today, seen }: Seen): OfKind {
  const { status, statusReason, expectedProgress, pace } = assessment;
  if (kind === 'no-data') {
    const [hasFigure, hasTarget] = [value.actual !== null, value.target !== null];
    return { kind, hasFigure, hadFigure: seen.includes(seenName(value)), hasTarget };
  }
  if (kind === 'forecast') {
    const { received, expected } = heard.reporting;
    return { kind, status, statusReason, expectedProgress, end: pace, received, expected };
  }
  const reportIsMissing = heard.group === 'households' && isOverdue(heard, today);
  return { kind, status, statusReason, expectedProgress, pace, reportIsMissing };
}

function perMonthSoFar(heard: IndicatorChanged, { indicator, actual, baseline }: ChangedValue, today: string): Ratio | null {
  const start = definitionOf(heard, indicator)?.flow ? ratio(0n) : exact(baseline);
  return actual && start && changePerMonthSoFar(exact(actual)!, start, heard.period, today);
}

function missingReport(
  heard: IndicatorChanged,
  stored: StoredRule,
  rule: StoredRule['rule'],
  today: string,
  { breachesBefore }: Remembered,
): AlertSubject[] {
  if (heard.group !== 'reporting') return [];
  const { expected, received } = heard.reporting;
  const dueOn = reviewReportDueOn(heard.period);
  const periodIsOver = today > lastDay(heard.period);
  return [
    {
      key: { rule: stored.id, indicator: REPORTS, dimension: '', unit: heard.orgUnit, period: heard.period },
      ...{ rule, ruleVersion: stored.version, heard, value: null, assessment: null, perMonthSoFar: null, failures: [] },
      observation: {
        ...{ kind: 'missing-report', expected, received, dueOn, today, periodIsOver },
        breachesBefore: breachesBefore(stored, REPORTS, ''),
      },
    },
  ];
}

const isOverdue = ({ reporting: { expected, received }, period }: IndicatorChanged, today: string): boolean =>
  expected > 0 && received === 0 && today > reviewReportDueOn(period);
