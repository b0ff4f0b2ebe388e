import type { Direction } from './assess.js';
import type { PeriodKind } from './period.js';

/** Text in both languages of the product. Vietnamese first. */
export interface Bilingual {
  vi: string;
  en: string;
}

/** One entry of the catalogue: what a number means, in which direction it is good, and how it is read over time. */
export interface Indicator {
  code: string;
  name: Bilingual;
  formula: Bilingual;
  unit: 'households' | 'ratio' | 'percentagePoints' | 'dong' | 'units';
  kind: 'count' | 'ratio';
  direction: Direction;
  accumulation: 'period' | 'yearToDate' | 'stock';
  /** True when it starts each period (or year) from 0: a target of kind `change` or `countReduced` is then its level. */
  flow: boolean;
  group: 'households' | 'money' | 'reporting';
  periods: PeriodKind[];
  dimension: { code: string; values: { code: string; name: Bilingual }[] } | null;
  legalBasis: string;
  /** Pace from which it is on track, and from which it is only at risk; both inclusive. */
  thresholds: { onTrack: number; atRisk: number };
  definitionVersion: number;
}

export const THRESHOLDS: Indicator['thresholds'] = { onTrack: 0.95, atRisk: 0.6 };
