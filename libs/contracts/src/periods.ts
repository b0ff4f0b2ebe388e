import { z } from 'zod';
import { PERIOD_STATES, PERIOD_STEPS, STATUSES } from '@chitieu/domain';
import * as answer from './answers.js';
import * as f from './fields.js';
import { disbursement, householdReview, plan } from './submissions.js';
import { json, problem, problems, type Route } from './route.js';

/** Periods of a unit, what was published of them, and what has been found since. */
const dateTime = z.string().meta({ format: 'date-time' });
const number = z.object({ num: z.string(), den: z.string() }).nullable();

export const periodStepRequest = z
  .object({
    orgUnit: f.unitCode,
    by: f.text(100).describe('Who does it'),
    byUnit: f.unitCode.optional().describe('The unit that asks; to unlock, one above `orgUnit`'),
    reason: f.text(500).optional(),
  })
  .strict();

export const periodOnWire = z.object({
  orgUnit: z.string(),
  period: z.string(),
  state: z.enum(PERIOD_STATES),
  revision: z.number().int().describe('Of the figures published last; 0: none'),
  steps: z.array(
    z.object({ step: z.enum(PERIOD_STEPS), by: z.string(), byUnit: z.string(), reason: z.string().nullable(), at: dateTime }),
  ),
});
export type PeriodOnWire = z.output<typeof periodOnWire>;

export const publishedFigures = z.object({
  orgUnit: z.string(),
  period: z.string(),
  revision: z.number().int(),
  publishedAt: dateTime,
  by: z.string(),
  items: z.array(answer.indicatorValue),
});
export type PublishedFigures = z.output<typeof publishedFigures>;

export const restatementOnWire = z.object({
  publisher: z.string(),
  period: z.string(),
  revision: z.number().int(),
  orgUnit: z.string(),
  indicator: z.string(),
  dimension: z.string().nullable(),
  published: z.object({ actual: number, status: z.string().nullable() }),
  restated: z.object({ actual: number, status: z.string().nullable() }),
  foundAt: dateTime,
  closedBy: z.number().int().nullable().describe('The revision that was published with it; null while none is'),
  causes: z.array(
    z.object({
      kind: z.string(),
      id: z.string(),
      period: z.string(),
      ver: z.number().int(),
      acceptedAt: dateTime,
      reason: z.string().nullable(),
    }),
  ),
  causeCount: z.number().int(),
});
export type RestatementOnWire = z.output<typeof restatementOnWire>;

const sent = <T extends z.ZodRawShape>(schema: z.ZodObject<T>) =>
  z
    .array(schema.extend({ ver: f.version.optional() }))
    .max(2_000)
    .default([]);
export const previewRequest = z
  .object({ orgUnit: f.unitCode, householdReviews: sent(householdReview), disbursements: sent(disbursement), plans: sent(plan) })
  .strict();
export type PreviewRequest = z.output<typeof previewRequest>;

const side = z.object({ actual: answer.ratioOnWire.nullable(), status: z.enum(STATUSES).nullable() });
export const previewOnWire = z.object({
  items: z.array(
    z.object({
      orgUnit: answer.unitOnWire,
      period: z.string(),
      periodState: z.enum(PERIOD_STATES),
      indicator: z.string(),
      dimension: z.string().nullable(),
      before: side,
      after: side,
    }),
  ),
});
export type PreviewOnWire = z.output<typeof previewOnWire>;

const refused = problem('The period does not stand where this step begins');

export const PERIOD_ROUTES: Route[] = [
  {
    method: 'get',
    path: '/periods',
    tag: 'indicators',
    summary: 'Where the periods of a unit stand; one that is not named is open',
    query: { orgUnit: f.unitCode },
    answers: { 200: json('Periods', z.object({ items: z.array(periodOnWire) })), ...problems(422, 503) },
  },
  {
    method: 'post',
    path: '/periods/{period}/{step}',
    tag: 'indicators',
    summary: 'close, publish (every figure of the unit and of those directly below is kept as it is) or unlock, from above',
    body: { types: ['application/json'], schema: periodStepRequest, required: true },
    answers: { 200: json('The period', periodOnWire), ...problems(404, 422, 503), 409: refused },
  },
  {
    method: 'get',
    path: '/publications',
    tag: 'indicators',
    summary: 'Figures as they were published, whatever has been found since; the last revision when none is named',
    query: { orgUnit: f.unitCode, period: f.period, revision: z.number().int().min(1).optional() },
    answers: { 200: json('Figures', publishedFigures), ...problems(404, 422, 503) },
  },
  {
    method: 'get',
    path: '/restatements',
    tag: 'indicators',
    summary:
      'Published figures that are others now, and the facts accepted since that made them so; the newest first, at most 500',
    query: { orgUnit: f.unitCode, period: f.period.optional() },
    answers: { 200: json('Restatements', z.object({ items: z.array(restatementOnWire) })), ...problems(422, 503) },
  },
  {
    method: 'post',
    path: '/previews',
    tag: 'indicators',
    summary:
      'Which values and status of a unit, and of those below it that the facts are of, would be others; nothing is accepted',
    body: { types: ['application/json'], schema: previewRequest, required: true },
    answers: { 200: json('What would change', previewOnWire), ...problems(404, 422, 503) },
  },
];
