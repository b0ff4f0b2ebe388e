import type { DeclaredOnWire, IndicatorValue, UnitOnWire } from '@chitieu/contracts';
import {
  assess,
  fromDecimal,
  lastDay,
  periodParts,
  rateOnWire,
  ratioOnWire,
  readIndicator,
  toWireValue,
  UNMATCHED,
  type Assessment,
  type Deprivation,
  type Indicator,
  type IndicatorReading,
  type OrgUnitRow,
  type Ratio,
  type Tree,
  type UnitMeasures,
} from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { carriedDocuments, documentUnits, targetKey, type DenominatorOf } from './carried-documents.js';
import type { Carry } from './carry.js';
import { flagsOf } from './flags.js';
import { readCarried, type CarriedUnit } from './read-carried.js';
import { readMeasures, wantedUnit } from './read-measures.js';
import { readDocuments, type DeclaredFigure, type Documents, type TargetLine } from './read-plans.js';

export interface ValuesRequest {
  tree: Tree;
  /** How the period's numbers come into the tree; null: they are the tree's own. */
  carry: Carry | null;
  units: string[];
  period: string;
  indicators: readonly Indicator[];
  /** The clock: `asOf` of every value, and the day that trajectories are read at. */
  now: Date;
  today: string;
}

/** One value before it is put on the wire: what the notifier, the explanations and the pages are made from. */
export interface Value {
  unit: OrgUnitRow;
  definition: Indicator;
  dimension: Deprivation | null;
  reading: IndicatorReading;
  baseline: Ratio | null;
  target: TargetLine | null;
  assessment: Assessment;
  measures: UnitMeasures;
  documents: Documents;
  /** Set where it was made of units of another day. */
  carried: CarriedUnit | null;
}

/** Reads values for many units of one period: measures, documents, then each indicator judged at the clock's day. */
export async function readValues(tx: Tx, request: ValuesRequest): Promise<Value[]> {
  const { tree, period, carry } = request;
  const units = request.units.filter((code) => tree.has(code));
  const carried = carry && (await readCarried(tx, carry, units, period));
  const measures =
    carried ??
    (await readMeasures(
      tx,
      tree,
      units.map((code) => wantedUnit(tree, code)),
      period,
    ));
  const documentsOf = await documentsFor(tx, request, units);
  const kind = periodParts(period).kind;
  const definitions = request.indicators.filter((definition) => definition.periods.includes(kind));
  return units.flatMap((code) => {
    const unit = { unit: tree.unit(code)!, measures: measuresIn(measures.get(code)!), documents: documentsOf(code) };
    const own = { ...unit, carried: carried?.get(code) ?? null };
    return definitions.flatMap((definition) =>
      dimensionsOf(definition).map((dimension) => valueOf(own, definition, dimension, request)),
    );
  });
}

const measuresIn = (of: UnitMeasures | CarriedUnit): UnitMeasures => ('measures' in of ? of.measures : of);

/** Documents of each unit: its own, or carried with the denominators that the units of then had. */
async function documentsFor(tx: Tx, request: ValuesRequest, units: string[]): Promise<(unit: string) => Documents> {
  const { carry, period } = request;
  if (carry === null) return (await readDocuments(tx, units, period)).of;
  const all = [...new Set(units.flatMap((unit) => documentUnits(carry, unit)))];
  const documents = await readDocuments(tx, all, period);
  const planned = all.filter((unit) => documents.of(unit).targets.length > 0);
  const then = await readMeasures(
    tx,
    carry.then,
    planned.filter((unit) => carry.then.has(unit)).map((unit) => wantedUnit(carry.then, unit)),
    period,
  );
  const denominatorOf: DenominatorOf = (unit, indicator, dimension) => {
    const own = then.get(unit);
    return own ? (readIndicator(indicator, own, dimension as Deprivation | null).actual?.den ?? null) : null;
  };
  return (unit) => carriedDocuments(carry, unit, documents, denominatorOf);
}

const dimensionsOf = (definition: Indicator): (Deprivation | null)[] =>
  definition.dimension ? definition.dimension.values.map((value) => value.code as Deprivation) : [null];

type OfUnit = Pick<Value, 'unit' | 'measures' | 'documents' | 'carried'>;

function valueOf(of: OfUnit, definition: Indicator, dimension: Deprivation | null, { period, today }: ValuesRequest): Value {
  const { documents } = of;
  const reading = readingOf(of, definition, dimension);
  const target =
    documents.targets.find((line) => line.indicator === definition.code && (line.dimension ?? null) === dimension) ?? null;
  const baseline = target?.baseline === undefined ? reading.baseline : fromDecimal(target.baseline);
  const assessment = assess({
    direction: definition.direction,
    actual: reading.actual,
    reason: reading.reason,
    baseline,
    target: target && { kind: target.kind, value: fromDecimal(target.value), trajectory: target.trajectory },
    period,
    today,
    thresholds: {
      onTrack: fromDecimal(String(definition.thresholds.onTrack)),
      atRisk: fromDecimal(String(definition.thresholds.atRisk)),
    },
    flow: definition.flow,
  });
  const whyNone = documents.carried?.get(targetKey(definition.code, dimension))?.reason;
  const statusReason = assessment.statusReason === 'no_target' && whyNone ? whyNone : assessment.statusReason;
  return { ...of, definition, dimension, reading, baseline, target, assessment: { ...assessment, statusReason } };
}

/** What cannot be told from other units' numbers is not guessed. */
function readingOf({ measures, carried }: OfUnit, { code, group }: Indicator, dimension: Deprivation | null): IndicatorReading {
  const isRefused = group !== 'reporting' && carried?.[group].refused;
  if (isRefused) return { actual: null, reason: 'split_shares_unknown', baseline: null, terms: [] };
  if (!carried?.base.refused) return readIndicator(code, measures, dimension);
  const reading = readIndicator(code, { ...measures, matched: UNMATCHED }, dimension);
  return reading.reason === 'no_base_period' ? { ...reading, reason: 'split_shares_unknown' } : reading;
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
      value: target.value,
      level: assessment.level && toWireValue(assessment.level),
      baseline: wire(baseline),
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
    reporting: measures.reporting,
    flags: flagsOf({
      carried: value.carried,
      targetIsEstimated: value.documents.carried?.get(targetKey(definition.code, dimension))?.estimated ?? false,
      reading,
      definition,
      actual: reading.actual,
      assessment,
      figures,
      plans: value.documents.plans,
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
  return reporting.received < reporting.expected || current.official < current.households;
}

/** True when a generated row is among what the number, or the plan it is compared with, was made from. */
export function isSample({ definition, measures: { money, current }, documents: { plans } }: Value): boolean {
  const counted = definition.group === 'money' ? money.sampleVouchers : current.sample;
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
