import { z } from 'zod';
import { ratioOnWire } from './answers.js';
import * as f from './fields.js';
import { plan } from './submissions.js';

/** What `GET /plans` and `GET /plans/{planId}` answer. Schemas and types of one mould. */
const dateTime = z.string().meta({ format: 'date-time' });
const text = z.string().nullable();
const decision = plan.shape.decision;

const change = z.object({
  what: z.enum(['target', 'allocation', 'assignedDong', 'effectiveFrom', 'decision', 'orgUnit', 'period']),
  subject: z.string().describe('Indicator and dimension, or the headings of the budget line'),
  before: z.unknown().describe('The line as it stood; null where it was not there'),
  after: z.unknown(),
});

const revision = z.object({
  ver: z.number().int(),
  decision,
  effectiveFrom: text,
  statedAt: dateTime,
  retracted: z.object({ reason: z.string() }).nullable(),
  changes: z.array(change).describe('Line by line, against the revision before'),
});

const lineInLedger = z.object({
  indicator: z.string(),
  dimension: text,
  countedIn: z
    .string()
    .nullable()
    .describe('The plan of the unit and year whose line counts: this one, or a newer one; null once retracted'),
  expectedProgress: ratioOnWire.nullable().describe('Part of the way that the trajectory expects at `asAt`'),
  expectedToDate: text.describe('Level expected at `asAt`, in the indicator’s unit'),
  reason: text.describe('Why there is no expected level'),
});

const byYear = z.object({ originYear: z.number().int(), carriedOver: z.boolean(), amountDong: z.string() });

export const planInLedger = z.object({
  ...plan.shape,
  retracted: z.object({ reason: z.string() }).nullable(),
  receivedAt: dateTime,
  changedAt: dateTime,
  asAt: f.isoDate,
  lines: z.array(lineInLedger).describe('Of each target, in its order'),
  allocatedByYear: z.array(byYear).describe('Money of the year itself and money carried over, apart'),
  revisions: z.array(revision).describe('The newest first'),
});

export const planSummary = z.object({
  planId: z.string(),
  ver: z.number().int(),
  orgUnit: z.string(),
  period: z.string(),
  decision,
  effectiveFrom: text,
  targets: z.number().int(),
  countedTargets: z.number().int().describe('Those that no newer plan of the unit and year states anew'),
  allocations: z.number().int(),
  assignedDong: text,
  changedAt: dateTime,
});

export type PlanInLedger = z.output<typeof planInLedger>;
export type PlanSummary = z.output<typeof planSummary>;
