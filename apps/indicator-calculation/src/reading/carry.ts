import {
  carryOver,
  dayBefore,
  firstDay,
  holdersWithin,
  lastDay,
  monthsOf,
  previousPeriod,
  yearOf,
  type CarryOver,
  type Holder,
  type OrgUnitRow,
  type Successions,
  type Tree,
} from '@chitieu/domain';

/** The dated units as a reader has them. */
export interface DatedUnits {
  rows: readonly OrgUnitRow[];
  successions: Successions;
  treeOf(day: string): Tree;
}

/** A village's counters as they are stored: under a commune's code. */
export interface StoredVillage {
  commune: string;
  village: string;
}

/** What must be moved from unit to unit, so that a period is read in a tree that is not its own, or has more than one. */
export interface Carry {
  readonly tree: Tree;
  /** Of the period's last day. */
  readonly then: Tree;
  /** Households and plans: from the units of the year to the tree's. */
  readonly stated: CarryOver;
  /** Households of the year before: to the units that stand on the last day of the year. Null: they are the same. */
  readonly before: CarryOver | null;
  /** Vouchers, which are stored by month: the year in runs of months that have the same units. */
  readonly paid: readonly { from: string; to: string; carry: CarryOver }[];
  /** The villages that a unit had on the day it is meant at. */
  villagesOf(holder: Holder): string[];
  /** The villages of the year that add up to one of the tree; null where one of them went elsewhere too. */
  villageSources(village: string): StoredVillage[] | null;
  /** The same village at the end of the year before. */
  villageBefore(village: string): StoredVillage | null;
  /** Units of the tree whose values may have changed where something stored under the code did. */
  targetsOf(code: string): string[];
}

/** Null: the units whose numbers are read, and compared with, are the tree's own, each under its own code. */
export function carryFor(period: string, tree: Tree, { rows, successions, treeOf }: DatedUnits): Carry | null {
  const year = yearOf(period);
  const [begins, ends] = [firstDay(year), lastDay(year)];
  const yearBefore = previousPeriod(year);
  const since = firstDay(yearBefore);
  if (!successions.isChanged(tree.day < since ? tree.day : since, tree.day < ends ? ends : tree.day)) return null;
  const endBefore = lastDay(yearBefore);
  const held = (from: string, to: string): Holder[] => holdersWithin(rows, successions, from, to);
  const to = (holders: Holder[], target = tree): CarryOver => carryOver(successions, target, holders);
  return {
    tree,
    then: treeOf(lastDay(period)),
    stated: to(held(begins, ends)),
    before: successions.isChanged(since, ends) ? to(held(since, endBefore), treeOf(ends)) : null,
    paid: runsOf(year, period, successions.days).map((run) => {
      return { ...run, carry: to(held(firstDay(run.from), lastDay(run.to))) };
    }),
    villagesOf: ({ code, day }) => villagesUnder(treeOf(day), code),
    villageSources(village) {
      const sources = successions.partsOf(village, tree.day, ends).map(({ code }) => code);
      const stayTogether = sources.every((code) => {
        const parts = successions.partsOf(code, ends, tree.day);
        return parts.length === 1 && parts[0]!.code === village;
      });
      return stayTogether ? sources.flatMap((code) => stored(treeOf(ends), code) ?? []) : null;
    },
    villageBefore(village) {
      const parts = successions.partsOf(village, ends, endBefore);
      return parts.length === 1 ? stored(treeOf(endBefore), parts[0]!.code) : null;
    },
    targetsOf(code) {
      const days = [successions.lastWithin(code, since, endBefore), successions.lastWithin(code, begins, ends)];
      if (days.every((last) => last === null)) return tree.has(code) ? [code] : [];
      const parts = days.flatMap((last) => (last ? successions.partsOf(code, last.day, tree.day) : []));
      return [...new Set(parts.map((part) => part.code))].filter((own) => tree.has(own));
    },
  };
}

function stored(tree: Tree, village: string): StoredVillage | null {
  const commune = tree.parentOf(village);
  return commune !== null && tree.levelOf(commune) === 'commune' && tree.levelOf(village) === 'village'
    ? { commune, village }
    : null;
}

const villagesUnder = (tree: Tree, code: string): string[] =>
  tree
    .children(code)
    .filter(({ level }) => level === 'village')
    .map((village) => village.code);

/** A change on the first of a month parts the months before from those behind; one in between sets its month apart. */
function runsOf(year: string, period: string, days: readonly string[]): { from: string; to: string }[] {
  const until = monthsOf(period).at(-1)!;
  const months = monthsOf(year).filter((month) => month <= until);
  const starts = new Set([months[0]!]);
  for (const day of days) {
    const month = day.slice(0, 7);
    starts.add(month);
    if (!day.endsWith('-01')) starts.add(months[months.indexOf(month) + 1] ?? '');
  }
  const firsts = months.filter((month) => starts.has(month));
  return firsts.map((from, i) => {
    const next = firsts[i + 1];
    return { from, to: next === undefined ? until : dayBefore(`${next}-01`).slice(0, 7) };
  });
}
