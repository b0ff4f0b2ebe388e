import type { Part, Successions } from './successions.js';
import { NATION_ROW, type OrgUnitRow, type Tree } from './tree.js';
import { NATION, type Level } from '../vocabulary.js';

/** A unit under whose code something is stored for a period: the one that bore it last in the period. */
export interface Holder {
  code: string;
  level: Level;
  row: OrgUnitRow;
  /** Last day of the period on which it stood. */
  day: string;
}

/** What of other days enters one unit of a tree. */
export interface Entering {
  /** With all they hold: all their parts are in the unit. */
  whole: readonly Holder[];
  /** With some of it: what stands at these codes of the tree. */
  parted: readonly { holder: Holder; codes: readonly string[] }[];
}

/** Which units of a period add up to each unit of a tree of any day. */
export interface CarryOver {
  readonly tree: Tree;
  into(code: string): Entering;
  /** Those that became the unit itself, or a part of it: not what stands below it. */
  sourcesOf(code: string): readonly Holder[];
  partsOf(holder: Holder): readonly Part[];
  /** Where the village's own numbers stand; null: not known. */
  communeOfVillage(village: string, day: string): string | null;
}

/** Units of every level but the villages, one for each code that stood in the days, both inclusive. */
export function holdersWithin(rows: readonly OrgUnitRow[], successions: Successions, from: string, to: string): Holder[] {
  const codes = new Set(rows.filter((row) => row.level !== 'village').map((row) => row.code));
  const nation = codes.has(NATION) ? [] : [{ code: NATION, level: NATION_ROW.level, row: NATION_ROW, day: to }];
  const others = [...codes].flatMap((code) => {
    const last = successions.lastWithin(code, from, to);
    return last && last.row.level !== 'village' ? [{ code, level: last.row.level, row: last.row, day: last.day }] : [];
  });
  return [...nation, ...others];
}

export function carryOver(successions: Successions, tree: Tree, holders: readonly Holder[]): CarryOver {
  const parts = new Map(holders.map((holder) => [holder, successions.partsOf(holder.code, holder.day, tree.day)]));
  const arrivals = new Map<string, Holder[]>();
  for (const [holder, places] of parts) {
    for (const { code } of places) {
      const there = arrivals.get(code);
      if (there) there.push(holder);
      else arrivals.set(code, [holder]);
    }
  }
  const partsOf = (holder: Holder): readonly Part[] => parts.get(holder)!;
  const entered = new Map<string, Entering>();
  const enter = (code: string): Entering => {
    const inside = new Set(codesWithin(tree, code));
    const entering = [...new Set([...inside].flatMap((own) => arrivals.get(own) ?? []))];
    const isWhole = (holder: Holder): boolean => partsOf(holder).every((part) => inside.has(part.code));
    const codesOf = (holder: Holder) => partsOf(holder).flatMap((part) => (inside.has(part.code) ? [part.code] : []));
    return {
      whole: entering.filter(isWhole),
      parted: entering.filter((holder) => !isWhole(holder)).map((holder) => ({ holder, codes: codesOf(holder) })),
    };
  };
  return {
    tree,
    partsOf,
    sourcesOf: (code) => (arrivals.get(code) ?? []).filter((holder) => holder.level === tree.levelOf(code)),
    into(code) {
      const known = entered.get(code) ?? enter(code);
      entered.set(code, known);
      return known;
    },
    communeOfVillage(village, day) {
      const communes = new Set(successions.partsOf(village, day, tree.day).map((part) => communeOf(tree, part.code)));
      const [only = null] = communes;
      return communes.size === 1 ? only : null;
    },
  };
}

function communeOf(tree: Tree, village: string): string | null {
  const above = tree.parentOf(village);
  return tree.levelOf(village) === 'village' && above !== null && tree.levelOf(above) === 'commune' ? above : null;
}

/** The unit and all below it but villages. */
const codesWithin = (tree: Tree, code: string): string[] => [
  code,
  ...tree
    .children(code)
    .filter((child) => child.level !== 'village')
    .flatMap((child) => codesWithin(tree, child.code)),
];
