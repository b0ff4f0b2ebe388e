import {
  lastDay,
  laneOf,
  partMeasures,
  previousPeriod,
  sumMeasures,
  UNMATCHED,
  type Entering,
  type Holder,
  type Sums,
  type UnitMeasures,
} from '@chitieu/domain';
import { numberColumn, textColumn, type Tx } from '@chitieu/persistence';
import type { Carry, StoredVillage } from './carry.js';
import { countersOf, readMeasures, type MeasuresByUnit, type Needs } from './read-measures.js';

/** What a commune is compared with: the stocks, at the end of the year before, of the units it was made of. */
interface Base {
  stocks: Sums;
  /** Every one of them had reported: what is silent stands on neither side of a difference. */
  isComplete: boolean;
  isEstimated: boolean;
}

export interface Bases {
  /** Null: the commune is compared with what its own code held. */
  of(commune: Holder): Base | null;
  ofVillage(at: StoredVillage): Base;
}

export async function readBases(
  tx: Tx,
  carry: Carry,
  communes: readonly Holder[],
  villages: readonly StoredVillage[],
  year: string,
  needs: Needs,
): Promise<Bases> {
  const others = await otherSources(tx, carry, communes, year);
  const sources = [...others.values()].flatMap(({ whole, parted }) => [...whole, ...parted.map(({ holder }) => holder)]);
  const cut = [...others.values()].flatMap(({ parted }) => parted.map(({ holder }) => holder));
  const before = villages.flatMap((at) => carry.villageBefore(at.village) ?? []);
  const wanted = [
    ...sources.map(({ code }) => countersOf(code, '')),
    ...cut.flatMap((holder) => carry.villagesOf(holder).map((village) => countersOf(holder.code, village))),
    ...before.map(({ commune, village }) => countersOf(commune, village)),
  ];
  const distinct = [...new Map(wanted.map((unit) => [unit.code, unit])).values()];
  const read = await readMeasures(tx, carry.tree, distinct, previousPeriod(year), needs);
  const bases = new Map([...others].map(([commune, entering]) => [commune, baseOf(carry, entering, read)]));
  return {
    of: (commune) => bases.get(commune) ?? null,
    ofVillage({ village }) {
      const at = carry.villageBefore(village);
      return at ? stated([read.get(countersOf(at.commune, at.village).code)!], true) : stated([], false);
    },
  };
}

/** Of each commune that is not compared with just its own code: where its base was stored. */
async function otherSources(
  tx: Tx,
  { before }: Carry,
  communes: readonly Holder[],
  year: string,
): Promise<Map<Holder, Entering>> {
  if (before === null) return new Map();
  const ends = lastDay(previousPeriod(year));
  const entering = new Map<Holder, Entering>(
    // A commune that ended within the year is compared with nothing: what it came from is the base of what it became.
    communes.map((commune) => [commune, commune.day === lastDay(year) ? before.into(commune.code) : { whole: [], parted: [] }]),
  );
  const ofOthers = [...entering].filter(
    ([{ code }, { whole, parted }]) => parted.length > 0 || whole.length !== 1 || whole[0]!.code !== code,
  );
  // What has no numbers is compared with nothing.
  const reported = await withCounters(
    tx,
    ofOthers.map(([{ code }]) => code),
    year,
  );
  const others = ofOthers.filter(([{ code }]) => reported.has(code));
  // A unit that ended within the year before had no more to report; it counts where something was left under its code.
  const ended = others
    .flatMap(([, { whole, parted }]) => [...whole, ...parted.map((p) => p.holder)])
    .filter(({ day }) => day < ends);
  const left = await withCounters(
    tx,
    ended.map(({ code }) => code),
    previousPeriod(year),
  );
  const counts = (holder: Holder): boolean => holder.day === ends || left.has(holder.code);
  return new Map(
    others.flatMap(([commune, { whole, parted }]) => {
      const own = { whole: whole.filter(counts), parted: parted.filter(({ holder }) => counts(holder)) };
      const isItself = own.parted.length === 0 && own.whole.length === 1 && own.whole[0]!.code === commune.code;
      return isItself ? [] : [[commune, own] as const];
    }),
  );
}

/** Those of the communes under whose code something is stored for the year. */
export async function withCounters(tx: Tx, codes: string[], period: string): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const rows = await tx.query<{ commune: string }>(
    {
      name: 'communes-with-counters',
      text: `SELECT c.commune FROM unnest($1::smallint[], $2::text[]) AS m(lane, commune)
               JOIN projection.household_count c ON (c.lane, c.commune, c.village, c.period) = (m.lane, m.commune, '', $3) WHERE c.reviews > 0`,
    },
    [numberColumn(codes.map(laneOf)), textColumn(codes), period],
  );
  return new Set(rows.map((row) => row.commune));
}

function baseOf(carry: Carry, { whole, parted }: Entering, read: MeasuresByUnit): Base {
  const before = carry.before!;
  const totals = whole.map(({ code }) => read.get(countersOf(code, '').code)!);
  const parts = parted.flatMap(({ holder, codes }) => {
    const placed = carry.villagesOf(holder).flatMap((village) => {
      const to = before.communeOfVillage(village, holder.day);
      return to === null ? [] : [{ to, measures: unmatched(read.get(countersOf(holder.code, village).code)!) }];
    });
    const cut = partMeasures({
      total: unmatched(read.get(countersOf(holder.code, '').code)!),
      placed,
      parts: before.partsOf(holder),
    });
    return codes.map((code) => cut.get(code)!);
  });
  const hasReported = parted.every(({ holder }) => read.get(countersOf(holder.code, '').code)!.current.reviews! > 0n);
  const isKnown = hasReported && !parts.some(({ households }) => households.refused);
  const base = stated([...totals, ...parts.map(({ measures }) => measures)], isKnown && whole.length + parted.length > 0, totals);
  return { ...base, isEstimated: parts.some(({ households }) => households.estimated) };
}

function stated(all: UnitMeasures[], isKnown: boolean, mustReport = all): Base {
  const { current } = sumMeasures(all);
  const isComplete = isKnown && mustReport.every((one) => one.current.reviews! > 0n);
  return { stocks: current, isComplete, isEstimated: false };
}

/** Only the year's own stocks are a base: what they were compared with is not. */
const unmatched = (own: UnitMeasures): UnitMeasures => ({ ...own, matched: UNMATCHED });

/** The measures with both stocks side by side, where both years have reported. */
export const matchedWith = (own: UnitMeasures, base: Base | null): UnitMeasures =>
  base === null
    ? own
    : {
        ...own,
        matched:
          base.isComplete && own.current.reviews! > 0n ? { communes: 1, current: own.current, previous: base.stocks } : UNMATCHED,
      };
