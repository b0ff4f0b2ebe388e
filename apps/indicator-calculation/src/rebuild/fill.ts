import type { Tx } from '@chitieu/persistence';
import { newestOfEach, newestStates } from '../projection/newest-states.js';
import * as households from '../projection/household-projection.js';
import * as documents from '../projection/plan-projection.js';
import * as vouchers from '../projection/voucher-projection.js';
import { copyHouseholds } from './copy-households.js';
import { nextGeneration } from './generations.js';
import type { ReadAhead } from './read-ahead.js';
import { readDeclarationFacts, readHouseholdFacts, readPlanFacts, readVoucherFacts } from './read-facts.js';
import { readDeclarationStates, readHouseholdStates, readPlanStates, readVoucherStates, type Which } from './read-states.js';
import type { RebuildSource } from './rebuild-row.js';

/** A key to go on behind: one value per column of the key, none at the beginning. */
export type Behind = unknown[];

/** A part of what fills the next generation; null behind the last one. */
export interface Part<S> {
  states: S[];
  behind: Behind | null;
}

export interface Filled {
  count: number;
  behind: Behind | null;
}

export interface Step {
  name: string;
  /** Fills with what stands behind the key, in the caller's transaction. `ahead` is of this rebuild. */
  fill(tx: Tx, behind: Behind, ahead: ReadAhead): Promise<Filled>;
}

/**
 * What fills the next generation, step by step. `facts`: what intake holds, counted anew; first come the tombstones of the serving
 * generation, which also say that an entity has left a lane. `state`: what the serving generation holds, its counters added up anew.
 * Whatever arrives meanwhile is applied to both, in any order with this: the newer `rev` wins.
 */
export const STEPS: Record<RebuildSource, Step[]> = {
  facts: [
    tombstones('household tombstones', readHouseholdStates, addHouseholds),
    tombstones('voucher tombstones', readVoucherStates, addVouchers),
    tombstones('plan tombstones', readPlanStates, documents.savePlans),
    tombstones('declaration tombstones', readDeclarationStates, documents.saveDeclarations),
    step('household reviews', readHouseholdFacts, addHouseholds),
    step('vouchers', readVoucherFacts, addVouchers),
    step('plans', readPlanFacts, documents.savePlans),
    step('declarations', readDeclarationFacts, documents.saveDeclarations),
  ],
  state: [
    { name: 'household states', fill: copyHouseholds },
    step('voucher states', readVoucherStates, addVouchers),
    step('plan states', readPlanStates, documents.savePlans),
    step('declaration states', readDeclarationStates, documents.saveDeclarations),
  ],
};

function step<S>(
  name: string,
  read: (tx: Tx, behind: Behind) => Promise<Part<S>>,
  add: (next: Tx, states: S[]) => Promise<unknown>,
): Step {
  const fill = async (tx: Tx, from: Behind, ahead: ReadAhead): Promise<Filled> => {
    const { states, behind } = await ahead.take(name, from, read);
    if (states.length > 0) await add(nextGeneration(tx), states);
    return { count: states.length, behind };
  };
  return { name, fill };
}

/** They count nowhere, so they are no part of what is to be done. */
function tombstones<S>(
  name: string,
  read: (tx: Tx, behind: Behind, which: Which) => Promise<Part<S>>,
  add: (next: Tx, states: S[]) => Promise<unknown>,
): Step {
  const { fill } = step(name, (tx, behind) => read(tx, behind, { tombstones: true }), add);
  return { name, fill: async (...given) => ({ ...(await fill(...given)), count: 0 }) };
}

async function addHouseholds(next: Tx, states: households.StoredHousehold[]): Promise<void> {
  const changes = await households.saveNewer(next, newestOfEach(states, households.keyOf));
  const deltas = households.deltasOf(changes);
  if (deltas.length > 0) await households.addCounts(next, deltas);
}

async function addVouchers(next: Tx, states: vouchers.StoredVoucher[]): Promise<void> {
  const { changes } = newestStates(states, vouchers.keyOf, await vouchers.loadVouchers(next, states));
  if (changes.length === 0) return;
  const deltas = vouchers.deltasOf(changes);
  await vouchers.saveVouchers(
    next,
    changes.map((change) => change.after),
  );
  if (deltas.length > 0) await vouchers.addMoney(next, deltas);
}
