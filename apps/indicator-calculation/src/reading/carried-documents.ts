import { carryTarget, type Holder, type Indicator, type Part, type TargetSource } from '@chitieu/domain';
import type { Carry } from './carry.js';
import type { CarriedNote, Documents, DocumentsByUnit, TargetLine } from './read-plans.js';

/** What is known of the indicators that targets are of. */
export interface Targeted {
  kindOf: (indicator: string) => Indicator['kind'];
  /** What a rate of a unit of then is a share of; null: not known. */
  denominatorOf: (unit: string, indicator: string, dimension: string | null) => bigint | null;
}

/** Units whose plans and declared figures may be needed for a unit: its own, and those it was made of. */
export const documentUnits = (carry: Carry, unit: string): string[] => [
  unit,
  ...carry.stated.sourcesOf(unit).map(({ code }) => code),
];

/**
 * Plans and declared figures of a unit in a tree that is not theirs. A unit that has a plan of its own for the period, or
 * is one unit that goes on, keeps its documents. Else the targets of those that became it are carried; what they declared is not: it is theirs.
 */
export function carriedDocuments(carry: Carry, unit: string, documents: DocumentsByUnit, targeted: Targeted): Documents {
  const sources = carry.stated.sourcesOf(unit);
  const own = sources.find((holder) => holder.row === carry.tree.unit(unit));
  if (own && documents.of(own.code).plans.length > 0) return documents.of(own.code);
  const [only] = sources;
  if (sources.length === 1 && carry.stated.partsOf(only!).length === 1) return documents.of(only!.code);
  const plans = sources.flatMap(({ code }) => documents.of(code).plans);
  const carried = linesOf(sources, documents).map((line) => carriedLine(unit, line, sources, { carry, documents, targeted }));
  return {
    plans,
    targets: carried.flatMap(({ target }) => target ?? []),
    figures: own ? documents.of(own.code).figures : [],
    differences: own ? documents.of(own.code).differences : [],
    carried: new Map(carried.map(({ key, estimated, reason }) => [key, { estimated, reason }])),
  };
}

export const targetKey = (indicator: string, dimension: string | null): string => `${indicator} ${dimension ?? ''}`;

/** Indicators and dimensions that one of the units has a target for. */
function linesOf(sources: readonly Holder[], documents: DocumentsByUnit): TargetLine[] {
  const lines = sources.flatMap(({ code }) => documents.of(code).targets);
  return [...new Map(lines.map((line) => [targetKey(line.indicator, line.dimension ?? null), line])).values()];
}

interface From {
  carry: Carry;
  documents: DocumentsByUnit;
  targeted: Targeted;
}

function carriedLine(
  unit: string,
  { indicator, dimension = null }: Omit<TargetLine, 'dimension'> & { dimension?: string | null | undefined },
  sources: readonly Holder[],
  { carry, documents, targeted }: From,
): CarriedNote & { key: string; target: TargetLine | null } {
  const lineOf = (code: string): TargetLine | null =>
    documents.of(code).targets.find((line) => line.indicator === indicator && (line.dimension ?? null) === dimension) ?? null;
  const from = sources.map((holder): TargetSource<TargetLine> & { parts: readonly Part[] } => ({
    target: lineOf(holder.code),
    parts: carry.stated.partsOf(holder),
    denominator: targeted.denominatorOf(holder.code, indicator, dimension),
  }));
  const key = targetKey(indicator, dimension);
  const answer = carryTarget(unit, targeted.kindOf(indicator), from);
  if (answer.outcome === 'none') return { key, target: null, estimated: false, reason: answer.reason };
  const all = from.map(({ target }) => target!);
  const joined = (texts: (string | null)[]): string => [...new Set(texts.filter((text) => text !== null))].join(' + ');
  const target = {
    ...answer.target,
    planId: joined(all.map((line) => line.planId)),
    decision: joined(all.map((line) => line.decision)) || null,
  };
  return { key, target, estimated: answer.estimated, reason: null };
}
