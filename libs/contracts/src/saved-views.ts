import { z } from 'zod';
import * as f from './fields.js';
import { json, problem, problems, type Route } from './route.js';

/** A name for an address of the pages. It carries no figures and no rights: who opens it sees what they see of its unit. */
const LONGEST_QUERY = 2_000;
const page = z.string().regex(/^([a-z][a-z0-9-]{0,40}(\/[A-Za-z0-9._:-]{1,100})?)?$/);

const address = {
  orgUnit: f.unitCode,
  period: f.period,
  page: page.default('').describe('Below the address of unit and period; empty: the overview'),
  query: z.string().max(LONGEST_QUERY).default('').describe('What the page filters, sorts and opens, as in its address'),
};

export const savedViewRequest = z.strictObject({
  name: f.text(100),
  ...address,
  shared: z.boolean().default(false).describe('For everybody who sees the unit; else for the viewer alone'),
});
export type SavedViewRequest = z.input<typeof savedViewRequest>;

export const savedViewChange = z.strictObject({ name: f.text(100), shared: z.boolean() });

export const DEFAULT_FOR = ['me', 'officer', 'operator'] as const;
export const defaultViewRequest = z.strictObject({
  for: z.enum(DEFAULT_FOR).describe('The viewer, or whoever has the role and no default of their own'),
});

export const savedViewOnWire = z.object({
  id: z.string(),
  name: z.string(),
  orgUnit: z.string(),
  unitName: z.string().describe('As it is called today; its code where it has ended'),
  period: z.string(),
  page: z.string(),
  query: z.string(),
  shared: z.boolean(),
  mine: z.boolean().describe('The viewer may rename, share and remove it'),
  defaultFor: z.array(z.enum(DEFAULT_FOR)).describe('Whom `/` leads there'),
});
export type SavedViewOnWire = z.output<typeof savedViewOnWire>;

export const savedViewsPage = z.object({
  items: z.array(savedViewOnWire),
  maySetForRoles: z.boolean().describe('The viewer may say where a role begins'),
});
export type SavedViewsPage = z.output<typeof savedViewsPage>;

const one = json('The view', savedViewOnWire);
const forOthers = { 403: problem('Where a role begins says an operator who sees every unit') };

export const SAVED_VIEW_ROUTES: Route[] = [
  {
    method: 'get',
    path: '/saved-views',
    tag: 'documents',
    summary: 'The viewer’s own views, and those shared with whoever sees their unit; by name',
    answers: { 200: json('Views', savedViewsPage), ...problems(503) },
  },
  {
    method: 'post',
    path: '/saved-views',
    tag: 'documents',
    summary: 'Keep an address of the pages under a name',
    body: { types: ['application/json'], schema: savedViewRequest, required: true },
    answers: { 201: one, ...problems(404, 422, 503) },
  },
  {
    method: 'get',
    path: '/saved-views/default',
    tag: 'documents',
    summary: 'Where `/` leads the viewer: the own default, else that of a role of theirs',
    answers: { 200: one, ...problems(404, 503) },
  },
  {
    method: 'put',
    path: '/saved-views/{id}',
    tag: 'documents',
    summary: 'Rename a view of one’s own, share it, or share it no longer',
    body: { types: ['application/json'], schema: savedViewChange, required: true },
    answers: { 200: one, ...problems(404, 422, 503) },
  },
  {
    method: 'delete',
    path: '/saved-views/{id}',
    tag: 'documents',
    summary: 'Remove a view of one’s own',
    answers: { 204: { what: 'Removed' }, ...problems(404, 503) },
  },
  {
    method: 'put',
    path: '/saved-views/{id}/default',
    tag: 'documents',
    summary: 'Let `/` lead there',
    body: { types: ['application/json'], schema: defaultViewRequest, required: true },
    answers: { 200: one, ...problems(404, 422, 503), ...forOthers },
  },
  {
    method: 'delete',
    path: '/saved-views/{id}/default',
    tag: 'documents',
    summary: 'Let `/` lead there no longer',
    query: defaultViewRequest.shape,
    answers: { 200: one, ...problems(404, 422, 503), ...forOthers },
  },
];
