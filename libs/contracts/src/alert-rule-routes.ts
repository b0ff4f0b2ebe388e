import { z } from 'zod';
import { alertRuleInFull, alertRuleRequest, replayOnWire, ruleReplayRequest } from './alert-rules.js';
import { json, problems, type Route } from './route.js';

const listed = z.looseObject({ id: z.string(), kind: z.string(), enabled: z.boolean(), version: z.number().int() });

export const alertRuleRoutes: Route[] = [
  {
    method: 'get',
    path: '/alert-rules',
    tag: 'alerts',
    summary: 'The rules, as data',
    answers: { 200: json('Rules', z.object({ items: z.array(listed) })) },
  },
  {
    method: 'get',
    path: '/alert-rules/{id}',
    tag: 'alerts',
    summary: 'One rule, and all that it has been: who changed it when, and why',
    answers: { 200: json('The rule', alertRuleInFull), ...problems(404, 503) },
  },
  {
    method: 'put',
    path: '/alert-rules/{id}',
    tag: 'alerts',
    summary: 'A rule as it is to be from now on; the same again makes no new version',
    body: { types: ['application/json'], schema: alertRuleRequest, required: true },
    answers: { 200: json('The rule', alertRuleInFull), ...problems(422, 503) },
  },
  {
    method: 'post',
    path: '/alert-rules/replays',
    tag: 'alerts',
    summary: 'What a rule would have sent; nothing is kept and nobody is told',
    body: { types: ['application/json'], schema: ruleReplayRequest, required: true },
    answers: { 200: json('What it would have sent', replayOnWire), ...problems(422, 503) },
  },
];
