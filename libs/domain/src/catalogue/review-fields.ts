import { classEvidence, EVIDENCE } from '../poverty/class-evidence.js';
import {
  AREAS,
  CAUSES,
  CLASSIFICATIONS,
  DEPRIVATIONS,
  GROUPS,
  PRESENCES,
  REVIEW_KINDS,
  REVIEW_STATES,
  type Area,
  type Cause,
  type Classification,
  type Deprivation,
  type Group,
  type Presence,
  type ReviewKind,
  type ReviewState,
} from '../vocabulary.js';

/** As much of a household's review as a measure may ask about. */
export interface ReviewedHousehold {
  period: string;
  classification: Classification;
  /** Class at the end of the period before; null: not reviewed then. */
  baseClassification: Classification | null;
  /** Poor at the end of some earlier period. */
  wasPoorBefore: boolean;
  deprivations: readonly Deprivation[];
  groups: readonly Group[];
  causes: readonly Cause[];
  area: Area;
  presence: Presence;
  members: number;
  scores: { b1: number; b2: number } | null;
  standard: string;
  reviewKind: ReviewKind;
  reviewState: ReviewState;
  /** ISO date. */
  reviewedOn: string;
  sample: boolean;
}

/** Last day of the annual review, QĐ 24/2021/QĐ-TTg art. 3.1a: a review dated later is late. */
export const annualReviewEndsOn = (period: string): string => `${period.slice(0, 4)}-12-14`;

export type Scalar = string | boolean | null;

interface TextField {
  kind: 'text';
  /** What it may be; null: any text. */
  values: readonly Scalar[] | null;
  of(review: ReviewedHousehold): Scalar;
}
interface ListField {
  kind: 'list';
  values: readonly string[];
  of(review: ReviewedHousehold): readonly string[];
}
interface NumberField {
  kind: 'number';
  of(review: ReviewedHousehold): number | null;
}
export type ReviewField = TextField | ListField | NumberField;

const YES_OR_NO = [true, false] as const;
const text = (values: readonly Scalar[] | null, of: TextField['of']): TextField => ({ kind: 'text', values, of });
const list = (values: readonly string[], of: ListField['of']): ListField => ({ kind: 'list', values, of });
const number = (of: NumberField['of']): NumberField => ({ kind: 'number', of });

/** The fields that a condition may name. */
export const REVIEW_FIELDS = {
  presence: text(PRESENCES, (r) => r.presence),
  classification: text(CLASSIFICATIONS, (r) => r.classification),
  baseClassification: text([...CLASSIFICATIONS, null], (r) => r.baseClassification),
  wasPoorBefore: text(YES_OR_NO, (r) => r.wasPoorBefore),
  area: text(AREAS, (r) => r.area),
  standard: text(null, (r) => r.standard),
  reviewKind: text(REVIEW_KINDS, (r) => r.reviewKind),
  reviewState: text(REVIEW_STATES, (r) => r.reviewState),
  onTime: text(YES_OR_NO, (r) => r.reviewedOn <= annualReviewEndsOn(r.period)),
  sample: text(YES_OR_NO, (r) => r.sample),
  evidence: text(EVIDENCE, classEvidence),
  deprivations: list(DEPRIVATIONS, (r) => r.deprivations),
  groups: list(GROUPS, (r) => r.groups),
  causes: list(CAUSES, (r) => r.causes),
  members: number((r) => r.members),
  deprivationCount: number((r) => r.deprivations.length),
  scoreB1: number((r) => r.scores?.b1 ?? null),
  scoreB2: number((r) => r.scores?.b2 ?? null),
} as const satisfies Record<string, ReviewField>;

export type ReviewFieldName = keyof typeof REVIEW_FIELDS;

export const reviewFieldOf = (name: string): ReviewField | null =>
  Object.hasOwn(REVIEW_FIELDS, name) ? REVIEW_FIELDS[name as ReviewFieldName] : null;
