import { z } from 'zod';
import * as answer from './answers.js';
import { WRITABLE, WRITABLE_KINDS, type WritableKind } from './api.js';
import * as f from './fields.js';

export interface Route {
  method: 'get' | 'put' | 'post' | 'delete';
  /** Below /api/v1. */
  path: string;
  tag: 'write' | 'imports' | 'indicators' | 'units' | 'alerts' | 'stream' | 'documents';
  summary: string;
  query?: z.ZodRawShape;
  body?: { types: string[]; schema: z.ZodType; required?: boolean };
  answers: Record<number, { what: string; type?: string; schema?: z.ZodType }>;
}

const page = (item: z.ZodType): z.ZodType => z.object({ items: z.array(item), next: z.string().nullable() });
const json = (what: string, schema: z.ZodType) => ({ what, schema });
const problems = (...statuses: (keyof typeof PROBLEMS)[]): Route['answers'] =>
  Object.fromEntries(
    statuses.map((status) => [status, { what: PROBLEMS[status], type: 'application/problem+json', schema: answer.problem }]),
  );
const PROBLEMS = {
  400: 'Not readable as what it claims to be',
  404: 'There is no such thing',
  409: 'An older version than the one stored, which stands beside it',
  415: 'Another media type than this call reads',
  422: 'Something in it is wrong; everything found is listed at once',
  503: 'The database does not answer; nothing was written; Retry-After says when to send again',
};

/** Where each kind is written one at a time. The parameters are the fields of its key, which the body may leave out. */
const ENTITY_PATHS: Record<WritableKind, string> = {
  'household-reviews': '/households/{householdId}/reviews/{period}',
  disbursements: '/disbursements/{voucherId}',
  plans: '/plans/{planId}',
  declarations: '/declarations/{declarationId}',
  activities: '/activities/{activityId}',
  'org-units': '/org-units/{code}/{validFrom}',
};

export const parametersIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

type AnyObject = z.ZodObject<Record<string, z.ZodType>>;

/** `ver` may be left to intake, and the key to the address. */
function bodyOf(kind: WritableKind): z.ZodType {
  const { shape } = WRITABLE[kind].schema as unknown as AnyObject;
  const optional = new Set([...parametersIn(ENTITY_PATHS[kind]), 'ver']);
  const fields = Object.entries(shape).map(([name, schema]) => [name, optional.has(name) ? schema.optional() : schema] as const);
  return z.object(Object.fromEntries(fields)).strict();
}

const retraction = z.object({ reason: z.string().max(500), ver: f.version.optional() });

const entityRoutes = (kind: WritableKind): Route[] => {
  const path = ENTITY_PATHS[kind];
  const stored = z.object({
    ...(WRITABLE[kind].schema as unknown as AnyObject).shape,
    retracted: z.object({ reason: z.string() }).nullable(),
    receivedAt: z.string(),
    changedAt: z.string(),
  });
  return [
    {
      method: 'put',
      path,
      tag: 'write',
      summary: `State one of ${kind} in full; the same body again changes nothing`,
      body: { types: ['application/json'], schema: bodyOf(kind), required: true },
      answers: {
        200: json('Updated, or unchanged', answer.writeResult),
        201: json('Created', answer.writeResult),
        ...problems(400, 409, 415, 422, 503),
      },
    },
    {
      method: 'delete',
      path,
      tag: 'write',
      summary: `Take one of ${kind} back: it counts as never stated`,
      query: retraction.partial().shape,
      body: { types: ['application/json'], schema: retraction },
      answers: { 200: json('Retracted', answer.writeResult), ...problems(400, 404, 409, 422, 503) },
    },
    {
      method: 'get',
      path,
      tag: 'write',
      summary: `One of ${kind} as last stated`,
      answers: { 200: json('As stored', stored), ...problems(404, 503) },
    },
  ];
};

const importRoutes: Route[] = [
  {
    method: 'post',
    path: '/imports',
    tag: 'imports',
    summary: 'Send a file of any size; it is read in the background',
    query: {
      kind: z.enum(WRITABLE_KINDS as [WritableKind, ...WritableKind[]]),
      dryRun: z.enum(['true', 'false']).default('false'),
      onError: z.enum(['keep', 'refuse']).default('keep'),
    },
    body: { types: ['application/x-ndjson', 'text/csv'], schema: z.string(), required: true },
    answers: { 202: json('Received', z.object({ id: z.string(), href: z.string() })), ...problems(400, 415, 422, 503) },
  },
  {
    method: 'get',
    path: '/imports/{id}',
    tag: 'imports',
    summary: 'How far an import is',
    answers: { 200: json('Its state and counts', answer.importStatus), ...problems(404, 503) },
  },
  {
    method: 'get',
    path: '/imports/{id}/rejected',
    tag: 'imports',
    summary: 'The rejected rows: NDJSON, or the sender’s own CSV with a column "Lỗi"',
    answers: { 200: { what: 'One per line', type: 'application/x-ndjson', schema: answer.rejectedRow }, ...problems(404, 503) },
  },
];

const reading = { orgUnit: f.unitCode, period: f.period.optional(), tree: z.enum(['then', 'now']).default('then') };
const readRoutes: Route[] = [
  {
    method: 'get',
    path: '/indicator-values',
    tag: 'indicators',
    summary: 'Plan against actual for a unit, and on request for the units directly below',
    query: {
      ...reading,
      indicator: z.string().optional().describe('Codes, separated by commas; all when absent'),
      dimension: z.string().optional(),
      children: z.enum(['true', 'false']).default('false'),
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
    path: '/org-units',
    tag: 'units',
    summary: 'Units below one, or found by name or code, as they stood on a day',
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
      schema: z.object({ by: z.string().max(100), note: z.string().max(500) }).strict(),
      required: true,
    },
    answers: { 200: json('The alert', answer.alertOnWire), ...problems(404, 422, 503) },
  },
  {
    method: 'get',
    path: '/alert-rules',
    tag: 'alerts',
    summary: 'The rules, as data',
    answers: {
      200: json('Rules', z.object({ items: z.array(z.looseObject({ id: z.string(), kind: z.string(), enabled: z.boolean() })) })),
    },
  },
];

const liveRoutes: Route[] = [
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

/** Every call there is, in one table: the OpenAPI document is made of it. */
export const ROUTES: Route[] = [
  ...WRITABLE_KINDS.flatMap(entityRoutes),
  ...importRoutes,
  ...readRoutes,
  ...alertRoutes,
  ...liveRoutes,
];
