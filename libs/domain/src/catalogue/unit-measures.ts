import type { MoneyLines } from './indicator.js';

/** Measure code → sum over a unit. A measure that the numbers which serve do not count yet is absent. */
export type Sums = Readonly<Record<string, bigint>>;

/** What was assigned and paid under one line, đồng. */
export interface LineSums {
  assigned: bigint;
  disbursed: bigint;
  disbursedToDate: bigint;
}

const LINE = [
  'programme',
  'project',
  'capitalType',
  'fundSource',
  'carriedOver',
] as const satisfies readonly (keyof MoneyLines)[];

/** A programme, project, kind of capital, source and age of capital as a name, so that lines add up by it. */
export const lineKey = (line: Required<MoneyLines>): string => LINE.map((name) => line[name]).join('|');

/** Whether the line of a key is one of those asked for; what is not asked does not matter. */
export function isLineOf(key: string, asked: MoneyLines): boolean {
  const parts = key.split('|');
  return LINE.every((name, i) => asked[name] === undefined || String(asked[name]) === parts[i]);
}

export interface ActivitySums {
  /** As reported: so many trainings, leaflets, meetings. */
  count: bigint;
  reports: bigint;
  /** Reports whose count is a bound: the sum is at least so much. */
  bounds: bigint;
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
    lines: Readonly<Record<string, LineSums>>;
  };
  /** Kind → activities held in the period, where an indicator asks for them. */
  activities: Readonly<Record<string, ActivitySums>>;
  reporting: { expected: number; received: number; onTime: number };
}
