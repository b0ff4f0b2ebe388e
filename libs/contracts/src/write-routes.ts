import { z } from 'zod';
import * as answer from './answers.js';
import { WRITABLE, WRITABLE_KINDS, type WritableKind } from './api.js';
import * as f from './fields.js';
import { undoRequest } from './import-undo.js';
import { planInLedger } from './plan-ledger.js';
import { planDraft } from './plan-draft.js';
import { json, parametersIn, problems, type Route } from './route.js';

/** Where each kind is written one at a time. The parameters are the fields of its key, which the body may leave out. */
const ENTITY_PATHS: Record<WritableKind, string> = {
  'household-reviews': '/households/{householdId}/reviews/{period}',
  disbursements: '/disbursements/{voucherId}',
  plans: '/plans/{planId}',
  declarations: '/declarations/{declarationId}',
  activities: '/activities/{activityId}',
  'org-units': '/org-units/{code}/{validFrom}',
};

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
        ...problems(400, 409, 415, 422, 429, 503),
      },
    },
    {
      method: 'delete',
      path,
      tag: 'write',
      summary: `Take one of ${kind} back: it counts as never stated`,
      query: retraction.partial().shape,
      body: { types: ['application/json'], schema: retraction },
      answers: { 200: json('Retracted', answer.writeResult), ...problems(400, 404, 409, 422, 429, 503) },
    },
    {
      method: 'get',
      path,
      tag: 'write',
      summary: kind === 'plans' ? 'A plan as it stands, and its revisions line by line' : `One of ${kind} as last stated`,
      ...(kind === 'plans' && {
        query: { asAt: f.isoDate.optional().describe('The day trajectories are read at; today when absent') },
      }),
      answers: { 200: json('As stored', kind === 'plans' ? planInLedger : stored), ...problems(404, 422, 503) },
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
      orgUnit: f.unitCode.optional().describe('The unit it is sent for, on whose page it is listed'),
    },
    body: { types: ['application/x-ndjson', 'text/csv'], schema: z.string(), required: true },
    answers: { 202: json('Received', z.object({ id: z.string(), href: z.string() })), ...problems(400, 415, 422, 429, 503) },
  },
  {
    method: 'get',
    path: '/imports',
    tag: 'imports',
    summary: 'The latest imports that were sent for units the viewer sees; all of them for a viewer of everything',
    query: { orgUnit: f.unitCode.optional().describe('Those sent for this unit and for the units below it') },
    answers: { 200: json('Newest first', z.object({ items: z.array(answer.importStatus) })), ...problems(503) },
  },
  {
    method: 'get',
    path: '/imports/{id}',
    tag: 'imports',
    summary: 'How far an import is',
    answers: { 200: json('Its state and counts', answer.importStatus), ...problems(404, 503) },
  },
  {
    method: 'post',
    path: '/imports/{id}/undo',
    tag: 'imports',
    summary:
      'Put everything the import wrote back to what stood before it, but what somebody has changed since; in the background',
    body: { types: ['application/json'], schema: undoRequest, required: true },
    answers: {
      202: json('An import of its own, to be followed like one', z.object({ id: z.string(), href: z.string() })),
      ...problems(400, 404, 409, 415, 422, 429, 503),
    },
  },
  {
    method: 'get',
    path: '/imports/{id}/changes',
    tag: 'imports',
    summary: 'What a dry run of units would change in the tree, and what is likely not meant',
    answers: { 200: json('Changes by day', answer.treeChanges), ...problems(404, 503) },
  },
  {
    method: 'get',
    path: '/imports/{id}/rejected',
    tag: 'imports',
    summary: 'The rejected rows: NDJSON, or the sender’s own CSV with a column "Lỗi"',
    answers: { 200: { what: 'One per line', type: 'application/x-ndjson', schema: answer.rejectedRow }, ...problems(404, 503) },
  },
];

export const DOCUMENT_TYPES = [
  'text/plain',
  'text/markdown',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/pdf',
] as const;

const documentRoutes: Route[] = [
  {
    method: 'post',
    path: '/plan-documents',
    tag: 'imports',
    summary: 'Read a plan document of at most 10 MiB into a draft for a person to confirm; nothing is stored or sent on',
    body: { types: [...DOCUMENT_TYPES], schema: z.string().meta({ format: 'binary' }), required: true },
    answers: { 200: json('What it says, where, and what contradicts itself', planDraft), ...problems(413, 415, 422, 429) },
  },
];

export const WRITE_ROUTES: Route[] = [...WRITABLE_KINDS.flatMap(entityRoutes), ...importRoutes, ...documentRoutes];
