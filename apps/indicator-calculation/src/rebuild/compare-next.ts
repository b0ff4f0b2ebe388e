import type { MeasureSet } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { provincesWithData } from '../proof/provinces-with-data.js';
import { prove } from '../recompute/prove.js';
import type { Outcome } from './rebuild-row.js';

const UNITS_AT_ONCE = 25;
const TOLD = 10;

/** Every unit with facts or numbers of its own. */
export async function unitsToCompare(tx: Tx): Promise<string[]> {
  return [...new Set((await provincesWithData(tx)).flatMap(({ units }) => units))].sort();
}

export interface Compared {
  count: number;
  outcome: Outcome;
}

/**
 * Holds the next generation's numbers of some units against the facts, by SQL that shares no code with what filled it. Each kind of
 * number is proved by one statement, so facts and numbers are of one instant; it writes nothing, and so holds no reader of the log back.
 */
export async function compareNext(
  tx: Tx,
  units: string[],
  settledBefore: Date,
  so: Outcome,
  measures: MeasureSet,
): Promise<Compared> {
  await tx.query(`SELECT set_config('work_mem', '64MB', true), set_config('max_parallel_workers_per_gather', '0', true)`);
  const some = units.slice(0, UNITS_AT_ONCE);
  const proof = await prove(tx, { schema: 'projection_next', measures, units: some, settledBefore, listed: TOLD });
  return {
    count: some.length,
    outcome: {
      ...so,
      compared: (so.compared ?? 0) + proof.values,
      differenceCount: (so.differenceCount ?? 0) + proof.differenceCount,
      differences: [...(so.differences ?? []), ...proof.differences].slice(0, TOLD),
    },
  };
}
