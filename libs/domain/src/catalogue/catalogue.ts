import { MeasureSet, type Measure } from './measure.js';
import { measuresOf, type Indicator } from './indicator.js';
import { STARTER_MEASURES } from './starter-measures.js';
import { DEPRIVATION_INDICATORS } from './starter-deprivations.js';
import { GROUP_INDICATORS } from './starter-groups.js';
import { MONEY_INDICATORS } from './starter-money.js';
import { MOVEMENT_INDICATORS } from './starter-movements.js';
import { POVERTY_INDICATORS } from './starter-poverty.js';
import { REPORTING_INDICATORS } from './starter-reporting.js';

/** What a province adds to the starter set, or puts in the place of an indicator of it. */
export interface OwnDefinitions {
  measures: readonly Measure[];
  indicators: readonly Indicator[];
}

/** What is counted, and what numbers are read from it. */
export interface Catalogue {
  measures: readonly Measure[];
  indicators: readonly Indicator[];
  indicatorOf(code: string): Indicator | null;
}

/** The starter set, in the order it is shown. */
export const STARTER: Catalogue = catalogueOf(STARTER_MEASURES, [
  ...POVERTY_INDICATORS,
  ...DEPRIVATION_INDICATORS,
  ...MOVEMENT_INDICATORS,
  ...GROUP_INDICATORS,
  ...MONEY_INDICATORS,
  ...REPORTING_INDICATORS,
]);

function catalogueOf(measures: readonly Measure[], indicators: readonly Indicator[]): Catalogue {
  const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  return { measures, indicators, indicatorOf: (code) => byCode.get(code) ?? null };
}

/** The starter set with a province's own: an own indicator takes the place of the one with its code. */
export function withOwn({ measures, indicators }: OwnDefinitions): Catalogue {
  const own = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  return catalogueOf(
    [...STARTER.measures, ...measures],
    [
      ...STARTER.indicators.map((starter) => own.get(starter.code) ?? starter),
      ...indicators.filter(({ code }) => !STARTER.indicatorOf(code)),
    ],
  );
}

export const STARTER_SET = new MeasureSet(STARTER_MEASURES);

/** Measures that no indicator is read from. */
export function unreadMeasures({ measures, indicators }: Catalogue): string[] {
  const read = new Set(indicators.flatMap(measuresOf));
  return measures.map(({ code }) => code).filter((code) => !read.has(code));
}
