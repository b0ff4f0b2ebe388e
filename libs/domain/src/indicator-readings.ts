import { deprivedCounter, type HouseholdCounter } from './household-contribution.js';
import { ratio, subtract, type Ratio } from './ratio.js';
import type { Deprivation } from './vocabulary.js';

/** Stocks that are compared with the end of the period before. */
export interface Stocks {
  households: bigint;
  poor: bigint;
  nearPoor: bigint;
}

/** Every integer that the first indicators are made from, summed over a unit's communes (or one village). */
export interface UnitMeasures {
  current: Record<HouseholdCounter, bigint>;
  /**
   * Both periods over the communes that reported in both: a silent commune's poor households have not escaped, so they
   * may stand on neither side of a difference.
   */
  matched: { communes: number; current: Stocks; previous: Stocks };
  money: {
    /** Paid in the period, đồng. */
    disbursed: bigint;
    /** Paid from the first day of the year to the last of the period, đồng. */
    disbursedToDate: bigint;
    /** Assigned for the year, đồng; null: no plan says. */
    assigned: bigint | null;
    vouchers: bigint;
    sampleVouchers: bigint;
  };
  reporting: { expected: number; received: number; onTime: number };
}

export type ReadingReason =
  | 'not_reported'
  | 'no_base_period'
  | 'no_households'
  | 'no_poor_or_near_poor_households'
  | 'no_plan'
  | 'nothing_assigned'
  | 'nothing_expected'
  /** Of a unit that was split: nothing says which of its households came here. */
  | 'split_shares_unknown';

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

type Read = (m: UnitMeasures, dimension: Deprivation | null) => IndicatorReading;

const ZERO: Ratio = { num: 0n, den: 1n };
const nothing = (reason: ReadingReason, terms: Term[] = []): IndicatorReading => ({
  actual: null,
  reason,
  baseline: null,
  terms,
});
const reported = (m: UnitMeasures): boolean => m.current.reviews > 0n;
const hasBase = (m: UnitMeasures): boolean => m.matched.communes > 0;

const num = (measure: string, value: bigint, of: Term['of'] = 'current'): Term => ({ measure, value, of, role: 'numerator' });
const den = (measure: string, value: bigint, of: Term['of'] = 'current'): Term => ({ measure, value, of, role: 'denominator' });

/** A number of households at the end of the period. */
function stock(of: (s: Stocks) => bigint, measure: string): Read {
  return (m) => {
    if (!reported(m)) return nothing('not_reported');
    const value = of(m.current);
    return {
      actual: ratio(value),
      reason: null,
      baseline: hasBase(m) ? ratio(of(m.matched.previous)) : null,
      terms: [num(measure, value)],
    };
  };
}

/** A share of all households at the end of the period. */
function rate(of: (s: Stocks) => bigint, measure: string): Read {
  return (m) => {
    if (!reported(m)) return nothing('not_reported');
    const terms = [num(measure, of(m.current)), den('households', m.current.households)];
    if (m.current.households === 0n) return nothing('no_households', terms);
    const { previous } = m.matched;
    const baseline = previous.households > 0n ? ratio(of(previous), previous.households) : null;
    return { actual: ratio(of(m.current), m.current.households), reason: null, baseline, terms };
  };
}

/** Households fewer than at the end of the period before. */
function reduction(of: (s: Stocks) => bigint, measure: string): Read {
  return (m) => {
    if (!reported(m)) return nothing('not_reported');
    if (!hasBase(m)) return nothing('no_base_period');
    const [before, now] = [of(m.matched.previous), of(m.matched.current)];
    return {
      actual: ratio(before - now),
      reason: null,
      baseline: ZERO,
      terms: [num(measure, before, 'previous'), num(measure, now)],
    };
  };
}

/** Households that went from one class to another since the end of the period before. */
function flow(counter: 'escapedPoverty' | 'relapsed' | 'newlyPoor'): Read {
  return (m) => {
    if (!reported(m)) return nothing('not_reported');
    if (m.current.withoutBase === m.current.households) return nothing('no_base_period');
    return { actual: ratio(m.current[counter]), reason: null, baseline: ZERO, terms: [num(counter, m.current[counter])] };
  };
}

