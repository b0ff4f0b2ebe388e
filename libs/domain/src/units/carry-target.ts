import { apportion } from './apportion.js';
import { add, decimalOf, divide, fromDecimal, multiply, ratio, type Ratio } from '../ratio.js';
import type { Part } from './successions.js';
import type { TargetKind } from '../vocabulary.js';

/** As much of a plan's line as is carried. */
export interface CarriableTarget {
  kind: TargetKind;
  /** Absent where the target is no one number: a range, or something to be done. */
  value?: string | undefined;
  baseline?: string | undefined;
  trajectory: { kind: string; shares?: readonly number[] };
}

/** A unit that became the one the target is wanted for, or a part of it. */
export interface TargetSource<T extends CarriableTarget> {
  target: T | null;
  parts: readonly Part[];
  /** What the unit's own rate is a share of; null: not known. */
  denominator: bigint | null;
}

export type NoCarriedTarget = 'target_not_of_all' | 'targets_differ_in_kind' | 'target_base_unknown' | 'split_shares_unknown';

export type CarriedTarget<T extends CarriableTarget> =
  { outcome: 'target'; target: T; estimated: boolean } | { outcome: 'none'; reason: NoCarriedTarget };

/** Places of a carried rate: as many as a plan may have. */
const PLACES = 12;

/**
 * The target of a unit made of others. Counts and money add up. A rate does not: it becomes the households that the rates
 * ask for over the households they are rates of, so that it is met where each of them is met just so.
 */
export function carryTarget<T extends CarriableTarget>(
  unit: string,
  kind: 'count' | 'ratio',
  sources: readonly TargetSource<T>[],
): CarriedTarget<T> {
  const known = sources.filter((source) => source.target !== null) as (TargetSource<T> & { target: T })[];
  const [first] = known;
  if (!first || known.length < sources.length) return none('target_not_of_all');
  const isAlike = known.every(
    ({ target }) => target.kind === first.target.kind && isSame(target.trajectory, first.target.trajectory),
  );
  if (!isAlike) return none('targets_differ_in_kind');
  if (sources.length === 1 && first.parts.length === 1) return { outcome: 'target', target: first.target, estimated: false };
  if (known.some(({ target }) => target.value === undefined)) return none('targets_differ_in_kind');
  if (known.some(({ parts }) => parts.some(({ share }) => share === null))) return none('split_shares_unknown');
  const of = (values: (string | undefined)[]): string | null =>
    kind === 'count' ? sum(unit, known, values) : weighted(unit, known, values);
  const value = of(known.map(({ target }) => target.value));
  if (value === null) return none('target_base_unknown');
  const { baseline: _own, ...line } = first.target;
  const baseline = known.every(({ target }) => target.baseline !== undefined)
    ? of(known.map(({ target }) => target.baseline))
    : null;
  const target = { ...line, value, ...(baseline !== null && { baseline }) } as T;
  return { outcome: 'target', target, estimated: known.some(({ parts }) => parts.length > 1) };
}

const none = (reason: NoCarriedTarget): { outcome: 'none'; reason: NoCarriedTarget } => ({ outcome: 'none', reason });
const isSame = (a: CarriableTarget['trajectory'], b: CarriableTarget['trajectory']): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Parts of one target add up to it exactly. */
function sum(unit: string, sources: readonly TargetSource<CarriableTarget>[], values: (string | undefined)[]): string {
  const total = sources.reduce((all, { parts }, i) => {
    const value = fromDecimal(values[i]!);
    const cut = apportion(
      value.num,
      parts.map(({ share }) => share!),
    );
    return add(all, ratio(cut[parts.findIndex(({ code }) => code === unit)]!, value.den));
  }, ratio(0n));
  return plain(total);
}

function weighted(
  unit: string,
  sources: readonly TargetSource<CarriableTarget>[],
  values: (string | undefined)[],
): string | null {
  let [num, den]: [Ratio, Ratio] = [ratio(0n), ratio(0n)];
  for (const [i, { parts, denominator }] of sources.entries()) {
    if (denominator === null) return null;
    const weight = multiply(ratio(denominator), parts.find(({ code }) => code === unit)!.share!);
    num = add(num, multiply(fromDecimal(values[i]!), weight));
    den = add(den, weight);
  }
  const rate = divide(num, den);
  return rate && plain(rate);
}

/** A plain decimal without zeros at its end. */
const plain = (value: Ratio): string => decimalOf(value, PLACES).replace(/\.?0+$/, '');
