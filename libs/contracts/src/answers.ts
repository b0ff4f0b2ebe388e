import { z } from 'zod';
import { LEVELS, REVIEW_STATES, STATUSES, TARGET_KINDS, TREE_CHANGES, TREE_PROBLEMS, type TreeChanges } from '@chitieu/domain';
import {
  WRITABLE_KINDS,
  type AlertOnWire,
  type Bilingual,
  type DeclaredOnWire,
  type ExplanationOnWire,
  type ImportStatus,
  type IndicatorOnWire,
  type IndicatorValue,
  type IndicatorValuesPage,
  type OrgUnitOnWire,
  type Problem,
  type QualityItem,
  type RatioOnWire,
  type RejectedRow,
  type TargetOnWire,
  type UnitOnWire,
  type WritableKind,
  type WriteResult,
  type WriteWarning,
} from './api.js';
import { casesOnWire } from './alert-cases.js';
import { undoOnWire } from './import-undo.js';
import { judgingOnWire } from './judging-on-wire.js';
import { trajectory } from './submissions.js';

/** The shapes of `api.ts` as schemas: the published documents are made of them, and tests hold real answers against them. */
const text = z.string().nullable();
const dateTime = z.string().meta({ format: 'date-time' });

export const bilingual = z.object({ vi: z.string(), en: z.string() }) satisfies z.ZodType<Bilingual>;
export const ratioOnWire = z.object({ num: z.string(), den: z.string(), value: z.string() }) satisfies z.ZodType<RatioOnWire>;
export const unitOnWire = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(LEVELS),
}) satisfies z.ZodType<UnitOnWire>;

const flag = z.object({ rule: z.string(), severity: z.enum(['error', 'warning', 'info']), message: bilingual });

export const targetOnWire = z.object({
  kind: z.enum(TARGET_KINDS),
  value: z.string(),
  max: text,
  level: text,
  baseline: ratioOnWire.nullable(),
  baselineDate: text,
  trajectory,
  planId: z.string(),
  decision: text,
}) satisfies z.ZodType<TargetOnWire>;

export const declaredOnWire = z.object({
  text: z.string(),
  value: text,
  num: text,
  den: text,
  quote: text,
  document: text,
  of: z.enum(['actual', 'achievementRate', 'target', 'previous']),
}) satisfies z.ZodType<DeclaredOnWire>;

export const indicatorValue = z.object({
  indicator: z.string(),
  dimension: text,
  orgUnit: unitOnWire,
  period: z.string(),
  actual: ratioOnWire.nullable(),
  reason: text,
  target: targetOnWire.nullable(),
  declared: declaredOnWire.nullable(),
  declarations: z.array(declaredOnWire),
  achievementRate: ratioOnWire.nullable(),
  progress: ratioOnWire.nullable(),
  expectedToDate: text,
  pace: ratioOnWire.nullable(),
  status: z.enum(STATUSES).nullable(),
  statusReason: z.string(),
  asOf: z.string(),
  provisional: z.boolean(),
  reviewState: z.enum(REVIEW_STATES).nullable(),
  reporting: z.object({ received: z.number().int(), expected: z.number().int(), onTime: z.number().int() }),
  flags: z.array(flag),
  revision: z.number().int(),
  definitionVersion: z.number().int(),
  sample: z.boolean(),
}) satisfies z.ZodType<IndicatorValue>;

export const indicatorValuesPage = z.object({
  items: z.array(indicatorValue),
  next: text,
  knownAt: dateTime.optional(),
}) satisfies z.ZodType<IndicatorValuesPage>;

export const qualityItem = flag.extend({
  orgUnit: unitOnWire,
  indicator: text,
  dimension: text,
  arithmetic: text,
  mend: bilingual.nullable(),
}) satisfies z.ZodType<QualityItem>;

export const indicatorOnWire = z.object({
  code: z.string(),
  name: bilingual,
  formula: bilingual,
  unit: z.enum(['households', 'persons', 'ratio', 'percentagePoints', 'dong', 'units']),
  kind: z.enum(['count', 'ratio']),
  direction: z.enum(['ascending', 'descending', 'none']),
  accumulation: z.enum(['period', 'yearToDate', 'stock']),
  overUnits: z.enum(['sum', 'ratioOfSums', 'shareOfUnits', 'distinctHouseholds']),
  overTime: z
    .enum(['sum', 'last', 'ratioOfSums', 'distinctHouseholds'])
    .describe('`distinctHouseholds`: shorter periods do not add up to a longer one'),
  group: z.enum(['households', 'money', 'reporting']),
  periods: z.array(z.enum(['year', 'halfYear', 'quarter', 'month'])),
  dimension: z.object({ code: z.string(), values: z.array(z.object({ code: z.string(), name: bilingual })) }).nullable(),
  reading: z.looseObject({ how: z.string() }),
  headline: z.boolean(),
  legalBasis: z.string(),
  thresholds: z.object({ onTrack: z.number(), atRisk: z.number() }),
  definitionVersion: z.number().int(),
}) satisfies z.ZodType<IndicatorOnWire>;

