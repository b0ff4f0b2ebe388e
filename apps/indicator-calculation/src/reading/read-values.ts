import type { DeclaredOnWire, IndicatorValue, UnitOnWire } from '@chitieu/contracts';
import {
  assess,
  figureOf,
  fromDecimal,
  lastDay,
  periodParts,
  rateOnWire,
  ratioOnWire,
  readIndicator,
  readTarget,
  toWireValue,
  type Assessment,
  type Indicator,
  type IndicatorReading,
  type OrgUnitRow,
  type Ratio,
  type Tree,
  type UnitMeasures,
} from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { flagsOf } from './flags.js';
import type { Serving } from '../catalogue/serving-catalogue.js';
import { needsOf, readMeasures, wantedUnit } from './read-measures.js';
import { readDocuments, type DeclaredFigure, type Documents, type TargetLine } from './read-plans.js';

export interface ValuesRequest {
  tree: Tree;
  units: string[];
  period: string;
  indicators: readonly Indicator[];
  serving: Pick<Serving, 'number' | 'measures'>;
  /** Only what is told without being asked for: headlines, and what has a target. */
  toldOnly?: boolean;
  /** The clock: `asOf` of every value, and the day that trajectories are read at. */
  now: Date;
  today: string;
}

/** One value before it is put on the wire: what the notifier, the explanations and the pages are made from. */
export interface Value {
  unit: OrgUnitRow;
  definition: Indicator;
  dimension: string | null;
  reading: IndicatorReading;
  baseline: Ratio | null;
  target: TargetLine | null;
  assessment: Assessment;
  measures: UnitMeasures;
  documents: Documents;
}

/** Reads values for many units of one period: measures, documents, then each indicator judged at the clock's day. */
export async function readValues(tx: Tx, request: ValuesRequest): Promise<Value[]> {
  const { tree, period } = request;
  const units = request.units.filter((code) => tree.has(code));
  const kind = periodParts(period).kind;
  const documents = await readDocuments(tx, units, period);
  const targeted = new Set(units.flatMap((code) => documents.of(code).targets.map(({ indicator }) => indicator)));
  const definitions = request.indicators.filter(
    ({ periods, headline, code }) => periods.includes(kind) && (!request.toldOnly || headline || targeted.has(code)),
  );
  const measures = await readMeasures(
    tx,
    tree,
    units.map((code) => wantedUnit(tree, code)),
    period,
    needsOf(definitions, request.serving),
  );
  return units.flatMap((code) =>
    definitions.flatMap((definition) =>
      dimensionsOf(definition).map((dimension) =>
        valueOf(tree.unit(code)!, definition, dimension, measures.get(code)!, documents.of(code), request),
      ),
    ),
  );
}

const dimensionsOf = ({ dimension }: Indicator): (string | null)[] => dimension?.values.map(({ code }) => code) ?? [null];

function valueOf(
  unit: OrgUnitRow,
  definition: Indicator,
  dimension: string | null,
  measures: UnitMeasures,
  documents: Documents,
  { period, today }: ValuesRequest,
): Value {
  const reading = readIndicator(definition, measures, dimension);
  const target =
    documents.targets.find((line) => line.indicator === definition.code && (line.dimension ?? null) === dimension) ?? null;
  const baseline = target?.baseline === undefined ? reading.baseline : fromDecimal(target.baseline);
  const assessment = assess({
    direction: definition.direction,
    actual: reading.actual,
    reason: reading.reason,
    baseline,
    target: target && readTarget(target),
    period,
    today,
    thresholds: {
      onTrack: fromDecimal(String(definition.thresholds.onTrack)),
      atRisk: fromDecimal(String(definition.thresholds.atRisk)),
    },
    flow: definition.flow,
  });
  return { unit, definition, dimension, reading, baseline, target, assessment, measures, documents };
}

export const unitOnWire = ({ code, name, level }: OrgUnitRow): UnitOnWire => ({ code, name, level });

const wire = (r: Ratio | null) => r && ratioOnWire(r);
const rate = (r: Ratio | null) => r && rateOnWire(r);

export function valueOnWire(value: Value, period: string, now: Date, today: string, revision: number): IndicatorValue {
  const { unit, definition, dimension, reading, baseline, target, assessment, measures } = value;
  const figures = value.documents.figures.filter((f) => f.indicator === definition.code && (f.dimension ?? null) === dimension);
  const declarations = figures.map(declaredOnWire);
  return {
    indicator: definition.code,
    dimension,
    orgUnit: unitOnWire(unit),
    period,
    actual: reading.actual && (definition.kind === 'ratio' ? rateOnWire : ratioOnWire)(reading.actual),
    reason: reading.reason,
    target: target && {
      kind: target.kind,
      value: figureOf(target),
      max: target.max ?? null,
      level: assessment.level && toWireValue(assessment.level),
      baseline: wire(baseline),
      baselineDate: target.baselineDate ?? null,
      trajectory: target.trajectory,
      planId: target.planId,
      decision: target.decision,
    },
    declared: declarations.find((d) => d.of === 'actual') ?? declarations[0] ?? null,
    declarations,
    achievementRate: rate(assessment.achievementRate),
    progress: rate(assessment.progress),
    expectedToDate: assessment.expectedToDate && toWireValue(assessment.expectedToDate),
    pace: rate(assessment.pace),
    status: assessment.status,
    statusReason: assessment.statusReason,
    asOf: now.toISOString(),
    provisional: isProvisional(value, period, today),
    reviewState: reviewStateOf(value),
    reporting: measures.reporting,
    flags: flagsOf({
      definition,
      actual: reading.actual,
      assessment,
      figures,
      plans: value.documents.plans,
      differences: value.documents.differences,
      level: unit.level,
      measures,
    }),
    revision,
    definitionVersion: definition.definitionVersion,
    sample: isSample(value),
  };
}

/** A figure may still change: the period is running, a report is missing, or a review is only preliminary. */
export function isProvisional({ definition, measures: { current, reporting } }: Value, period: string, today: string): boolean {
  if (definition.group !== 'households') return today <= lastDay(period);
  return reporting.received < reporting.expected || current.official! < current.households!;
}

function reviewStateOf({ definition, measures: { current } }: Value): IndicatorValue['reviewState'] {
  if (definition.group !== 'households' || current.households! === 0n) return null;
  return current.official! < current.households! ? 'preliminary' : 'official';
}

/** True when a generated row is among what the number, or the plan it is compared with, was made from. */
export function isSample({ definition, measures: { money, current }, documents: { plans } }: Value): boolean {
  const counted = definition.group === 'money' ? money.sampleVouchers : current.sample!;
  return counted > 0n || plans.some((plan) => plan.sample);
}

const declaredOnWire = (figure: DeclaredFigure): DeclaredOnWire => ({
  text: figure.text,
  value: figure.value ?? null,
  num: figure.num ?? null,
  den: figure.den ?? null,
  quote: figure.quote ?? null,
  document: figure.document,
  of: figure.of,
});
