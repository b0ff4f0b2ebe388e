import {
  cascadeUnits,
  previousPeriod,
  readIndicator,
  type CascadeFacts,
  type CascadeUnit,
  type Indicator,
  type IndicatorReading,
  type Tree,
  type UnitMeasures,
} from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { ServingCatalogue, type Serving } from '../catalogue/serving-catalogue.js';
import { needsOf, readMeasures, wantedUnit, type MeasuresByUnit } from '../reading/read-measures.js';
import { readPlansOf } from './read-cascade.js';

/**
 * What rates are taken of. A plan sets out from the end of the year before, so households are counted there; money is the year's own.
 */
export async function readCascadeFacts(tx: Tx, tree: Tree, cascade: CascadeUnit, period: string): Promise<CascadeFacts> {
  return new ServingCatalogue().whileServing(tx, (serving) => readFacts(tx, tree, cascade, period, serving));
}

async function readFacts(tx: Tx, tree: Tree, cascade: CascadeUnit, period: string, serving: Serving): Promise<CascadeFacts> {
  const { indicatorOf, indicators } = serving.catalogue;
  const planned = cascadeUnits(cascade).filter(({ plans }) => plans.length > 0);
  const wanted = planned.map(({ code }) => wantedUnit(tree, code));
  const targeted = new Set(
    planned.flatMap(({ plans }) => plans.flatMap(({ targets }) => targets.map(({ indicator }) => indicator))),
  );
  const asked = indicators.filter(({ code }) => targeted.has(code) || Object.values(STOCK_BEHIND).includes(code));
  const needs = needsOf(asked, serving);
  const before = previousPeriod(period);
  const measures = {
    before: await readMeasures(tx, tree, wanted, before, needs),
    now: await readMeasures(tx, tree, wanted, period, needs),
  };
  const plansBefore = await readPlansOf(
    tx,
    planned.map(({ code }) => code),
    before,
  );
  return {
    indicator: indicatorOf,
    plansBefore: (unit) => plansBefore.get(unit) ?? [],
    denominator: (unit, code, dimension) => denominatorOf(indicatorOf(code), measures, unit, dimension),
    hadNothing: (unit, code, dimension) => {
      const of = measures.before.get(unit);
      const reading = of && readingOf(indicatorOf(STOCK_BEHIND[code] ?? code), of, dimension);
      return indicatorOf(code)?.group === 'households' && reading?.actual?.num === 0n;
    },
  };
}

/** A fall is planned of a stock; where that was empty there is nothing to plan. */
const STOCK_BEHIND: Record<string, string> = {
  'poor-reduction': 'poor-households',
  'near-poor-reduction': 'near-poor-households',
  'poor-rate-change': 'poor-households',
};

function denominatorOf(
  indicator: Indicator | null,
  { before, now }: { before: MeasuresByUnit; now: MeasuresByUnit },
  unit: string,
  dimension: string | null,
): bigint | null {
  if (indicator === null) return null;
  const measures = (indicator.group === 'households' ? before : now).get(unit);
  if (!measures) return null;
  const { received, expected } = measures.reporting;
  if (indicator.group === 'households' && (received === 0 || received < expected)) return null;
  if (indicator.unit === 'percentagePoints') return measures.current.households || null;
  return readingOf(indicator, measures, dimension)?.actual?.den ?? null;
}

const readingOf = (indicator: Indicator | null, measures: UnitMeasures, dimension: string | null): IndicatorReading | null =>
  indicator && readIndicator(indicator, measures, dimension);
