import { z } from 'zod';
import { page, json, problem, problems, type Route } from './route.js';
import * as o from './operations.js';

const body = (schema: z.ZodType): NonNullable<Route['body']> => ({ types: ['application/json'], schema, required: true });

const deadLetterRoutes: Route[] = [
  {
    method: 'get',
    path: '/dead-letters',
    tag: 'operations',
    summary: 'Events that could not be applied, the newest first',
    query: o.deadLetterQuery.shape,
    answers: { 200: json('Dead letters', page(o.deadLetterOnWire)), ...problems(422, 503) },
  },
  {
    method: 'get',
    path: '/dead-letters/{id}',
    tag: 'operations',
    summary: 'One of them with the whole payload',
    answers: { 200: json('The dead letter', o.deadLetterInFull), ...problems(404, 503) },
  },
  {
    method: 'post',
    path: '/dead-letters/replay',
    tag: 'operations',
    summary: 'Once the cause is mended: hand them to the same group again; what is applied leaves the dead letters',
    body: body(o.replayRequest),
    answers: { 202: json('It will be tried', o.replayAnswer), ...problems(422, 503) },
  },
  {
    method: 'post',
    path: '/dead-letters/drop',
    tag: 'operations',
    summary: 'Give them up, with a reason that the log keeps',
    body: body(o.dropRequest),
    answers: { 200: json('Given up', o.dropAnswer), ...problems(422, 503) },
  },
];

const rebuildRoutes: Route[] = [
  {
    method: 'post',
    path: '/rebuilds',
    tag: 'operations',
    summary:
      'Builds the stored numbers anew beside those that serve, and puts them in place if they are what the facts add up to',
    body: body(o.rebuildRequest),
    answers: { 202: json('Begun', o.rebuildOnWire), ...problems(422, 503), 409: problem('One is under way') },
  },
  {
    method: 'get',
    path: '/rebuilds',
    tag: 'operations',
    summary: 'The last rebuilds, the newest first',
    answers: { 200: json('Rebuilds', z.object({ items: z.array(o.rebuildOnWire) })), ...problems(503) },
  },
  {
    method: 'get',
    path: '/rebuilds/{id}',
    tag: 'operations',
    summary: 'How far one is, or how it ended',
    answers: { 200: json('The rebuild', o.rebuildOnWire), ...problems(404, 503) },
  },
  {
    method: 'post',
    path: '/rebuilds/{id}/cancel',
    tag: 'operations',
    summary: 'Ends one that is under way; the numbers that serve stay',
    answers: { 200: json('Cancelled', o.rebuildOnWire), ...problems(404, 503), 409: problem('It has ended') },
  },
];

export const OPERATIONS_ROUTES: Route[] = [...deadLetterRoutes, ...rebuildRoutes];
