import type { MoneyLines } from './indicator.js';

/** Measure code → sum over a unit. A measure that the numbers which serve do not count yet is absent. */
export type Sums = Readonly<Record<string, bigint>>;

/** What was assigned and paid under one programme, project, kind of capital, source and age of capital. */
export interface MoneyLine extends Required<MoneyLines> {
  /** đồng, each. */
  assigned: bigint;
  disbursed: bigint;
  disbursedToDate: bigint;
}

/** Every integer that the indicators of a unit and period are read from, summed over its communes (or one village). */
export interface UnitMeasures {
  current: Sums;
  /**
   * Both periods over the communes that reported in both: a silent commune's poor households have not escaped, so they
   * may stand on neither side of a difference.
   */
  matched: { communes: number; current: Sums; previous: Sums };
  money: {
    /** Paid in the period, đồng. */
    disbursed: bigint;
    /** Paid from the first day of the year to the last of the period, đồng. */
    disbursedToDate: bigint;
    /** Assigned for the year, đồng; null: no plan says. */
    assigned: bigint | null;
    vouchers: bigint;
    sampleVouchers: bigint;
    /** Households that money was paid for in the period, each once; 0 where no indicator asks. */
    households: bigint;
    /** By line, where an indicator asks for some of them. */
    lines: readonly MoneyLine[];
  };
  reporting: { expected: number; received: number; onTime: number };
}
