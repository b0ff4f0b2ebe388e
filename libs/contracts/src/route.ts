import { z } from 'zod';
import * as answer from './answers.js';

export interface Route {
  method: 'get' | 'put' | 'post' | 'delete';
  /** Below /api/v1. */
  path: string;
  tag:
    | 'write'
    | 'imports'
    | 'indicators'
    | 'plans'
    | 'reporting'
    | 'units'
    | 'alerts'
    | 'notes'
    | 'operations'
    | 'stream'
    | 'documents';
  summary: string;
  query?: z.ZodRawShape;
  body?: { types: string[]; schema: z.ZodType; required?: boolean };
  answers: Record<number, { what: string; type?: string; schema?: z.ZodType }>;
}

export const page = (item: z.ZodType): z.ZodType => z.object({ items: z.array(item), next: z.string().nullable() });
export const json = (what: string, schema: z.ZodType) => ({ what, schema });
export const problem = (what: string) => ({ what, type: 'application/problem+json', schema: answer.problem });
export const problems = (...statuses: (keyof typeof PROBLEMS)[]): Route['answers'] =>
  Object.fromEntries(statuses.map((status) => [status, problem(PROBLEMS[status])]));
const PROBLEMS = {
  400: 'Not readable as what it claims to be',
  404: 'There is no such thing',
  409: 'An older version than the one stored, which stands beside it',
  413: 'Larger than this call takes',
  415: 'Another media type than this call reads',
  422: 'Something in it is wrong; everything found is listed at once',
  429: 'Too much is under way or waits to be counted; nothing was written; Retry-After says when to send again',
  503: 'The database does not answer; nothing was written; Retry-After says when to send again',
};

export const parametersIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
