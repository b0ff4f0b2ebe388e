import { z } from 'zod';
import * as f from './fields.js';
import { reportingOnWire } from './reporting.js';
import { reconciliationOnWire } from './reconciliation.js';
import { planSummary } from './plan-ledger.js';
import { json, page, problems, type Route } from './route.js';

export const PLAN_ROUTES: Route[] = [
  {
    method: 'get',
    path: '/plans',
    tag: 'plans',
    summary: 'Plans of a unit; in each year the one that counts first before the others',
    query: { orgUnit: f.unitCode, period: f.yearPeriod.optional() },
    answers: { 200: json('Plans', page(planSummary)), ...problems(422, 503) },
  },
  {
    method: 'get',
    path: '/reporting',
    tag: 'reporting',
    summary: 'Reports owed for a year, by form: expected, received, on time, late, returned; with the units directly below',
    query: { orgUnit: f.unitCode, period: f.yearPeriod.optional().describe('The running year when absent') },
    answers: { 200: json('Completeness and timeliness', reportingOnWire), ...problems(404, 422, 503) },
  },
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