export const orgUnitOnWire = unitOnWire.extend({
  parent: text,
  validFrom: z.string(),
  validTo: text,
  predecessors: z.array(z.string()),
  predecessorShares: z.array(z.string()),
  successors: z.array(unitOnWire),
  ancestors: z.array(unitOnWire),
  childCount: z.number().int(),
}) satisfies z.ZodType<OrgUnitOnWire>;

export const explanationOnWire = z.object({
  value: indicatorValue,
  formula: bilingual,
  legalBasis: z.string(),
  measures: z.array(
    z.object({
      code: z.string(),
      name: bilingual,
      period: z.string(),
      value: z.string(),
      role: z.enum(['numerator', 'denominator']),
    }),
  ),
  children: z.array(z.object({ orgUnit: unitOnWire, num: z.string(), den: z.string() })),
  carriedFrom: z.array(
    z.object({ orgUnit: unitOnWire, validTo: text, isWhole: z.boolean(), share: text, num: z.string(), den: z.string() }),
  ),
  events: z.array(z.object({ entity: z.string(), rev: z.number().int(), note: z.string() })),
  eventCount: z.number().int(),
  knownAt: dateTime.optional(),
}) satisfies z.ZodType<ExplanationOnWire>;

export const alertOnWire = z.object({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(['warning', 'critical']),
  indicator: z.string(),
  dimension: text,
  orgUnit: unitOnWire,
  ancestors: z.array(z.string()),
  period: z.string(),
  episode: z.number().int(),
  state: z.enum(['pending', 'firing', 'recovering', 'resolved', 'retracted']),
  reason: z.string(),
  message: bilingual,
  actual: ratioOnWire.nullable(),
  target: text,
  expectedToDate: text,
  pace: text,
  neededPerMonth: text,
  startedAt: dateTime,
  firedAt: dateTime.nullable(),
  resolvedAt: dateTime.nullable(),
  acknowledged: z.object({ at: dateTime, by: z.string(), note: z.string(), until: dateTime.nullable().optional() }).nullable(),
  notifications: z.array(
    z.object({
      channel: z.enum(['in-app', 'webhook', 'email']),
      state: z.enum(['queued', 'sent', 'failed']),
      attempts: z.number().int(),
      at: dateTime,
    }),
  ),
  sample: z.boolean(),
  ver: z.number().int(),
  ...judgingOnWire,
  ...casesOnWire,
}) satisfies z.ZodType<AlertOnWire>;

export const importStatus = z.object({
  id: z.string(),
  orgUnit: z.string().nullable().describe('The unit it was sent for; null: for none in particular'),
  kind: z.enum(WRITABLE_KINDS as [WritableKind, ...WritableKind[]]),
  state: z.enum(['receiving', 'queued', 'running', 'done', 'refused', 'failed']),
  dryRun: z.boolean(),
  onError: z.enum(['keep', 'refuse']),
  received: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  ...undoOnWire,
  waitingFor: z
    .enum(['backlog'])
    .nullable()
    .meta({ description: 'Why a running import stands still, or null; `backlog`: too many events wait for their readers' }),
  receivedAt: dateTime,
  ...{ startedAt: dateTime.nullable(), finishedAt: dateTime.nullable() },
  error: bilingual.nullable(),
  href: z.string(),
  rejectedHref: text,
}) satisfies z.ZodType<ImportStatus>;

export const rejectedRow = z.object({
  line: z.number().int(),
  column: z.string(),
  code: z.string(),
  message: bilingual,
  suggestion: bilingual.optional(),
}) satisfies z.ZodType<RejectedRow>;

const namedUnit = z.object({ code: z.string(), name: z.string(), share: text });
export const treeChanges = z.object({
  changes: z.array(
    z.object({
      kind: z.enum(TREE_CHANGES),
      day: z.string(),
      code: z.string(),
      name: z.string(),
      level: z.string(),
      from: z.array(namedUnit),
      to: z.array(namedUnit),
    }),
  ),
  problems: z.array(
    z.object({ kind: z.enum(TREE_PROBLEMS), day: z.string(), code: z.string(), name: z.string(), about: z.string() }),
  ),
}) satisfies z.ZodType<TreeChanges>;

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: bilingual,
  errors: z
    .array(z.object({ pointer: z.string(), code: z.string(), message: bilingual, suggestion: bilingual.optional() }))
    .optional(),
  stored: z.unknown().optional(),
}) satisfies z.ZodType<Problem>;

const writeWarning = z.object({
  code: z.enum(['period-closed', 'period-published']),
  orgUnit: z.string(),
  period: z.string(),
  message: bilingual,
}) satisfies z.ZodType<WriteWarning>;

export const writeResult = z.object({
  outcome: z.enum(['created', 'updated', 'unchanged', 'retracted']),
  ver: z.number().int(),
  warnings: z.array(writeWarning).optional().describe('The fact is of a period that a unit has closed or published'),
}) satisfies z.ZodType<WriteResult>;
