import type { MeasureSet } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { measuresIn } from '../catalogue/measures-in.js';
import { newestOfEach, newestStates } from '../projection/newest-states.js';
import * as activities from '../projection/activity-projection.js';
import * as households from '../projection/household-projection.js';
import * as documents from '../projection/plan-projection.js';
import * as vouchers from '../projection/voucher-projection.js';
import { copyHouseholds } from './copy-households.js';
import { nextGeneration } from './generations.js';
import type { ReadAhead } from './read-ahead.js';
import { readActivityFacts, readDeclarationFacts, readHouseholdFacts, readPlanFacts, readVoucherFacts } from './read-facts.js';
import {
  readActivityStates,
  readDeclarationStates,
  readHouseholdTombstones,
  readPlanStates,
  readVoucherStates,
  type Which,
} from './read-states.js';
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
  /** Fills with what stands behind the key, in the caller's transaction. */
  fill(tx: Tx, behind: Behind, hand: FillingHand): Promise<Filled>;
}

/** Of one rebuild: what it reads ahead, and what it counts. */
export interface FillingHand {
  ahead: ReadAhead;
  measures: MeasureSet;
}

/**
 * What fills the next generation, step by step. `facts`: what intake holds, counted anew; first come the tombstones of the serving
 * generation, which also say that an entity has left a lane. `state`: what the serving generation holds, its counters added up anew.
 * Whatever arrives meanwhile is applied to both, in any order with this: the newer `rev` wins.
 */
export const STEPS: Record<RebuildSource, Step[]> = {
  facts: [
    tombstones('household tombstones', readHouseholdTombstones, addHouseholds),
    tombstones('voucher tombstones', onlyTombstones(readVoucherStates), addVouchers),
    tombstones('activity tombstones', onlyTombstones(readActivityStates), activities.saveActivities),
    tombstones('plan tombstones', onlyTombstones(readPlanStates), documents.savePlans),
    tombstones('declaration tombstones', onlyTombstones(readDeclarationStates), documents.saveDeclarations),
    step('household reviews', readHouseholdFacts, addHouseholds),
    step('vouchers', readVoucherFacts, addVouchers),
    step('activities', readActivityFacts, activities.saveActivities),
    step('plans', readPlanFacts, documents.savePlans),
    step('declarations', readDeclarationFacts, documents.saveDeclarations),
  ],
  state: [
    { name: 'household states', fill: (tx, behind, { measures }) => copyHouseholds(tx, behind, measures) },
    step('voucher states', all(readVoucherStates), addVouchers),
    step('activity states', all(readActivityStates), activities.saveActivities),
    step('plan states', all(readPlanStates), documents.savePlans),
    step('declaration states', all(readDeclarationStates), documents.saveDeclarations),
  ],
};

type ReadStates<S> = (tx: Tx, behind: Behind, which: Which) => Promise<Part<S>>;
type Read<S> = (tx: Tx, behind: Behind, measures: MeasureSet) => Promise<Part<S>>;

function all<S>(read: ReadStates<S>): Read<S> {
  return (tx, behind) => read(tx, behind, {});
}

function onlyTombstones<S>(read: ReadStates<S>): Read<S> {
  return (tx, behind) => read(tx, behind, { tombstones: true });
}

function step<S>(name: string, read: Read<S>, add: (next: Tx, states: S[]) => Promise<unknown>): Step {
  const fill = async (tx: Tx, from: Behind, { ahead, measures }: FillingHand): Promise<Filled> => {
    const { states, behind } = await ahead.take(name, from, (reader, start) => read(reader, start, measures));
    if (states.length > 0) await add(nextGeneration(tx, measures), states);
    return { count: states.length, behind };
  };
  return { name, fill };
}

/** They count nowhere, so they are no part of what is to be done. */
function tombstones<S>(name: string, read: Read<S>, add: (next: Tx, states: S[]) => Promise<unknown>): Step {
  const { fill } = step(name, read, add);
  return { name, fill: async (...given) => ({ ...(await fill(...given)), count: 0 }) };
}

async function addHouseholds(next: Tx, states: households.StoredHousehold[]): Promise<void> {
  const measures = measuresIn(next);
  const changes = await households.saveNewer(next, newestOfEach(states, households.keyOf));
  const deltas = households.deltasOf(changes, measures);
  if (deltas.length > 0) await households.addCounts(next, deltas, measures);
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