const poor = (s: Stocks): bigint => s.poor;
const nearPoor = (s: Stocks): bigint => s.nearPoor;
const multiPoor = (s: Stocks): bigint => s.poor + s.nearPoor;

const poorRateChange: Read = (m) => {
  if (!reported(m)) return nothing('not_reported');
  const { current, previous } = m.matched;
  if (previous.households === 0n) return nothing('no_base_period');
  if (current.households === 0n) return nothing('no_households');
  return {
    actual: subtract(ratio(current.poor, current.households), ratio(previous.poor, previous.households)),
    reason: null,
    baseline: ZERO,
    terms: [
      num('poor', current.poor),
      den('households', current.households),
      num('poor', previous.poor, 'previous'),
      den('households', previous.households, 'previous'),
    ],
  };
};

const deprivationRate: Read = (m, dimension) => {
  if (!reported(m)) return nothing('not_reported');
  const deprived = dimension === null ? 0n : m.current[deprivedCounter(dimension)];
  const listed = multiPoor(m.current);
  const terms = [num(dimension === null ? 'deprived' : deprivedCounter(dimension), deprived), den('poorAndNearPoor', listed)];
  if (listed === 0n) return nothing('no_poor_or_near_poor_households', terms);
  return { actual: ratio(deprived, listed), reason: null, baseline: null, terms };
};

const assignedCapital: Read = ({ money }) => {
  if (money.assigned === null) return nothing('no_plan');
  return { actual: ratio(money.assigned), reason: null, baseline: ZERO, terms: [num('assignedDong', money.assigned, 'year')] };
};

const disbursedCapital: Read = ({ money }) => {
  if (money.assigned === null && money.vouchers === 0n) return nothing('nothing_assigned');
  return { actual: ratio(money.disbursed), reason: null, baseline: ZERO, terms: [num('disbursedDong', money.disbursed)] };
};

const disbursementRate: Read = ({ money }) => {
  const terms = [num('disbursedDong', money.disbursedToDate, 'yearToDate'), den('assignedDong', money.assigned ?? 0n, 'year')];
  if (money.assigned === null || money.assigned === 0n) return nothing('nothing_assigned', terms);
  return { actual: ratio(money.disbursedToDate, money.assigned), reason: null, baseline: ZERO, terms };
};

const reportsOnTime: Read = ({ reporting }) => {
  if (reporting.expected === 0) return nothing('nothing_expected');
  const [onTime, expected] = [BigInt(reporting.onTime), BigInt(reporting.expected)];
  return {
    actual: ratio(onTime, expected),
    reason: null,
    baseline: ZERO,
    terms: [num('reportsOnTime', onTime), den('reportsExpected', expected)],
  };
};

/** How each indicator is read from the measures: one line each, the definitions in words stand in `indicators.ts`. */
const READINGS: Record<string, Read> = {
  households: stock((s) => s.households, 'households'),
  'poor-households': stock(poor, 'poor'),
  'near-poor-households': stock(nearPoor, 'nearPoor'),
  'poor-rate': rate(poor, 'poor'),
  'near-poor-rate': rate(nearPoor, 'nearPoor'),
  'multi-poor-rate': rate(multiPoor, 'poorAndNearPoor'),
  'poor-reduction': reduction(poor, 'poor'),
  'near-poor-reduction': reduction(nearPoor, 'nearPoor'),
  'poor-rate-change': poorRateChange,
  'escaped-poverty': flow('escapedPoverty'),
  relapsed: flow('relapsed'),
  'newly-poor': flow('newlyPoor'),
  'deprivation-rate': deprivationRate,
  'assigned-capital': assignedCapital,
  'disbursed-capital': disbursedCapital,
  'disbursement-rate': disbursementRate,
  'reports-on-time': reportsOnTime,
};

/** Reads one indicator; `dimension` is the deprivation for `deprivation-rate`. Throws RangeError for an unknown code. */
export function readIndicator(code: string, measures: UnitMeasures, dimension: Deprivation | null = null): IndicatorReading {
  const read = READINGS[code];
  if (!read) throw new RangeError(`no such indicator: ${code}`);
  return read(measures, dimension);
}
