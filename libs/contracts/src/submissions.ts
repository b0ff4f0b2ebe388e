import { z } from 'zod';
import {
  AREAS,
  CAPITAL_TYPES,
  CLASSIFICATIONS,
  FUND_SOURCES,
  LEVELS,
  OWNER_LEVELS,
  PRESENCES,
  REPORT_FORMS,
  REVIEW_KINDS,
  REVIEW_STATES,
  TARGET_KINDS,
  compareRatios,
  fromDecimal,
  type TargetKind,
} from '@chitieu/domain';
import * as f from './fields.js';

/** True for rows that were generated to show the product, never for a user's. Carried to every value they enter. */
const sample = z.boolean().optional();

export const householdReview = z
  .object({
    householdId: f.id,
    ver: f.version,
    period: f.yearPeriod,
    reviewedOn: f.isoDate,
    commune: f.unitCode,
    village: f.unitCode.optional(),
    area: z.enum(AREAS),
    standard: z.string().regex(/^[A-Za-z0-9-]{4,32}$/),
    classification: z.enum(CLASSIFICATIONS),
    scores: z
      .object({ b1: z.number().int().min(0).max(1000), b2: z.number().int().min(0).max(120) })
      .strict()
      .optional(),
    deprivations: z.array(f.deprivation).max(12).default([]),
    members: z.number().int().min(1).max(60),
    groups: z
      .array(z.enum(['ethnicMinority', 'merit', 'noLabourCapacity', 'other']))
      .max(4)
      .default([]),
    causes: z
      .array(z.enum(['land', 'capital', 'labour', 'tools', 'productionKnowledge', 'labourSkills', 'illnessOrAccident', 'other']))
      .max(8)
      .default([]),
    presence: z.enum(PRESENCES).default('living'),
    reviewKind: z.enum(REVIEW_KINDS).default('annual'),
    reviewState: z.enum(REVIEW_STATES).default('preliminary'),
    sample,
  })
  .strict();

export const disbursement = z
  .object({
    voucherId: f.id,
    ver: f.version,
    orgUnit: f.unitCode,
    paidOn: f.isoDate,
    amountDong: f.amountDong,
    programme: f.programme,
    project: f.project,
    subProject: f.subProject.optional(),
    capitalType: z.enum(CAPITAL_TYPES),
    fundSource: z.enum(FUND_SOURCES),
    originYear: z.number().int().min(1990).max(2100),
    ownerLevel: z.enum(OWNER_LEVELS),
    householdId: f.id.optional(),
    /** The voucher this one takes back; its amount then counts negative. */
    reverses: f.id.optional(),
    sample,
  })
  .strict();

export const trajectory = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('linear') }).strict(),
  /** Twelve monthly shares of the year's progress, January first, summing to 1 (tolerance 0.000001). */
  z.object({ kind: z.literal('seasonal'), shares: z.array(z.number().min(0).max(1)).length(12) }).strict(),
  /** All of it on one day of the year. */
  z.object({ kind: z.literal('step'), on: f.isoDate }).strict(),
  /** Days of the year in order, each with the share of the whole way that is promised by then; the last share is 1. */
  z
    .object({
      kind: z.literal('milestones'),
      milestones: z
        .array(z.object({ on: f.isoDate, share: z.number().min(0).max(1) }).strict())
        .min(1)
        .max(60),
    })
    .strict(),
]);

export const target = z
  .object({
    indicator: f.indicatorCode,
    /**
     * `level`: reach value. `change`: baseline + value. `countReduced`: value fewer than the baseline. `ceiling`, `floor`: never above, below value.
     * `range`: from min to max. `binary`: done, by the day of its trajectory.
     */
    kind: z.preprocess((v) => (v === 'count reduced' || v === 'count-reduced' ? 'countReduced' : v), z.enum(TARGET_KINDS)),
    /** Of every kind but `range`; of `binary` it may be left out. */
    value: f.decimal.optional(),
    min: f.decimal.optional(),
    max: f.decimal.optional(),
    baseline: f.decimal.optional(),
    /** Day the baseline was read at. */
    baselineDate: f.isoDate.optional(),
    trajectory: trajectory.default({ kind: 'linear' }),
    dimension: z.string().max(64).optional(),
  })
  .strict()
  .superRefine((line, context) => {
    for (const { field, code } of wrongBounds(line)) context.addIssue({ code: 'custom', path: [field], params: { code } });
  });

interface Bounds {
  kind: TargetKind;
  value?: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
}

