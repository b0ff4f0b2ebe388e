import { z } from 'zod';
import { EXPLANATION_STATES, LEVELS } from '@chitieu/domain';
import * as f from './fields.js';

const dateTime = z.string().meta({ format: 'date-time' });

/** Several lines may be written; what cannot be seen may not. */
export const explanationText = (max: number) =>
  z
    .string()
    .max(max)
    .transform((value) => value.normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .refine((value) => value.length > 0, { params: { code: 'text-empty' } })
    .refine((value) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value.replaceAll('\n', ' ')), {
      params: { code: 'text-invisible-character' },
    })
    .meta({ minLength: 1 });

/** An instant with its offset, e.g. 2024-10-05T08:00:00+07:00. */
export const instant = z
  .string()
  .refine(
    (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(value) && !isNaN(Date.parse(value)),
    {
      params: { code: 'not-an-instant' },
    },
  )
  .transform((value) => new Date(value).toISOString())
  .meta({ format: 'date-time' });

const by = f.text(100);
const note = explanationText(500);
const workingDays = z.number().int().min(1).max(60);

/** What people may do with an alert, and what each takes. */
export const CASE_BODIES = {
  assign: z.strictObject({ by, to: f.text(100), note: note.optional() }),
  'request-explanation': z.strictObject({
    by,
    question: explanationText(1_000),
    replyWithinWorkingDays: workingDays.default(5),
    escalateEveryWorkingDays: workingDays.default(3),
  }),
  reply: z.strictObject({ by, text: explanationText(4_000) }),
  accept: z.strictObject({ by, note }),
  reopen: z.strictObject({ by, reason: note }),
} as const;
export type CaseAction = keyof typeof CASE_BODIES;
export type CaseBody<A extends CaseAction> = z.output<(typeof CASE_BODIES)[A]>;

export const assignedOnWire = z.object({ to: z.string(), by: z.string(), at: dateTime, note: z.string().nullable() });

export const explanationOnWire = z.object({
  state: z.enum(EXPLANATION_STATES),
  question: z.string(),
  requestedBy: z.string(),
  requestedAt: dateTime,
  dueOn: z.string().meta({ format: 'date' }).describe('The last day on which a reply is in time'),
  escalatedTo: z.string().nullable().describe('The highest unit that was told that nobody replied'),
  replies: z.array(z.object({ by: z.string(), at: dateTime, text: z.string() })),
  policy: z
    .object({
      replyWithinWorkingDays: z.number().int(),
      escalateEveryWorkingDays: z.number().int(),
      ladder: z.array(z.string()),
    })
    .describe('As it was when it was asked'),
});

export const silencedOnWire = z.object({ id: z.string(), until: dateTime, by: z.string(), reason: z.string() });

/** What people have done with it; absent of an alert that was last emitted by a version that did not say it. */
export const casesOnWire = {
  assigned: assignedOnWire.nullable().optional(),
  silenced: silencedOnWire.nullable().optional().describe('It is told nobody until then; it stands in the list all the same'),
  explanation: explanationOnWire.nullable().optional(),
};

export interface AlertCaseOnWire {
  assigned: z.infer<typeof assignedOnWire> | null;
  silenced: z.infer<typeof silencedOnWire> | null;
  explanation: z.infer<typeof explanationOnWire> | null;
}

export const historyEntry = z.object({
  at: dateTime,
  by: z.string().describe('`chitieu`: the product itself'),
  what: z.string().describe('firing, resolved, acknowledged, assigned, explanation-requested, replied, escalated, …'),
  reason: z.string(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const explanationRequest = z.object({
  alert: z.string(),
  rule: z.string(),
  indicator: z.string(),
  dimension: z.string().nullable(),
  period: z.string(),
  orgUnit: z.object({ code: z.string(), name: z.string(), level: z.enum(LEVELS) }),
  alertState: z.string().describe('The fact: an accepted explanation closes the question only'),
  explanation: explanationOnWire,
});
export type ExplanationRequest = z.infer<typeof explanationRequest>;
