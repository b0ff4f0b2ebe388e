import { B2_PER_DEPRIVATION, isStandardValidOn, type PovertyStandard } from './poverty-standards.js';
import type { Classification } from '../vocabulary.js';

/** What a review found out about a household. */
export interface HouseholdEvidence {
  /** Points of forms B1 (income) and B2 (deprivations). */
  scores: { b1: number; b2: number } | null;
  /** Income per person and month, when it is known in đồng. */
  incomeDong: bigint | null;
  deprivations: number;
}

export type ClassificationReason =
  | 'poor_whatever_deprivations'
  | 'below_line_and_deprived'
  | 'below_line'
  | 'above_line_up_to_average'
  | 'above_average'
  | 'above_line_income_unknown'
  | 'no_evidence_for_standard';

export interface HouseholdClass {
  /** Null: the evidence does not decide. */
  classification: Classification | null;
  reason: ClassificationReason;
}

/** Class of a household under a standard: by scores where the standard has them, by income otherwise. */
export function classifyHousehold(evidence: HouseholdEvidence, standard: PovertyStandard): HouseholdClass {
  const below = belowLine(evidence, standard);
  if (below === null) return { classification: null, reason: 'no_evidence_for_standard' };
  if (below === 'far') return { classification: 'poor', reason: 'poor_whatever_deprivations' };
  if (below === 'above') return aboveLine(evidence.incomeDong, standard);
  const isDeprived = deprivationsOf(evidence) >= standard.minDeprivations;
  return isDeprived
    ? { classification: 'poor', reason: 'below_line_and_deprived' }
    : { classification: 'nearPoor', reason: 'below_line' };
}

/** On the line is below it: "không quá" in the decree. */
function belowLine({ scores, incomeDong }: HouseholdEvidence, standard: PovertyStandard): 'far' | 'below' | 'above' | null {
  if (scores !== null && standard.b1Line !== null) return place(scores.b1, standard.b1PoorWhatever, standard.b1Line);
  if (incomeDong !== null) return place(incomeDong, standard.poorWhateverDong, standard.incomeLineDong);
  return null;
}

function place<T extends number | bigint>(value: T, poorWhatever: T | null, line: T): 'far' | 'below' | 'above' {
  if (poorWhatever !== null && value <= poorWhatever) return 'far';
  return value <= line ? 'below' : 'above';
}

const deprivationsOf = ({ scores, deprivations }: HouseholdEvidence): number =>
  scores === null ? deprivations : Math.floor(scores.b2 / B2_PER_DEPRIVATION);

function aboveLine(incomeDong: bigint | null, { averageUpToDong }: PovertyStandard): HouseholdClass {
  if (incomeDong === null || averageUpToDong === null) return { classification: null, reason: 'above_line_income_unknown' };
  return incomeDong <= averageUpToDong
    ? { classification: 'averageLivingStandard', reason: 'above_line_up_to_average' }
    : { classification: 'aboveAverage', reason: 'above_average' };
}

/** Form B2 counts ten points per deprivation, no more and no less. */
export const isB2OfDeprivations = (b2: number, deprivations: number): boolean => b2 === B2_PER_DEPRIVATION * deprivations;

export type ReviewDoubt = 'b2_not_ten_per_deprivation' | 'class_not_by_evidence' | 'standard_not_valid_on_day';

/** What in a review contradicts itself. The class stays as the commune decided it: these are warnings. */
export function reviewDoubts(
  review: HouseholdEvidence & { classification: Classification; reviewedOn: string },
  standard: PovertyStandard,
): ReviewDoubt[] {
  const doubts: ReviewDoubt[] = [];
  if (review.scores && !isB2OfDeprivations(review.scores.b2, review.deprivations)) doubts.push('b2_not_ten_per_deprivation');
  if (classContradicts(review.classification, review, standard)) doubts.push('class_not_by_evidence');
  if (!isStandardValidOn(standard, review.reviewedOn)) doubts.push('standard_not_valid_on_day');
  return doubts;
}

/** Where the evidence decides, and decides otherwise. */
export function classContradicts(decided: Classification, evidence: HouseholdEvidence, standard: PovertyStandard): boolean {
  const { classification, reason } = classifyHousehold(evidence, standard);
  if (reason === 'above_line_income_unknown') return decided === 'poor' || decided === 'nearPoor';
  return classification !== null && classification !== decided;
}
