import { STARTER_SET, type UnitMeasures } from '../catalogue/index.js';
import { carryOver, holdersWithin, type CarryOver, type Holder } from './carry-over.js';
import { carriedMeasures, partMeasures, sumMeasures, type PartOfUnit } from './part-measures.js';
import { successionsOf } from './successions.js';
import { treeAt, type OrgUnitRow } from './tree.js';
import type { Level } from '../vocabulary.js';

export const row = (code: string, level: Level, parent: string | null, own: Partial<OrgUnitRow> = {}): OrgUnitRow => ({
  ...{ code, name: `Đơn vị ${code}`, level, parent, validFrom: '2004-07-08', validTo: null, predecessors: [] },
  ...own,
});

/** What one commune holds, and of it in each village. */
export type Held = Record<string, { total: number; money: number; villages?: Record<string, number> }>;

/** Measures with `n` in every counter of households, and so many đồng. */
export const measuresOf = (n: number, dong: number): UnitMeasures => ({
  current: Object.fromEntries(STARTER_SET.codes.map((code) => [code, BigInt(n)])),
  matched: { communes: n > 0 ? 1 : 0, current: stocks(n), previous: stocks(n) },
  money: {
    disbursed: BigInt(dong),
    disbursedToDate: BigInt(dong),
    assigned: null,
    vouchers: 1n,
    sampleVouchers: 0n,
    households: 0n,
    lines: {},
  },
  activities: {},
  reporting: { expected: 1, received: n > 0 ? 1 : 0, onTime: 0 },
});
const stocks = (n: number) => ({ households: BigInt(n), poor: BigInt(n), nearPoor: 0n });

/** Reads what was held in the tree of `from` in that of `to`, as an application does. */
export function reading(rows: readonly OrgUnitRow[], held: Held, from: string, to: string) {
  const successions = successionsOf(rows);
  const holders = holdersWithin(rows, successions, from, from);
  const carry = carryOver(successions, treeAt(rows, to, successions), holders);
  const known = new Map<string, PartOfUnit>();
  const of = (code: string): PartOfUnit => {
    const { whole, parted } = carry.into(code);
    const parts = parted.flatMap(({ holder, codes }) => {
      const cut = cutOf(carry, holder, held);
      return codes.map((own) => cut.get(own)!);
    });
    return carriedMeasures(sumMeasures(whole.map((holder) => totalOf(holder.code, held))), parts);
  };
  return { carry, of: (code: string) => known.get(code) ?? known.set(code, of(code)).get(code)! };
}

const totalOf = (code: string, held: Held): UnitMeasures => {
  const own = held[code];
  return own ? measuresOf(own.total, own.money) : sumMeasures([]);
};

function cutOf(carry: CarryOver, holder: Holder, held: Held): Map<string, PartOfUnit> {
  const placed = Object.entries(held[holder.code]?.villages ?? {}).flatMap(([village, n]) => {
    const to = carry.communeOfVillage(village, holder.day);
    return to === null ? [] : [{ to, measures: measuresOf(n, 0) }];
  });
  return partMeasures({ total: totalOf(holder.code, held), placed, parts: carry.partsOf(holder) });
}

export const households = ({ measures }: PartOfUnit): bigint => measures.current.households ?? 0n;
export const dong = ({ measures }: PartOfUnit): bigint => measures.money.disbursed;
