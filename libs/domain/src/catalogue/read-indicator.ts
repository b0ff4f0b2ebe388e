import { ratio, subtract, type Ratio } from '../ratio.js';
import { readingOf, type Indicator, type MoneyLines, type ReadingRule, type Sum } from './indicator.js';
import type { ReadingReason } from './reading-reasons.js';
import { isLineOf, type LineSums, type Sums, type UnitMeasures } from './unit-measures.js';

/** One named integer of a formula. */
export interface Term {
  measure: string;
  of: 'current' | 'previous' | 'yearToDate' | 'year';
  value: bigint;
  role: 'numerator' | 'denominator';
}

export interface IndicatorReading {
  actual: Ratio | null;
  reason: ReadingReason | null;
  /** Where the period started from: the stock at the end of the period before, or zero for a flow. */
  baseline: Ratio | null;
  terms: Term[];
}

const ZERO: Ratio = { num: 0n, den: 1n };
const nothing = (reason: ReadingReason, terms: Term[] = []): IndicatorReading => ({
  actual: null,
  reason,
  baseline: null,
  terms,
});

const terms = (role: Term['role'], of: Term['of'], sum: Sum, sums: Sums): Term[] =>
  sum.map((measure) => ({ measure, of, value: sums[measure] ?? 0n, role }));
const numerator = (sum: Sum, sums: Sums, of: Term['of'] = 'current'): Term[] => terms('numerator', of, sum, sums);
const denominator = (sum: Sum, sums: Sums, of: Term['of'] = 'current'): Term[] => terms('denominator', of, sum, sums);
const total = (sum: Sum, sums: Sums): bigint => sum.reduce((so, measure) => so + (sums[measure] ?? 0n), 0n);

/** Reads one indicator, or the value of its dimension, from the sums of a unit and period. */
export function readIndicator(indicator: Indicator, measures: UnitMeasures, dimension: string | null = null): IndicatorReading {
  const reading = readingOf(indicator, dimension);
  switch (reading.how) {
    case 'assigned':
    case 'disbursed':
    case 'disbursementRate':
      return readMoney(reading.how, moneyOf(measures, reading.lines));
    case 'helpedHouseholds':
      return readHelped(measures);
    case 'activities':
    case 'activityReports':
      return readActivities(reading, measures);
    case 'reportsReceived':
    case 'reportsOnTime':
      return readReports(reading.how, measures);
    default:
      return readHouseholds(reading, measures);
  }
}

type OfHouseholds = Extract<ReadingRule, { of: Sum } | { num: Sum }>;

function readHouseholds(reading: OfHouseholds, measures: UnitMeasures): IndicatorReading {
  const asked = 'of' in reading ? reading.of : [...reading.num, ...reading.den];
  if (asked.some((measure) => measures.current[measure] === undefined)) return nothing('not_counted_yet');
  if (measures.current.reviews === 0n) return nothing('not_reported');
  switch (reading.how) {
    case 'stock':
      return readStock(reading.of, measures);
    case 'rate':
      return readRate(reading, measures);
    case 'reduction':
      return readReduction(reading.of, measures);
    case 'rateChange':
      return readRateChange(reading, measures);
    case 'flow':
      return readFlow(reading.of, measures);
  }
}

/** At the end of the period. */
function readStock(of: Sum, { current, matched }: UnitMeasures): IndicatorReading {
  const baseline = matched.communes > 0 ? ratio(total(of, matched.previous)) : null;
  return { actual: ratio(total(of, current)), reason: null, baseline, terms: numerator(of, current) };
}

/** A ratio of two sums at the end of the period. */
function readRate(
  { num, den, whenEmpty }: Extract<ReadingRule, { how: 'rate' }>,
  { current, matched }: UnitMeasures,
): IndicatorReading {
  const made = [...numerator(num, current), ...denominator(den, current)];
  if (total(den, current) === 0n) return nothing(whenEmpty ?? 'nothing_to_divide_by', made);
  const before = total(den, matched.previous);
  return {
    actual: ratio(total(num, current), total(den, current)),
    reason: null,
    baseline: before > 0n ? ratio(total(num, matched.previous), before) : null,
    terms: made,
  };
}

/** Fewer than at the end of the period before. */
function readReduction(of: Sum, { matched: { communes, current, previous } }: UnitMeasures): IndicatorReading {
  if (communes === 0) return nothing('no_base_period');
  return {
    actual: ratio(total(of, previous) - total(of, current)),
    reason: null,
    baseline: ZERO,
    terms: [...numerator(of, previous, 'previous'), ...numerator(of, current)],
  };
}

