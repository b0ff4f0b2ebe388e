import { OWNER_LEVELS, partMeasures, type CarryOver, type Holder, type Level, type PartOfUnit } from '@chitieu/domain';
import type { Carry } from './carry.js';
import { leadsOf, type MeasuresByUnit, type Payer, type WantedUnit } from './read-measures.js';

/** Money of a unit that was parted, as much of it as counts at the level of a unit that a part of it enters. */
export interface PartedMoney {
  unit: string;
  wanted: WantedUnit;
  holder: Holder;
  codes: readonly string[];
  carry: CarryOver;
}

const isPayer = ({ level }: Holder): boolean => (OWNER_LEVELS as readonly Level[]).includes(level);

/** Plans are stated for a year, vouchers for a month: each by the units of its own days. */
function* ledgers(carry: Carry): Generator<{ carry: CarryOver; months: Payer['months'] }> {
  yield { carry: carry.stated, months: null };
  for (const { from, to, carry: own } of carry.paid) yield { carry: own, months: { from, to } };
}

const payerOf = ({ code, level }: Holder, months: Payer['months']): Payer => ({
  ...{ payer: code, level, months, isPlanned: months === null },
});

/** The units all of whose money counts for the unit, as far as its level goes. */
export function wholePayers(carry: Carry, unit: string): Payer[] {
  if (carry.tree.levelOf(unit) === 'village') return [];
  return [...ledgers(carry)].flatMap(({ carry: own, months }) =>
    own
      .into(unit)
      .whole.filter(isPayer)
      .map((holder) => payerOf(holder, months)),
  );
}

export function partedMoney(carry: Carry, unit: string): PartedMoney[] {
  const level = carry.tree.levelOf(unit)!;
  if (level === 'village') return [];
  const [leads] = leadsOf(level);
  return [...ledgers(carry)].flatMap(({ carry: own, months }) =>
    own
      .into(unit)
      .parted.filter(({ holder }) => isPayer(holder))
      .map(({ holder, codes }) => {
        const code = `money ${leads} ${months?.from ?? 'plan'} ${holder.code}`;
        const wanted = { code, level: leads!, communes: [], village: '', payers: [payerOf(holder, months)] };
        return { unit, wanted, holder, codes, carry: own };
      }),
  );
}

/** What of it the unit has: by the shares, since no voucher says a village. */
export const partsOfMoney = (all: readonly PartedMoney[], unit: string, read: MeasuresByUnit): PartOfUnit[] =>
  all
    .filter((one) => one.unit === unit)
    .flatMap(({ wanted, holder, codes, carry }) => {
      const cut = partMeasures({ total: read.get(wanted.code)!, placed: [], parts: carry.partsOf(holder) });
      return codes.map((code) => cut.get(code)!);
    });
