import { partsOf } from './civil-day.js';
import { expectedProgress, type Trajectory } from './expected-progress.js';
import { firstDay, lastDay, periodParts, type Period } from './period.js';
import {
  add,
  compareRatios,
  divide,
  fromDecimal,
  isAtLeast,
  isAtMost,
  isBelow,
  multiply,
  ratio,
  subtract,
  type Ratio,
} from './ratio.js';
import type { Status, TargetKind } from './vocabulary.js';

export type Direction = 'ascending' | 'descending' | 'none';

export interface Thresholds {
  /** Pace that is still on track. */
  onTrack: Ratio;
  /** Pace that is still only at risk. */
  atRisk: Ratio;
}

export interface Target {
  kind: TargetKind;
  /** Of a range its lower end. */
  value: Ratio;
  /** Upper end of a range, inclusive like the lower one. */
  max?: Ratio;
  trajectory: Trajectory;
}

/** A target as a plan writes it. */
export interface WrittenTarget {
  kind: TargetKind;
  value?: string;
  min?: string;
  max?: string;
  trajectory: Trajectory;
}

/** The figure a written target starts from: of a range its lower end; what is to be done once is 1. */
export const figureOf = ({ value, min }: Pick<WrittenTarget, 'value' | 'min'>): string => value ?? min ?? '1';

export const readTarget = (written: WrittenTarget): Target => ({
  kind: written.kind,
  value: fromDecimal(figureOf(written)),
  ...(written.max !== undefined && { max: fromDecimal(written.max) }),
  trajectory: written.trajectory,
});

/** One indicator of one unit and period, with its plan. */
export interface Reading {
  direction: Direction;
  actual: Ratio | null;
  /** Why `actual` is null; becomes the reason of the status. */
  reason: string | null;
  /** The stock at the end of the period before; not read for a flow. */
  baseline: Ratio | null;
  target: Target | null;
  period: Period;
  /** Period the target is set for, when it is not the reading's own: a year's plan read for a quarter, year to date. */
  targetPeriod?: Period;
  /** ISO date, inclusive: what it says is known at the end of this day. */
  today: string;
  thresholds: Thresholds;
  /** True when the indicator itself accumulates from 0 (`poor-reduction`, `disbursement-rate`). */
  flow: boolean;
}

export type AssessmentReason =
  | 'no_data'
  | 'no_target'
  | 'no_baseline'
  | 'trajectory_without_shares'
  | 'period_not_begun'
  | 'nothing_expected_yet'
  | 'ahead_of_trajectory'
  | 'target_reached'
  | 'level_met'
  | 'limit_kept'
  | 'limit_kept_so_far'
  | 'limit_broken'
  | 'may_still_be_reached'
  | 'done'
  | 'not_done_by_its_date'
  | 'worse_than_baseline'
  | 'worse_than_level_to_hold'
  | 'pace_at_least_on_track'
  | 'pace_at_least_at_risk'
  | 'pace_below_at_risk';

/** With status `no_data`, the reading's own reason. */
export type StatusReason = AssessmentReason | (string & {});

export interface Assessment {
  /** What the target means in the indicator's unit; null with no target, or where it needs a baseline that is missing. */
  level: Ratio | null;
  achievementRate: Ratio | null;
  progress: Ratio | null;
  expectedProgress: Ratio | null;
  expectedToDate: Ratio | null;
  pace: Ratio | null;
  /** Change of the indicator that each month left, the running one included, must bring; null when over or achieved. */
  neededPerMonth: Ratio | null;
  status: Status | null;
  statusReason: StatusReason;
}

const ZERO = ratio(0n);
const ONE = ratio(1n);

type Measures = Omit<Assessment, 'status' | 'statusReason' | 'neededPerMonth'>;

export function assess(reading: Reading): Assessment {
  const measures = measure(reading);
  const { status, statusReason } = judge(reading, measures);
  return {
    ...measures,
    neededPerMonth: status === 'achieved' || !isPaced(reading.target) ? null : neededPerMonth(reading, measures.level),
    status,
    statusReason,
  };
}

/** A limit is kept or broken, something single is done or not: neither has a pace. */
const isPaced = (target: Target | null): boolean => target === null || !(isLimit(target) || target.kind === 'binary');
const isLimit = ({ kind }: Target): boolean => kind === 'ceiling' || kind === 'floor' || kind === 'range';

function measure(reading: Reading): Measures {
  const { target } = reading;
  if (target !== null && isLimit(target)) return measureLimit(reading, target);
  if (target?.kind === 'binary') return measureDone(reading, target);
  return measureProgress(reading);
}

/** What holds at any time is expected at any time; a range has no one level. */
function measureLimit({ actual }: Reading, { kind, value }: Target): Measures {
  const level = kind === 'range' ? null : value;
  return {
    ...{ level, achievementRate: actual && level && divide(actual, level), progress: null },
    ...{ expectedProgress: null, expectedToDate: level, pace: null },
  };
}

/** Nothing before its day, which the trajectory names, or else the last one of the period; all of it from then on. */
function measureDone({ actual, period, today, targetPeriod }: Reading, { value, trajectory }: Target): Measures {
  const expected = expectedProgress(trajectory, period, today, targetPeriod);
  const isDue = expected !== null && isAtLeast(expected, ONE);
  const progress = actual && (isAtLeast(actual, value) ? ONE : ZERO);
  return {
    ...{ level: value, achievementRate: actual && divide(actual, value), progress, expectedProgress: isDue ? ONE : ZERO },
    ...{ expectedToDate: isDue ? value : ZERO, pace: isDue ? progress : null },
  };
}