/** Which figure a kind of target asks for. */
function wrongBounds({ kind, value, min, max }: Bounds): { field: keyof Bounds; code: string }[] {
  if (kind !== 'range') {
    const isMissing = value === undefined && kind !== 'binary';
    const extra = (['min', 'max'] as const).filter((field) => ({ min, max })[field] !== undefined);
    return [
      ...(isMissing ? [{ field: 'value' as const, code: 'required' }] : []),
      ...extra.map((field) => ({ field, code: 'target-only-of-a-range' })),
    ];
  }
  if (min === undefined || max === undefined) return [{ field: min === undefined ? 'min' : 'max', code: 'required' }];
  if (value !== undefined) return [{ field: 'value', code: 'target-range-has-no-value' }];
  return compareRatios(fromDecimal(min), fromDecimal(max)) > 0 ? [{ field: 'min', code: 'target-range-reversed' }] : [];
}

export const allocation = z
  .object({
    programme: f.programme,
    project: f.project,
    subProject: f.subProject.optional(),
    capitalType: z.enum(CAPITAL_TYPES).optional(),
    fundSource: z.enum(FUND_SOURCES).optional(),
    originYear: z.number().int().min(1990).max(2100),
    amountDong: f.amountDong,
    /** Level that leads the line. A line led by another level than the plan's unit stays out of that unit's roll-up. */
    ownerLevel: z.enum(OWNER_LEVELS),
    note: f.text(500).optional(),
  })
  .strict();

export const plan = z
  .object({
    planId: f.id,
    ver: f.version,
    orgUnit: f.unitCode,
    period: f.yearPeriod,
    decision: z
      .object({ number: f.text(64).optional(), date: f.isoDate.optional(), issuer: f.text(200).optional() })
      .strict()
      .default({}),
    /** The day it takes effect; of several plans of a unit and year the newest counts, line by line. */
    effectiveFrom: f.isoDate.optional(),
    targets: z.array(target).max(500).default([]),
    allocations: z.array(allocation).max(500).default([]),
    /** The total the superior level assigned, as its decision prints it. */
    assignedDong: f.amountDong.optional(),
    sample,
  })
  .strict();

export const declaration = z
  .object({
    declarationId: f.id,
    ver: f.version,
    orgUnit: f.unitCode,
    period: f.period,
    figures: z
      .array(
        z
          .object({
            indicator: f.indicatorCode,
            dimension: z.string().max(64).optional(),
            /** Which reading of the indicator the figure states. */
            of: z.enum(['actual', 'achievementRate', 'target', 'previous']).default('actual'),
            /** The figure as printed: `3,6%`, `116,3%`, `1.063 triệu`. */
            text: f.text(200),
            num: f.decimal.optional(),
            den: f.decimal.optional(),
            value: f.decimal.optional(),
            /** The sentence it stands in. */
            quote: f.text(2000).optional(),
          })
          .strict(),
      )
      .max(500),
    /** The report of the official calendar that it is: the form, when it was sent, and that it was sent back. */
    report: z
      .object({
        form: z.enum(REPORT_FORMS),
        sentOn: f.isoDate,
        returned: z
          .object({ on: f.isoDate, reason: f.text(500) })
          .strict()
          .optional(),
      })
      .strict()
      .optional(),
    document: f.text(300).optional(),
    quote: f.text(2000).optional(),
    sample,
  })
  .strict();

export const activity = z
  .object({
    activityId: f.id,
    ver: f.version,
    orgUnit: f.unitCode,
    heldOn: f.isoDate,
    kind: z.string().regex(/^[a-z][a-z0-9-]{1,63}$/),
    count: f.count,
    qualifier: z.enum(['exact', 'atLeast']).default('exact'),
    project: f.project.optional(),
    sample,
  })
  .strict();

export const orgUnit = z
  .object({
    code: f.unitCode,
    ver: f.version,
    validFrom: f.isoDate,
    /** Last day it is valid, inclusive; absent while it stands. */
    validTo: f.isoDate.optional(),
    name: f.text(200),
    level: z.enum(LEVELS),
    parent: f.unitCode.optional(),
    /** Codes as they were meant on the day before: what was merged into it, or split to make it. */
    predecessors: z.array(f.unitCode).max(50).optional(),
    /** Of each predecessor, in that order, the share of its households that came here: 0…1. */
    predecessorShares: z.array(f.decimal).max(50).optional(),
    sample,
  })
  .strict();

export type HouseholdReview = z.output<typeof householdReview>;
export type Disbursement = z.output<typeof disbursement>;
export type Plan = z.output<typeof plan>;
export type PlanTarget = z.output<typeof target>;
export type Allocation = z.output<typeof allocation>;
export type Trajectory = z.output<typeof trajectory>;
export type Declaration = z.output<typeof declaration>;
export type Activity = z.output<typeof activity>;
export type OrgUnit = z.output<typeof orgUnit>;
