import { classContradicts } from './classify-household.js';
import { povertyStandard } from './poverty-standards.js';
import type { Area, Classification, Deprivation } from '../vocabulary.js';

/** Whether a household's scores say the class that the commune decided. `unknown`: no scores, or a standard without scoring. */
export const EVIDENCE = ['agrees', 'contradicts', 'unknown'] as const;
export type Evidence = (typeof EVIDENCE)[number];

export interface ClassedHousehold {
  classification: Classification;
  scores: { b1: number; b2: number } | null;
  deprivations: readonly Deprivation[];
  standard: string;
  area: Area;
}

/** The class is recomputed under the standard that the review names, and set beside the commune's: it is never put in its place. */
export function classEvidence({ classification, scores, deprivations, standard, area }: ClassedHousehold): Evidence {
  const parameters = povertyStandard(standard, area);
  if (parameters === null || parameters.b1Line === null || scores === null) return 'unknown';
  const evidence = { scores, incomeDong: null, deprivations: deprivations.length };
  return classContradicts(classification, evidence, parameters) ? 'contradicts' : 'agrees';
}
