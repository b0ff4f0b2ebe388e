import { laneOf } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { sumOf, type Proof, type ProofScope } from './proof.js';
import { proveDocuments } from './prove-documents.js';
import { proveHouseholds } from './prove-households.js';
import { proveMoney } from './prove-money.js';

/**
 * Compares every stored number of some units with what their facts add up to, in SQL that shares no code with the projection.
 * To be run in one REPEATABLE READ transaction, so that facts and numbers are of one instant. It only reads: a transaction
 * that had written would hold back the log's horizon, and with it every consumer, for as long as it runs.
 */
export async function prove(tx: Tx, scope: Omit<ProofScope, 'lanes'>): Promise<Proof> {
  const withLanes = { ...scope, lanes: scope.units.map(laneOf) };
  return sumOf([await proveHouseholds(tx, withLanes), await proveMoney(tx, withLanes), await proveDocuments(tx, withLanes)]);
}