function measureProgress(reading: Reading): Measures {
  const { actual, target } = reading;
  const baseline = baselineOf(reading);
  const level = target && levelOf(target, baseline, reading.flow);
  const way = level && baseline && subtract(level, baseline);
  const progress = actual && way && divide(subtract(actual, baseline!), way);
  const expected = target && expectedProgress(target.trajectory, reading.period, reading.today, reading.targetPeriod);
  return {
    level,
    achievementRate: actual && level && divide(actual, level),
    progress,
    expectedProgress: expected,
    expectedToDate: way && expected && add(baseline!, multiply(expected, way)),
    pace: progress && expected && divide(progress, expected),
  };
}

const baselineOf = (reading: Reading): Ratio | null => (reading.flow ? ZERO : reading.baseline);

function levelOf({ kind, value }: Target, baseline: Ratio | null, flow: boolean): Ratio | null {
  if (kind === 'level' || flow) return value;
  if (baseline === null) return null;
  return kind === 'change' ? add(baseline, value) : subtract(baseline, value);
}

interface Judgement {
  status: Status | null;
  statusReason: StatusReason;
}

const say = (status: Status | null, statusReason: StatusReason): Judgement => ({ status, statusReason });

/** The rules in the order they are tried. */
function judge(reading: Reading, { level, progress, expectedProgress: expected, pace }: Measures): Judgement {
  const { actual, target, thresholds } = reading;
  if (actual === null) return say('no_data', reading.reason ?? 'no_data');
  if (target === null) return say(null, 'no_target');
  if (reading.today < firstDay(reading.period)) return say('not_started', 'period_not_begun');
  if (isLimit(target)) return judgeLimit(reading, target, actual);
  if (target.kind === 'binary' && progress?.num === 1n) return say('achieved', 'done');
  if (progress?.num === 0n && expected?.num === 0n) return say('not_started', 'nothing_expected_yet');
  if (target.kind === 'binary') return say('off_track', 'not_done_by_its_date');
  if (level === null) return say(null, 'no_baseline');
  if (asksForNoImprovement(reading, level)) return holdsLevel(reading.direction, actual, level);
  if (progress === null) return meets(reading.direction, actual, level) ? say('achieved', 'level_met') : say(null, 'no_baseline');
  if (isAtLeast(progress, ONE)) return say('achieved', 'target_reached');
  if (progress.num < 0n) return say('deteriorating', 'worse_than_baseline');
  if (expected === null) return say(null, 'trajectory_without_shares');
  if (pace === null) return say('on_track', 'ahead_of_trajectory');
  return byPace(pace, thresholds);
}

/** On the limit is kept. What accumulates from 0 may still reach a lower limit while the period runs. */
function judgeLimit({ flow, today, period }: Reading, target: Target, actual: Ratio): Judgement {
  const isOver = today >= lastDay(period);
  const isTooLow = target.kind !== 'ceiling' && isBelow(actual, target.value);
  const isTooHigh = target.kind !== 'floor' && !isAtMost(actual, target.kind === 'range' ? target.max! : target.value);
  if (!isTooLow && !isTooHigh) return isOver ? say('achieved', 'limit_kept') : say('on_track', 'limit_kept_so_far');
  return isTooLow && flow && !isOver ? say(null, 'may_still_be_reached') : say('off_track', 'limit_broken');
}

/** On the line belongs to the better side. */
function byPace(pace: Ratio, { onTrack, atRisk }: Thresholds): Judgement {
  if (isAtLeast(pace, onTrack)) return say('on_track', 'pace_at_least_on_track');
  if (isBelow(pace, atRisk)) return say('off_track', 'pace_below_at_risk');
  return say('at_risk', 'pace_at_least_at_risk');
}

/**
 * A target on the baseline, or behind it (a plan that lets poverty rise by so much). Progress towards it would call an
 * improvement a deterioration, so only the level is looked at.
 */
function asksForNoImprovement(reading: Reading, level: Ratio): boolean {
  const baseline = baselineOf(reading);
  if (baseline === null) return false;
  return reading.direction === 'none' ? compareRatios(level, baseline) === 0 : meets(reading.direction, baseline, level);
}

function holdsLevel(direction: Direction, actual: Ratio, level: Ratio): Judgement {
  return meets(direction, actual, level) ? say('achieved', 'level_met') : say('deteriorating', 'worse_than_level_to_hold');
}

function meets(direction: Direction, actual: Ratio, level: Ratio): boolean {
  if (direction === 'none') return compareRatios(actual, level) === 0;
  return direction === 'ascending' ? isAtLeast(actual, level) : isAtMost(actual, level);
}

function neededPerMonth({ actual, today, period, targetPeriod = period }: Reading, level: Ratio | null): Ratio | null {
  if (actual === null || level === null || today > lastDay(targetPeriod)) return null;
  const { firstMonth, lastMonth } = periodParts(targetPeriod);
  const running = today < firstDay(targetPeriod) ? firstMonth : partsOf(today)[1];
  return divide(subtract(level, actual), ratio(BigInt(lastMonth - running + 1)));
}
