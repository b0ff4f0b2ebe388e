import { z } from 'zod';
import { LEVELS, LIKELY_CAUSES, RECONCILIATION_RULES } from '@chitieu/domain';
import { bilingual, unitOnWire } from './answers.js';

/** What `GET /reconciliations` answers. Schemas and types of one mould. */
const count = z.number().int();

const ledgerLineOnWire = z.object({
  orgUnit: z.string(),
  planId: z.string(),
  pointer: z.string().describe('RFC 6901, into the plan’s body'),
  what: z.string(),
  text: z.string().describe('As the plan prints it'),
});

const side = z.object({
  amount: z.string().nullable().describe('Null where a side has no amount, as with a plan that is missing'),
  lines: z.array(ledgerLineOnWire),
});

export const planDifferenceOnWire = z.object({
  rule: z.enum(RECONCILIATION_RULES),
  severity: z.enum(['error', 'warning', 'info']),
  orgUnit: unitOnWire.describe('Whose plan, or whose children’s plans, do not agree'),
  indicator: z.string().nullable(),
  dimension: z.string().nullable(),
  line: z.string().nullable().describe('Budget line, as far as both sides state it'),
  amount: z.string().nullable().describe('below − above: whole đồng, or a decimal with six places'),
  measure: z.enum(['dong', 'households', 'ratio', 'units']),
  above: side.describe('What was given'),
  below: side.describe('What was made of it'),
  causes: z.array(
    z.object({
      cause: z.enum(LIKELY_CAUSES),
      explains: z.boolean().describe('True when mending exactly this makes both sides agree'),
      line: ledgerLineOnWire.nullable(),
      wouldBe: z.string().nullable(),
      message: bilingual,
    }),
  ),
  message: bilingual,
  mend: bilingual,
});

const bySeverity = z.object({ error: count, warning: count, info: count });

export const reconciliationOnWire = z.object({
  orgUnit: unitOnWire,
  period: z.string(),
  asOf: z.string().meta({ format: 'date-time' }),
  levels: z.array(z.object({ level: z.enum(LEVELS), units: count, withPlan: count, differences: bySeverity })),
  items: z.array(planDifferenceOnWire),
  notComparable: z
    .array(z.object({ orgUnit: unitOnWire, what: z.string(), reason: z.string(), message: bilingual }))
    .describe('Neither a difference nor an agreement, and why'),
  sample: z.boolean(),
});

export type PlanDifferenceOnWire = z.output<typeof planDifferenceOnWire>;
export type ReconciliationOnWire = z.output<typeof reconciliationOnWire>;
