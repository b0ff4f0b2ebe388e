import {
  carriedMeasures,
  exactly,
  LEVELS,
  partMeasures,
  UNMATCHED,
  yearOf,
  type Holder,
  type PartOfUnit,
  type Sums,
  type UnitMeasures,
} from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { partedMoney, partsOfMoney, wholePayers } from './carried-money.js';
import { matchedWith, readBases, withCounters, type Bases } from './carried-bases.js';
import type { Carry, StoredVillage } from './carry.js';
import { countersOf, readMeasures, type MeasuresByUnit, type Needs, type WantedUnit } from './read-measures.js';

/** What a unit of a tree has from units of another day. */
export interface CarriedUnit extends PartOfUnit {
  /** Communes that were closed with no successor: counted here, and in nothing below. */
  unplaced: Holder[];
}

/**
 * Measures of units of a tree that is not the one their numbers were stored in. What enters whole is summed where it is
 * stored, as in its own tree; only what was parted, or is compared with the stocks of other units, is read by itself.
 */
export async function readCarried(
  tx: Tx,
  carry: Carry,
  units: string[],
  period: string,
  needs: Needs,
): Promise<Map<string, CarriedUnit>> {
  const entering = new Map(units.map((code) => [code, enteringOf(carry, code)]));
  const all = [...entering.values()];
  const communes = [...new Set(all.flatMap(({ whole, parted }) => [...whole, ...parted.map(({ holder }) => holder)]))];
  const cut = new Set(all.flatMap(({ parted }) => parted.map(({ holder }) => holder)));
  const villages = [
    ...all.flatMap((unit) => unit.villages),
    ...[...cut].flatMap((holder) => carry.villagesOf(holder).map((village) => ({ commune: holder.code, village }))),
  ];
  const bases = await readBases(tx, carry, communes, villages, yearOf(period), needs);
  const alone = new Set(communes.filter((holder) => cut.has(holder) || bases.of(holder) !== null));
  const money = units.flatMap((code) => partedMoney(carry, code));
  const wanted = [
    ...units.map((code) =>
      wantedOf(
        carry,
        code,
        entering.get(code)!.whole.filter((holder) => !alone.has(holder)),
      ),
    ),
    ...[...alone].map(({ code }) => countersOf(code, '')),
    ...villages.map(({ commune, village }) => countersOf(commune, village)),
    ...money.map((part) => part.wanted),
  ];
  const read = await readMeasures(tx, carry.tree, [...new Map(wanted.map((unit) => [unit.code, unit])).values()], period, needs);
  const lost = communes.filter((holder) => isUnplaced(carry, holder)).map(({ code }) => code);
  const reader: Reader = { carry, read, bases, unplaced: await withCounters(tx, lost, yearOf(period)) };
  const totals = new Map([...alone].map((holder) => [holder, totalOf(reader, holder)]));
  const parts = new Map([...cut].map((holder) => [holder, partsOf(reader, holder, totals.get(holder)!)]));
  return new Map(
    units.map((code) => {
      const unit = entering.get(code)!;
      const entered = [
        ...unit.whole.flatMap((holder) => totals.get(holder) ?? []).map(exactly),
        ...unit.parted.flatMap(({ holder, codes }) => codes.map((part) => parts.get(holder)!.get(part)!)),
        ...unit.villages.map((at) => exactly(ofVillage(reader, at))),
        ...partsOfMoney(money, code, read),
      ];
      return [code, carriedUnit(reader, unit, carriedMeasures(read.get(code)!, entered))];
    }),
  );
}

interface EnteringUnit {
  /** Communes. */
  whole: Holder[];
  parted: { holder: Holder; codes: readonly string[] }[];
  /** Of a village: what adds up to it. */
  villages: StoredVillage[];
  /** Of a village: some of what adds up to it went elsewhere too. */
  isRefused: boolean;
}

const isCommune = ({ level }: Holder): boolean => level === 'commune';

function enteringOf(carry: Carry, code: string): EnteringUnit {
  if (carry.tree.levelOf(code) === 'village') {
    const villages = carry.villageSources(code);
    return { whole: [], parted: [], villages: villages ?? [], isRefused: villages === null };
  }
  const { whole, parted } = carry.stated.into(code);
  const ofCommunes = parted.filter(({ holder }) => isCommune(holder));
  return { whole: whole.filter(isCommune), parted: ofCommunes, villages: [], isRefused: false };
}

function wantedOf(carry: Carry, code: string, communes: Holder[]): WantedUnit {
  const level = carry.tree.levelOf(code)!;
  return { code, level, communes: communes.map((holder) => holder.code), village: '', payers: wholePayers(carry, code) };
}

interface Reader {
  carry: Carry;
  read: MeasuresByUnit;
  bases: Bases;
  /** Communes with numbers and no successor. */
  unplaced: ReadonlySet<string>;
}

function carriedUnit(
  { carry, bases, unplaced }: Reader,
  { whole, parted, isRefused }: EnteringUnit,
  sum: PartOfUnit,
): CarriedUnit {
  const all = [...whole, ...parted.map(({ holder }) => holder)];
  return {
    ...sum,
    ...(isRefused && { households: { estimated: false, refused: true } }),
    base: { ...sum.base, estimated: sum.base.estimated || all.some((holder) => bases.of(holder)?.isEstimated) },
    unplaced: whole.filter((holder) => unplaced.has(holder.code) && isUnplaced(carry, holder)),
  };
}

/** Of a commune that is read by itself: all it has, beside what it is compared with. */
const totalOf = ({ read, bases }: Reader, holder: Holder): UnitMeasures =>
  matchedWith(read.get(countersOf(holder.code, '').code)!, bases.of(holder));

/** What each of its parts has. */
function partsOf({ carry, read, bases }: Reader, holder: Holder, total: UnitMeasures): Map<string, PartOfUnit> {
  const own = (village: string): UnitMeasures => read.get(countersOf(holder.code, village).code)!;
  const placed = carry.villagesOf(holder).flatMap((village) => {
    const to = carry.stated.communeOfVillage(village, holder.day);
    if (to === null) return [];
    const { stocks } = bases.ofVillage({ commune: holder.code, village });
    return [{ to, measures: beside(total, own(village), stocks) }];
  });
  return partMeasures({ total, placed, parts: carry.stated.partsOf(holder) });
}

/** A village's part of what its commune is compared with: both stocks, or none, as the commune has. */
function beside(commune: UnitMeasures, own: UnitMeasures, previous: Sums): UnitMeasures {
  return commune.matched.communes > 0
    ? { ...own, matched: { communes: 1, current: own.current, previous } }
    : { ...own, matched: UNMATCHED };
}

const ofVillage = ({ read, bases }: Reader, at: StoredVillage): UnitMeasures =>
  matchedWith(read.get(countersOf(at.commune, at.village).code)!, bases.ofVillage(at));

const isUnplaced = (carry: Carry, holder: Holder): boolean =>
  carry.stated
    .partsOf(holder)
    .some(({ code }) => LEVELS.indexOf(carry.tree.levelOf(code) ?? 'nation') < LEVELS.indexOf('commune'));
