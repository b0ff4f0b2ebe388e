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
  UNMATCHED,
  type Assessment,
  type Indicator,
  type IndicatorReading,
  type OrgUnitRow,
  type Ratio,
  type Tree,
  type UnitMeasures,
} from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { carriedDocuments, documentUnits, targetKey, type Targeted } from './carried-documents.js';
import type { Carry } from './carry.js';
import { flagsOf } from './flags.js';
import type { Serving } from '../catalogue/serving-catalogue.js';
import { readCarried, type CarriedUnit } from './read-carried.js';
import { needsOf, readMeasures, wantedUnit } from './read-measures.js';
import { readDocuments, type DeclaredFigure, type Documents, type TargetLine } from './read-plans.js';

export interface ValuesRequest {
  tree: Tree;
  /** How the period's numbers come into the tree; null: they are the tree's own. */
  carry: Carry | null;
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
  /** Set where it was made of units of another day. */
  carried: CarriedUnit | null;
}

/** Reads values for many units of one period: measures, documents, then each indicator judged at the clock's day. */
export async function readValues(tx: Tx, request: ValuesRequest): Promise<Value[]> {
  const { tree, period, carry } = request;
  const units = request.units.filter((code) => tree.has(code));
  const documentsOf = await documentsFor(tx, request, units);
  const kind = periodParts(period).kind;
  const targeted = new Set(units.flatMap((code) => documentsOf(code).targets.map(({ indicator }) => indicator)));
  const definitions = request.indicators.filter(
    ({ periods, headline, code }) => periods.includes(kind) && (!request.toldOnly || headline || targeted.has(code)),
  );
  const needs = needsOf(definitions, request.serving);
  const carried = carry && (await readCarried(tx, carry, units, period, needs));
  const measures =
    carried ??
    (await readMeasures(
      tx,
      tree,
      units.map((code) => wantedUnit(tree, code)),
      period,
      needs,
    ));
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
    needsOf(request.indicators, request.serving),
  );
  const definitionOf = (indicator: string) => request.indicators.find(({ code }) => code === indicator);
  const targeted: Targeted = {
    kindOf: (indicator) => definitionOf(indicator)?.kind ?? 'count',
    denominatorOf: (unit, indicator, dimension) => {
      const [own, definition] = [then.get(unit), definitionOf(indicator)];
      return own && definition ? (readIndicator(definition, own, dimension).actual?.den ?? null) : null;
    },
  };
  return (unit) => carriedDocuments(carry, unit, documents, targeted);
}

const dimensionsOf = ({ dimension }: Indicator): (string | null)[] => dimension?.values.map(({ code }) => code) ?? [null];

type OfUnit = Pick<Value, 'unit' | 'measures' | 'documents' | 'carried'>;

function valueOf(of: OfUnit, definition: Indicator, dimension: string | null, { period, today }: ValuesRequest): Value {
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
    target: target && readTarget(target),
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
function readingOf({ measures, carried }: OfUnit, definition: Indicator, dimension: string | null): IndicatorReading {
  const { group } = definition;
  const isRefused = group !== 'reporting' && carried?.[group].refused;
  if (isRefused) return { actual: null, reason: 'split_shares_unknown', baseline: null, terms: [] };
  if (!carried?.base.refused) return readIndicator(definition, measures, dimension);
  const reading = readIndicator(definition, { ...measures, matched: UNMATCHED }, dimension);
  return reading.reason === 'no_base_period' ? { ...reading, reason: 'split_shares_unknown' } : reading;
}

export const unitOnWire = ({ code, name, level }: OrgUnitRow): UnitOnWire => ({ code, name, level });

const wire = (r: Ratio | null) => r && ratioOnWire(r);
const rate = (r: Ratio | null) => r && rateOnWire(r);

export function valueOnWire(value: Value, period: string, now: Date, today: string, revision: number): IndicatorValue {
  const { unit, definition, dimension, reading, assessment, measures } = value;
  const figures = value.documents.figures.filter((f) => f.indicator === definition.code && (f.dimension ?? null) === dimension);
  const declarations = figures.map(declaredOnWire);
  return {
    indicator: definition.code,
    dimension,
    orgUnit: unitOnWire(unit),
    period,
    actual: reading.actual && (definition.kind === 'ratio' ? rateOnWire : ratioOnWire)(reading.actual),
    reason: reading.reason,
    target: targetOnWire(value),
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
      carried: value.carried,
      targetIsEstimated: value.documents.carried?.get(targetKey(definition.code, dimension))?.estimated ?? false,
      reading,
      definition,
      dimension,
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

const targetOnWire = ({ target, assessment, baseline }: Value): IndicatorValue['target'] =>
  target && {
    kind: target.kind,
    value: figureOf(target),
    max: target.max ?? null,
    level: assessment.level && toWireValue(assessment.level),
    baseline: wire(baseline),
    baselineDate: target.baselineDate ?? null,
    trajectory: target.trajectory,
    planId: target.planId,
    decision: target.decision,
  };

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
