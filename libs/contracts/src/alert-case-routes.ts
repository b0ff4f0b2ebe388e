import { z } from 'zod';
import { CASE_BODIES, explanationRequest, historyEntry, type CaseAction } from './alert-cases.js';
import { alertOnWire } from './answers.js';
import * as f from './fields.js';
import { json, page, problems, type Route } from './route.js';

const SUMMARIES: Record<CaseAction, string> = {
  assign: 'Give it to somebody; the newest holds',
  'request-explanation': 'Ask the unit to explain, by a day counted in working days; silence climbs the units above it',
  reply: 'Answer the question',
  accept: 'The answer will do: closes the question, not the fact',
  reopen: 'The answer will not do: asked again, with the days to reply anew',
};

const act = ([action, schema]: [string, z.ZodType]): Route => ({
  method: 'post',
  path: `/alerts/{id}/${action}`,
  tag: 'alerts',
  summary: SUMMARIES[action as CaseAction],
  body: { types: ['application/json'], schema, required: true },
  answers: { 200: json('The alert', alertOnWire), ...problems(404, 409, 422, 503) },
});

export const alertCaseRoutes: Route[] = [
  ...Object.entries(CASE_BODIES).map(act),
  {
    method: 'get',
    path: '/alerts/{id}/history',
    tag: 'alerts',
    summary: 'Who did what with it when, and why; the oldest first, never changed',
    answers: { 200: json('History', z.object({ items: z.array(historyEntry) })), ...problems(404, 503) },
  },
  {
    method: 'get',
    path: '/explanation-requests',
    tag: 'alerts',
    summary: 'Questions to a unit and everything below it, the first due first; those not accepted when no state is named',
    query: {
      orgUnit: f.unitCode.optional(),
      state: z.string().optional().describe('asked, replied, accepted, separated by commas'),
      limit: z.number().int().min(1).max(500).default(100),
      after: z.string().optional().describe('`next` of the page before'),
    },
    answers: { 200: json('Questions', page(explanationRequest)), ...problems(422, 503) },
  },
];
