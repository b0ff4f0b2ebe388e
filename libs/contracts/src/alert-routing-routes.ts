import { z } from 'zod';
import {
  alertRecipientInFull,
  alertRecipientOnWire,
  alertRecipientRequest,
  alertRoutesInFull,
  alertRoutesRequest,
  messagePreview,
} from './alert-routing.js';
import { json, problems, type Route } from './route.js';

export const alertRoutingRoutes: Route[] = [
  {
    method: 'get',
    path: '/alert-routes',
    tag: 'alerts',
    summary: 'Whom alerts are told to: the tree of routes, and all that it has been',
    answers: { 200: json('The routes', alertRoutesInFull), ...problems(503) },
  },
  {
    method: 'put',
    path: '/alert-routes',
    tag: 'alerts',
    summary: 'The whole tree as it is to be from now on; the same again makes no new version',
    body: { types: ['application/json'], schema: alertRoutesRequest, required: true },
    answers: { 200: json('The routes', alertRoutesInFull), ...problems(422, 503) },
  },
  {
    method: 'get',
    path: '/alert-recipients',
    tag: 'alerts',
    summary: 'People who hold a role at a unit, as they stand now',
    answers: { 200: json('Recipients', z.object({ items: z.array(alertRecipientOnWire) })), ...problems(503) },
  },
  {
    method: 'get',
    path: '/alert-recipients/{id}',
    tag: 'alerts',
    summary: 'One recipient, and all that it has been',
    answers: { 200: json('The recipient', alertRecipientInFull), ...problems(404, 503) },
  },
  {
    method: 'put',
    path: '/alert-recipients/{id}',
    tag: 'alerts',
    summary: 'A recipient as it is to be from now on; `enabled: false` tells it nothing more',
    body: { types: ['application/json'], schema: alertRecipientRequest, required: true },
    answers: { 200: json('The recipient', alertRecipientInFull), ...problems(422, 503) },
  },
  {
    method: 'get',
    path: '/alert-recipients/{id}/digest',
    tag: 'alerts',
    summary: 'What a digest of the last week for this recipient would say now, in both languages; nothing is sent',
    answers: { 200: json('The digest', messagePreview), ...problems(404, 503) },
  },
  {
    method: 'get',
    path: '/alerts/{id}/message',
    tag: 'alerts',
    summary: 'What an e-mail about the group of this alert would say now, in both languages; nothing is sent',
    answers: { 200: json('The message', messagePreview), ...problems(404, 503) },
  },
];
