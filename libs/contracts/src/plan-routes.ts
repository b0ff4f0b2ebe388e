import { z } from 'zod';
import * as f from './fields.js';
import { reconciliationOnWire } from './reconciliation.js';
import { json, problems, type Route } from './route.js';

export const PLAN_ROUTES: Route[] = [
  {
    method: 'get',
    path: '/reconciliations',
    tag: 'plans',
    summary:
      'The plans of a unit and of all below it set against each other, level by level, each difference with its likely cause',
    query: {
      orgUnit: f.unitCode,
      period: f.yearPeriod.optional().describe('The running year when absent'),
      severity: z.enum(['error', 'warning', 'info']).default('info').describe('The least that is listed'),
    },
    answers: { 200: json('Differences, the gravest first', reconciliationOnWire), ...problems(404, 422, 503) },
  },
];