/** The rate at the end of the period less that at the end of the period before. */
function readRateChange(
  { num, den }: { num: Sum; den: Sum },
  { matched: { current, previous } }: UnitMeasures,
): IndicatorReading {
  if (total(den, previous) === 0n) return nothing('no_base_period');
  if (total(den, current) === 0n) return nothing('no_households');
  return {
    actual: subtract(ratio(total(num, current), total(den, current)), ratio(total(num, previous), total(den, previous))),
    reason: null,
    baseline: ZERO,
    terms: [
      ...numerator(num, current),
      ...denominator(den, current),
      ...numerator(num, previous, 'previous'),
      ...denominator(den, previous, 'previous'),
    ],
  };
}

/** Households that went from one class to another since the end of the period before. */
function readFlow(of: Sum, { current }: UnitMeasures): IndicatorReading {
  if (current.withoutBase === current.households) return nothing('no_base_period');
  return { actual: ratio(total(of, current)), reason: null, baseline: ZERO, terms: numerator(of, current) };
}

interface Money extends Pick<UnitMeasures['money'], 'assigned' | 'disbursed' | 'disbursedToDate' | 'vouchers'> {
  /** The plan says a total, and lines that do not add up to it. */
  isUnsplit?: boolean;
}

function readMoney(how: 'assigned' | 'disbursed' | 'disbursementRate', money: Money): IndicatorReading {
  const { assigned, disbursed, disbursedToDate, vouchers, isUnsplit } = money;
  if (isUnsplit && how !== 'disbursed') return nothing('lines_not_said');
  const paid = (value: bigint, of: Term['of']): Term => ({ measure: 'disbursedDong', value, of, role: 'numerator' });
  const planned = (role: Term['role']): Term => ({ measure: 'assignedDong', value: assigned ?? 0n, of: 'year', role });
  if (how === 'assigned') {
    if (assigned === null) return nothing('no_plan');
    return { actual: ratio(assigned), reason: null, baseline: ZERO, terms: [planned('numerator')] };
  }
  if (how === 'disbursed') {
    if (assigned === null && vouchers === 0n) return nothing('nothing_assigned');
    return { actual: ratio(disbursed), reason: null, baseline: ZERO, terms: [paid(disbursed, 'current')] };
  }
  const made = [paid(disbursedToDate, 'yearToDate'), planned('denominator')];
  if (assigned === null || assigned === 0n) return nothing('nothing_assigned', made);
  return { actual: ratio(disbursedToDate, assigned), reason: null, baseline: ZERO, terms: made };
}

/** Households, each once however often it was helped: the quarters do not add up to the year. */
function readHelped({ money }: UnitMeasures): IndicatorReading {
  if (money.assigned === null && money.vouchers === 0n) return nothing('nothing_assigned');
  const made: Term[] = [{ measure: 'helpedHouseholds', value: money.households, of: 'current', role: 'numerator' }];
  return { actual: ratio(money.households), reason: null, baseline: ZERO, terms: made };
}

/** All of a unit's money, or the lines that are asked for. */
function moneyOf({ money }: UnitMeasures, asked: MoneyLines | undefined): Money {
  if (!asked) return money;
  const lines = Object.entries(money.lines).flatMap(([key, line]) => (isLineOf(key, asked) ? [line] : []));
  const sum = (of: (line: LineSums) => bigint): bigint => lines.reduce((so, line) => so + of(line), 0n);
  return {
    isUnsplit:
      money.assigned !== null && money.assigned !== Object.values(money.lines).reduce((so, { assigned }) => so + assigned, 0n),
    assigned: money.assigned === null ? null : sum((line) => line.assigned),
    disbursed: sum((line) => line.disbursed),
    disbursedToDate: sum((line) => line.disbursedToDate),
    vouchers: BigInt(lines.filter((line) => line.disbursedToDate !== 0n).length),
  };
}

/** Where nobody has reported any, that is what is known: no activity of the kind. */
function readActivities(
  reading: Extract<ReadingRule, { how: 'activities' | 'activityReports' }>,
  { activities }: UnitMeasures,
): IndicatorReading {
  const kind = reading.how === 'activities' ? reading.kind : undefined;
  const all = Object.entries(activities).flatMap(([name, sums]) => (kind === undefined || name === kind ? [sums] : []));
  if (Object.keys(activities).length === 0) return nothing('not_reported');
  const value = all.reduce((sum, one) => sum + (reading.how === 'activities' ? one.count : one.reports), 0n);
  return {
    actual: ratio(value),
    reason: null,
    baseline: ZERO,
    terms: [{ measure: reading.how, value, of: 'current', role: 'numerator' }],
  };
}

function readReports(how: 'reportsReceived' | 'reportsOnTime', { reporting }: UnitMeasures): IndicatorReading {
  if (reporting.expected === 0) return nothing('nothing_expected');
  const [came, expected] = [BigInt(how === 'reportsOnTime' ? reporting.onTime : reporting.received), BigInt(reporting.expected)];
  return {
    actual: ratio(came, expected),
    reason: null,
    baseline: ZERO,
    terms: [
      { measure: how, value: came, of: 'current', role: 'numerator' },
      { measure: 'reportsExpected', value: expected, of: 'current', role: 'denominator' },
    ],
  };
}
