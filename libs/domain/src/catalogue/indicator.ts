import type { Direction } from '../assess.js';
import type { PeriodKind } from '../period.js';
import type { ReadingReason } from './reading-reasons.js';

/** Text in both languages of the product. Vietnamese first. */
export interface Bilingual {
  vi: string;
  en: string;
}

/** Codes of measures that are added up. */
export type Sum = readonly string[];

/** Lines of plans and vouchers that an indicator of money is about; what is absent is not asked. */
export interface MoneyLines {
  programme?: string;
  project?: string;
  capitalType?: string;
  fundSource?: string;
  /** Capital of an earlier year than the period's, or of the same. */
  carriedOver?: boolean;
}

/** How a number is read from the sums of a unit and period, as data. A rate is a ratio of sums: it is never averaged. */
export type ReadingRule =
  | { how: 'stock'; of: Sum }
  | { how: 'rate'; num: Sum; den: Sum; whenEmpty?: ReadingReason }
  | { how: 'reduction'; of: Sum }
  | { how: 'rateChange'; num: Sum; den: Sum }
  | { how: 'flow'; of: Sum }
  | { how: 'assigned' | 'disbursed' | 'disbursementRate'; lines?: MoneyLines }
  | { how: 'helpedHouseholds' }
  | { how: 'activities'; kind?: string }
  | { how: 'activityReports' }
  | { how: 'reportsReceived' | 'reportsOnTime' };

/** What differs for one value of an indicator's dimension: the sum in its numerator, or the lines of money. */
export interface DimensionValue {
  code: string;
  name: Bilingual;
  num?: Sum;
  lines?: MoneyLines;
  /** Of activities. */
  kind?: string;
}

/** One entry of the catalogue: what a number means, in which direction it is good, and how it is read over units and time. */
export interface Indicator {
  code: string;
  name: Bilingual;
  formula: Bilingual;
  unit: 'households' | 'persons' | 'ratio' | 'percentagePoints' | 'dong' | 'units';
  kind: 'count' | 'ratio';
  direction: Direction;
  accumulation: 'period' | 'yearToDate' | 'stock';
  /** True when it starts each period (or year) from 0: a target of kind `change` or `countReduced` is then its level. */
  flow: boolean;
  overUnits: 'sum' | 'ratioOfSums' | 'shareOfUnits' | 'distinctHouseholds';
  overTime: 'sum' | 'last' | 'ratioOfSums' | 'distinctHouseholds';
  group: 'households' | 'money' | 'reporting';
  periods: PeriodKind[];
  dimension: { code: string; values: DimensionValue[] } | null;
  reading: ReadingRule;
  /** Shown and told without being asked for; another one when it is named, or has a target. */
  headline: boolean;
  legalBasis: string;
  /** Pace from which it is on track, and from which it is only at risk; both inclusive. */
  thresholds: { onTrack: number; atRisk: number };
  definitionVersion: number;
}

export const THRESHOLDS: Indicator['thresholds'] = { onTrack: 0.95, atRisk: 0.6 };

export type MoneyReading = Extract<ReadingRule, { lines?: MoneyLines }>;
export const isOfMoney = (reading: ReadingRule): reading is MoneyReading =>
  reading.how === 'assigned' || reading.how === 'disbursed' || reading.how === 'disbursementRate';

/** The reading of one value of the dimension; of the whole where there is none. */
export function readingOf({ reading, dimension }: Indicator, value: string | null): ReadingRule {
  const part = dimension?.values.find(({ code }) => code === value);
  if (!part) return reading;
  if (part.num && 'num' in reading) return { ...reading, num: part.num };
  if (part.kind && reading.how === 'activities') return { ...reading, kind: part.kind };
  if (part.lines && isOfMoney(reading)) return { ...reading, lines: { ...reading.lines, ...part.lines } };
  return reading;
}

/** Codes of every measure that the indicator is read from. */
export function measuresOf({ reading, dimension }: Indicator): string[] {
  const own = 'of' in reading ? reading.of : 'num' in reading ? [...reading.num, ...reading.den] : [];
  return [...new Set([...own, ...(dimension?.values ?? []).flatMap(({ num = [] }) => num)])];
}

/** Those that it compares with the end of the period before. */
export function comparedMeasuresOf(indicator: Indicator): string[] {
  return COMPARED.has(indicator.reading.how) ? measuresOf(indicator) : [];
}

const COMPARED: ReadonlySet<ReadingRule['how']> = new Set(['stock', 'rate', 'reduction', 'rateChange']);
