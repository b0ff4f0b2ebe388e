import { z } from 'zod';
import { explanationText, instant } from './alert-cases.js';
import * as f from './fields.js';
import { readWords } from './read-case-body.js';
import { json, page, problems, type Route } from './route.js';
import { alertOnWire } from './answers.js';
import type { Read } from './read-alert-rule.js';

const dateTime = z.string().meta({ format: 'date-time' });
const matchers = z
  .strictObject({
    alert: z.uuid().optional(),
    rule: f.id.optional(),
    severity: z.enum(['warning', 'critical']).optional(),
    indicator: f.indicatorCode.optional(),
    period: f.period.optional(),
    orgUnit: f.unitCode.optional().describe('This unit and everything below it'),
  })
  .refine((given) => Object.values(given).some((one) => one !== undefined), { params: { code: 'matches-everything' } })
  .describe('Only what is named is compared; at least one is');

const words = { by: f.text(100), reason: explanationText(500), until: instant };
export const silenceRequest = z.strictObject({ matchers, ...words });
export type SilenceRequest = z.output<typeof silenceRequest>;
export const alertSilenceRequest = z.strictObject(words);

export const silenceOnWire = z.object({
  id: z.string(),
  matchers: z.record(z.string(), z.string()),
  by: z.string(),
  reason: z.string(),
  from: dateTime,
  until: dateTime,
});

export const readSilence = (given: unknown): Read<SilenceRequest> => readWords(silenceRequest, given);
export const readAlertSilence = (given: unknown): Read<z.output<typeof alertSilenceRequest>> =>
  readWords(alertSilenceRequest, given);

export const deliveryOnWire = z.object({
  id: z.string(),
  alert: z.string(),
  alerts: z.array(z.string()).describe('All that the message is about, where it is about several'),
  recipient: z.string(),
  reason: z
    .string()
    .nullable()
    .describe('Why a message left: first-breach, member-added, member-ended, all-ended, repeat-due; digest'),
  channel: z.string(),
  state: z.enum(['queued', 'sent', 'failed']),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: dateTime,
  sentAt: dateTime.nullable(),
});
export type DeliveryOnWire = z.infer<typeof deliveryOnWire>;

export const tellingRoutes: Route[] = [
  {
    method: 'get',
    path: '/silences',
    tag: 'alerts',
    summary: 'What is silent now, and why; the last to end first',
    answers: { 200: json('Silences', z.object({ items: z.array(silenceOnWire) })), ...problems(503) },
  },
  {
    method: 'post',
    path: '/silences',
    tag: 'alerts',
    summary: 'Tell nobody of what matches, until then (90 days at most); the alerts stand in the list all the same',
    body: { types: ['application/json'], schema: silenceRequest, required: true },
    answers: { 201: json('The silence', silenceOnWire), ...problems(422, 503) },
  },
  {
    method: 'delete',
    path: '/silences/{id}',
    tag: 'alerts',
    summary: 'It ends now: what still fires and was not told is told',
    answers: { 200: json('The silence', silenceOnWire), ...problems(404, 503) },
  },
  {
    method: 'post',
    path: '/alerts/{id}/silence',
    tag: 'alerts',
    summary: 'Silence for this alert alone',
    body: { types: ['application/json'], schema: alertSilenceRequest, required: true },
    answers: { 200: json('The alert', alertOnWire), ...problems(404, 422, 503) },
  },
  {
    method: 'get',
    path: '/deliveries',
    tag: 'alerts',
    summary: 'What was sent, the newest first; `state=failed`: what did not arrive',
    query: {
      state: z.enum(['queued', 'sent', 'failed']).optional(),
      limit: z.number().int().min(1).max(500).default(100),
      after: z.string().optional().describe('`next` of the page before'),
    },
    answers: { 200: json('Deliveries', page(deliveryOnWire)), ...problems(422, 503) },
  },
  {
    method: 'post',
    path: '/deliveries/{id}/resend',
    tag: 'alerts',
    summary: 'A delivery that failed is tried again, as often as a new one',
    answers: { 200: json('The delivery', deliveryOnWire), ...problems(404, 409, 503) },
  },
];
