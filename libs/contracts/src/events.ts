import { z } from 'zod';
import { CLASSIFICATIONS, LEVELS, TARGET_KINDS } from '@chitieu/domain';
import * as f from './fields.js';
import { activity, declaration, disbursement, householdReview, orgUnit, plan, trajectory } from './submissions.js';

/**
 * What was true of the household at the end of the period before: intake knows every period of a household, wherever it
 * lived, so it says it here and re-emits the next period when an earlier one changes.
 */
const base = z
  .object({
    /** Class at the end of the previous period; null when the household was not reviewed then. */
    classification: z.enum(CLASSIFICATIONS).nullable(),
    /** Poor at the end of some earlier period: a household that is poor again is `relapsed`, not `newlyPoor`. */
    wasPoorBefore: z.boolean(),
  })
  .strict();

/** A retraction in place of an entity's state: it counts as never stated, and keeps `ver`. */
const retracted = z.object({ reason: z.string(), movedTo: f.unitCode.optional() }).strict();
const tombstone = <T extends z.ZodRawShape>(shape: T) => z.object({ ...shape, ver: f.version, retracted }).strict();

const ratio = z.object({ num: f.decimal, den: f.decimal }).strict();

/** One value as alerting and dashboards need it: the reading without the clock, so that a reader can judge it at its own time. */
export const changedValue = z
  .object({
    indicator: f.indicatorCode,
    dimension: z.string().nullable(),
    actual: ratio.nullable(),
    /** Why `actual` is null, or null. */
    reason: z.string().nullable(),
    target: z
      .object({
        kind: z.enum(TARGET_KINDS),
        /** Of a range its lower end; `max` is the upper one. */
        value: f.decimal,
        max: f.decimal.optional(),
        trajectory,
        planId: z.string(),
        decision: z.string().nullable(),
      })
      .strict()
      .nullable(),
    baseline: ratio.nullable(),
    provisional: z.boolean(),
    sample: z.boolean(),
  })
  .strict();

/** As much of a definition as a value is judged and named by. */
const toldDefinition = z
  .object({
    name: z.object({ vi: z.string(), en: z.string() }).strict(),
    unit: z.enum(['households', 'persons', 'ratio', 'percentagePoints', 'dong', 'units']),
    direction: z.enum(['ascending', 'descending', 'none']),
    flow: z.boolean(),
    thresholds: z.object({ onTrack: z.number(), atRisk: z.number() }).strict(),
  })
  .strict();

export const indicatorChanged = z
  .object({
    orgUnit: f.unitCode,
    name: z.string(),
    level: z.enum(LEVELS),
    /** Codes from the nation down to the unit's parent. */
    ancestors: z.array(f.unitCode),
    period: f.period,
    group: z.enum(['households', 'money', 'reporting']),
    indicators: z.array(f.indicatorCode),
    rev: f.count,
    values: z.array(changedValue),
    /** Of indicators that the province has defined otherwise than the starter set: what a reader judges and names them by. */
    definitions: z.record(f.indicatorCode, toldDefinition).optional(),
    reporting: z.object({ received: f.count, expected: f.count, onTime: f.count }).strict(),
  })
  .strict();

/** What one unit's stored numbers were when they were last computed again from the facts, by SQL of its own. */
export const integrityChecked = z
  .object({
    orgUnit: f.unitCode,
    name: z.string(),
    level: z.enum(LEVELS),
    ancestors: z.array(f.unitCode),
    rev: f.count,
    checkedAt: z.string().meta({ format: 'date-time' }),
    /** Values compared. */
    values: f.count,
    /** Facts so new that their event may still be under way: counted as the numbers had them. */
    pending: f.count,
    /** Cells (unit and period, or line of money) that are not what the facts say; 0: all is well. */
    differenceCount: f.count,
    /** The first few. */
    differences: z.array(
      z
        .object({ unit: z.string(), period: z.string(), measure: z.string(), recomputed: z.string(), stored: z.string() })
        .strict(),
    ),
  })
  .strict();

export const alertChanged = z.object({ alert: z.record(z.string(), z.unknown()) });

/** Every event: its name on the wire and what its data is. CloudEvents 1.0 carries it. */
export const EVENT_DATA = {
  'household.reviewed.v1': z.union([
    householdReview.extend({ base: base.optional() }),
    tombstone({ householdId: f.id, period: f.yearPeriod, commune: f.unitCode }),
  ]),
  'disbursement.recorded.v1': z.union([disbursement, tombstone({ voucherId: f.id, orgUnit: f.unitCode })]),
  'plan.revised.v1': z.union([plan, tombstone({ planId: f.id, orgUnit: f.unitCode, period: f.yearPeriod })]),
  'figures.declared.v1': z.union([declaration, tombstone({ declarationId: f.id, orgUnit: f.unitCode, period: f.period })]),
  'activity.reported.v1': z.union([activity, tombstone({ activityId: f.id, orgUnit: f.unitCode })]),
  'org-unit.changed.v1': z.union([orgUnit, tombstone({ code: f.unitCode, validFrom: f.isoDate })]),
  'indicator.changed.v1': indicatorChanged,
  'integrity.checked.v1': integrityChecked,
  'alert.changed.v1': alertChanged,
} as const;

export type EventType = keyof typeof EVENT_DATA;
export type EventData<T extends EventType> = z.output<(typeof EVENT_DATA)[T]>;
export const EVENT_TYPES = Object.keys(EVENT_DATA) as EventType[];

export type HouseholdBase = z.output<typeof base>;
export type ToldDefinition = z.output<typeof toldDefinition>;
export type ChangedValue = z.output<typeof changedValue>;
export type IndicatorChanged = z.output<typeof indicatorChanged>;
export type IntegrityChecked = z.output<typeof integrityChecked>;
