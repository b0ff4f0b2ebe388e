import { apportion } from './apportion.js';
import type { UnitMeasures } from '../catalogue/unit-measures.js';
import type { Ratio } from '../ratio.js';
import type { Part } from './successions.js';

/** The numbers of a unit of one tree, made of those of another: what entered whole, and the parts. */
export function carriedMeasures(whole: UnitMeasures, parts: readonly PartOfUnit[]): PartOfUnit {
  const any = (group: Group, of: keyof Certainty): boolean => parts.some((part) => part[group][of]);
  const certainty = (group: Group): Certainty => ({
    estimated: any(group, 'estimated'),
    refused: any(group, 'refused'),
  });
  if (parts.length === 0) return exactly(whole);
  return {
    measures: sumMeasures([whole, ...parts.map(({ measures }) => measures)]),
    households: certainty('households'),
    base: certainty('base'),
    money: certainty('money'),
  };
}

/** What a parted unit's numbers are cut from: all of it, and the villages whose new unit is known. */
export interface Parted {
  total: UnitMeasures;
  /** The unit's villages that are known to belong to one of its parts now. */
  placed: readonly { to: string; measures: UnitMeasures }[];
  parts: readonly Part[];
}

/** How far a part's numbers are counted, and how far they are only reckoned. */
export interface Certainty {
  /** Some of it was apportioned by declared shares. */
  estimated: boolean;
  /** Some of it belongs to this part or to another, and nothing says to which. */
  refused: boolean;
}

export interface PartOfUnit {
  measures: UnitMeasures;
  households: Certainty;
  /** Of what is compared with the year before. */
  base: Certainty;
  money: Certainty;
}

export const exactly = (measures: UnitMeasures): PartOfUnit => ({
  measures,
  ...{ households: EXACT, base: EXACT, money: EXACT },
});

const EXACT: Certainty = { estimated: false, refused: false };

/**
 * The numbers of each part. Villages go where they are known to be; the rest is apportioned by the declared shares, or
 * refused where there are none. Parts add up to the total exactly, number by number. What cannot be cut, the commune's
 * one report, goes with the greatest part.
 */
export function partMeasures({ total, placed, parts }: Parted): Map<string, PartOfUnit> {
  const own = parts.map(({ code }) => sumMeasures(placed.filter(({ to }) => to === code).map(({ measures }) => measures)));
  const rest = combine([total, ...own], (values) => values.slice(1).reduce((left, value) => left - value, values[0]!));
  const shares = parts.every(({ share }) => share !== null) ? parts.map(({ share }) => share!) : null;
  const sides = parts.map((_, i) =>
    combine([rest, own[i]!], ([left, counted]) => counted! + (shares && left !== 0n ? apportion(left!, shares)[i]! : 0n)),
  );
  const certainty = (rests: UnitMeasures[keyof UnitMeasures]): Certainty =>
    isNothing(rests) ? EXACT : { estimated: shares !== null, refused: shares === null };
  const how = { households: certainty(rest.current), base: certainty(rest.matched), money: certainty(rest.money) };
  const greatest = greatestPart(sides, parts);
  return new Map(
    parts.map(({ code }, i) => {
      const reporting = i === greatest ? total.reporting : NO_REPORTS;
      const matched = how.base.refused ? UNMATCHED : { ...sides[i]!.matched, communes: total.matched.communes };
      return [code, { measures: { ...sides[i]!, matched, reporting }, ...how }];
    }),
  );
}

const NO_REPORTS: UnitMeasures['reporting'] = { expected: 0, received: 0, onTime: 0 };

function greatestPart(sides: readonly UnitMeasures[], parts: readonly Part[]): number {
  const size = (i: number): Ratio => {
    const { households = 0n } = sides[i]!.current;
    return households > 0n ? { num: households, den: 1n } : (parts[i]!.share ?? { num: 0n, den: 1n });
  };
  return parts.reduce((best, _, i) => (size(i).num * size(best).den > size(best).num * size(i).den ? i : best), 0);
}

/** The sums of several units as those of one. Nothing adds up to zeros, and to no plan. */
export function sumMeasures(all: readonly UnitMeasures[]): UnitMeasures {
  return combine([NOTHING, ...all], (values) => values.reduce((sum, value) => sum + value, 0n));
}

type Numbers = bigint | number | null | { [name: string]: Numbers };

/** Number by number. What is null on all sides stays null; on some, it counts for nothing there. */
function combine(all: readonly UnitMeasures[], of: (values: bigint[]) => bigint): UnitMeasures {
  return combined(all as unknown as Numbers[], of) as unknown as UnitMeasures;
}

function combined(all: readonly Numbers[], of: (values: bigint[]) => bigint): Numbers {
  const known = all.filter((one) => one !== null && one !== undefined);
  const [first = null] = known;
  if (first === null) return null;
  if (typeof first === 'number') return Number(of(all.map((one) => BigInt((one as number | null) ?? 0))));
  if (typeof first === 'bigint') return of(all.map((one) => (one as bigint | null) ?? 0n));
  const names = new Set(known.flatMap((one) => Object.keys(one)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      combined(
        all.map((one) => (one as Record<string, Numbers> | null)?.[name] ?? null),
        of,
      ),
    ]),
  );
}

const isNothing = (numbers: unknown): boolean =>
  numbers === null ||
  (typeof numbers === 'object'
    ? Object.entries(numbers as object).every(([name, value]) => name === 'communes' || isNothing(value))
    : BigInt(numbers as bigint) === 0n);

type Group = 'households' | 'base' | 'money';

const NO_STOCKS = { households: 0n, poor: 0n, nearPoor: 0n };
/** Nothing to compare, and nothing to compare with. */
export const UNMATCHED: UnitMeasures['matched'] = { communes: 0, current: NO_STOCKS, previous: NO_STOCKS };
const NOTHING = {
  current: {},
  matched: UNMATCHED,
  money: { disbursed: 0n, disbursedToDate: 0n, assigned: null, vouchers: 0n, sampleVouchers: 0n, households: 0n, lines: {} },
  activities: {},
  reporting: NO_REPORTS,
} as unknown as UnitMeasures;
