import { z } from 'zod';
import { LEVELS } from '@chitieu/domain';
import { alertCaseRoutes } from './alert-case-routes.js';
import { instant } from './alert-cases.js';
import { tellingRoutes } from './silences.js';
import { alertRuleRoutes } from './alert-rule-routes.js';
import { alertRoutingRoutes } from './alert-routing-routes.js';
import * as answer from './answers.js';
import { viewerOnWire } from './viewer-on-wire.js';
import * as f from './fields.js';
import { json, page, problems, type Route } from './route.js';

const tree = z
  .union([z.enum(['then', 'now']), f.isoDate])
  .describe("The units of the period's last day, of today, or of a day: numbers of units that were merged or split are carried");
/** What every reading of numbers names. */
const reading = {
  orgUnit: f.unitCode,
  period: f.period.optional(),
  tree: tree.default('then'),
  knownAt: z
    .string()
    .optional()
    .describe(
      'A date (its end in Việt Nam) or an instant with its offset: what had been accepted by then, by the definitions of then',
    ),
};
const readRoutes: Route[] = [
  {
    method: 'get',
    path: '/indicator-values',
    tag: 'indicators',
    summary: 'Plan against actual for a unit, and on request for the units directly below',
    query: {
      ...reading,
      indicator: z.string().optional().describe('Codes, separated by commas; `all`; the headlines when absent'),
      dimension: z.string().optional(),
      children: z.enum(['true', 'false']).default('false'),
      level: z.enum(LEVELS).optional().describe("The units of this level below the unit, beside it: a province's communes"),
    },
    answers: { 200: json('Values', answer.indicatorValuesPage), 304: { what: 'As known' }, ...problems(404, 422, 503) },
  },
  {
    method: 'get',
    path: '/indicators',
    tag: 'indicators',
    summary: 'The catalogue',
    answers: { 200: json('Every indicator', z.object({ items: z.array(answer.indicatorOnWire) })) },
  },
  {
    method: 'get',
    path: '/explanations',
    tag: 'indicators',
    summary: 'How one number was made',
    query: { ...reading, indicator: f.indicatorCode, dimension: z.string().optional() },
    answers: { 200: json('Its making', answer.explanationOnWire), ...problems(404, 422, 503) },
  },
  {
    method: 'get',
    path: '/data-quality',
    tag: 'indicators',
    summary: 'What does not fit in the numbers of a unit and of the units directly below it, errors first',
    query: { orgUnit: f.unitCode, period: f.period.optional() },
    answers: { 200: json('Findings', page(answer.qualityItem)), ...problems(404, 422, 503) },
  },
  {
    method: 'get',
    path: '/org-units',
    tag: 'units',
    summary:
      'Units below one, or found by name or code, as they stood on a day; found ones that have ended are named with what they became',
    query: { parent: f.unitCode.optional(), q: z.string().optional(), asAt: f.isoDate.optional() },
    answers: { 200: json('Units', page(answer.orgUnitOnWire)), ...problems(422, 503) },
  },
  {
    method: 'get',
    path: '/org-units/{code}',
    tag: 'units',
    summary: 'One unit as it stood on a day',
    query: { asAt: f.isoDate.optional() },
    answers: { 200: json('The unit', answer.orgUnitOnWire), ...problems(404, 422, 503) },
  },
];

const alertRoutes: Route[] = [
  {
    method: 'get',
    path: '/alerts',
    tag: 'alerts',
    summary: 'Alerts of a unit and everything below it, firing first; the open ones when no state is named',
    query: {
      orgUnit: f.unitCode.optional(),
      state: z.string().optional().describe('States, separated by commas'),
      indicator: z.string().optional().describe('Codes, separated by commas'),
      period: f.period.optional(),
      limit: z.number().int().min(1).max(500).default(100),
      after: z.string().optional().describe('`next` of the page before'),
    },
    answers: { 200: json('Alerts', page(answer.alertOnWire)), ...problems(422, 503) },
  },
  {
    method: 'get',
    path: '/alerts/{id}',
    tag: 'alerts',
    summary: 'One alert',
    answers: { 200: json('The alert', answer.alertOnWire), ...problems(404, 503) },
  },
  {
    method: 'post',
    path: '/alerts/{id}/acknowledge',
    tag: 'alerts',
    summary: 'Say that somebody has it in hand',
    body: {
      types: ['application/json'],
      schema: z.object({ by: z.string().max(100), note: z.string().max(500), until: instant.optional() }).strict(),
      required: true,
    },
    answers: { 200: json('The alert', answer.alertOnWire), ...problems(404, 422, 503) },
  },
];

const liveRoutes: Route[] = [
  {
    method: 'get',
    path: '/viewer',
    tag: 'documents',
    summary: 'Whom this address answers: who it is, what for, and the units it may see and write',
    answers: { 200: json('The viewer', viewerOnWire) },
  },
  {
    method: 'get',
    path: '/stream',
    tag: 'stream',
    summary: 'Server-sent events `indicator` and `alert` about a unit, those above it and those below it',
    query: { orgUnit: f.unitCode.optional() },
    answers: { 200: { what: 'An open stream', type: 'text/event-stream', schema: z.string() } },
  },
  ...(['openapi', 'asyncapi'] as const).map((name): Route => ({
    method: 'get',
    path: `/${name}.json`,
    tag: 'documents',
    summary: name === 'openapi' ? 'This document' : 'The events, as an AsyncAPI 3 document',
    answers: { 200: json('The document', z.looseObject({})) },
  })),
];

export const READ_ROUTES: Route[] = [
  ...readRoutes,
  ...alertRoutes,
  ...alertCaseRoutes,
  ...tellingRoutes,
  ...alertRuleRoutes,
  ...alertRoutingRoutes,
  ...liveRoutes,
];
