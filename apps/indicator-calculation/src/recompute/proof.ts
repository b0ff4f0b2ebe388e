import type { IntegrityChecked } from '@chitieu/contracts';
import type { MeasureSet } from '@chitieu/domain';

/** Where stored numbers are looked at: the generation that serves, or the one being built. */
export type ProjectionSchema = 'projection' | 'projection_next';

export interface ProofScope {
  schema: ProjectionSchema;
  /** What that generation counts. */
  measures: MeasureSet;
  /** Units whose own counters are compared, with the lane of each. */
  units: string[];
  lanes: number[];
  /** A fact changed before this instant has to be in the numbers; a younger one may still be under way. */
  settledBefore: Date;
  /** How many differences are told of each kind. */
  listed: number;
}

export type Mismatch = IntegrityChecked['differences'][number];

export interface Proof {
  values: number;
  /** Facts whose event may still be under way: counted as the numbers have them. */
  pending: number;
  differenceCount: number;
  differences: Mismatch[];
}

const NOTHING: Proof = { values: 0, pending: 0, differenceCount: 0, differences: [] };
const add = (a: Proof, b: Proof): Proof => ({
  values: a.values + b.values,
  pending: a.pending + b.pending,
  differenceCount: a.differenceCount + b.differenceCount,
  differences: [...a.differences, ...b.differences],
});
export const sumOf = (proofs: Proof[]): Proof => proofs.reduce(add, NOTHING);
