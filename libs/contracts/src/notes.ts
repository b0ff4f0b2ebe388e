import { z } from 'zod';
import * as f from './fields.js';
import { json, problem, problems, type Route } from './route.js';

/** What people write beside numbers: of a unit's period, of one of its indicators, or of one part of an indicator. */
const dateTime = z.string().meta({ format: 'date-time' });
const LONGEST_TEXT = 1_000;

/** One language is enough: a note is its author's words, and is not translated. */
const noteText = z
  .strictObject({ vi: f.text(LONGEST_TEXT).optional(), en: f.text(LONGEST_TEXT).optional() })
  .refine(({ vi, en }) => vi !== undefined || en !== undefined, { message: 'vi or en, or both' });

export const noteRequest = z.strictObject({
  orgUnit: f.unitCode,
  period: f.period,
  indicator: f.indicatorCode.optional().describe('Absent: of everything that is counted in the period'),
  dimension: z.string().min(1).max(64).optional().describe('One part of the indicator'),
  text: noteText,
  by: f.text(100).describe('Who writes it'),
});
export type NoteRequest = z.output<typeof noteRequest>;

const becauseOf = { by: f.text(100).describe('Who does it'), reason: f.text(500) };
export const noteCorrection = z.strictObject({ ...becauseOf, text: noteText });
export const noteWithdrawal = z.strictObject(becauseOf);

const words = z.object({ vi: z.string().nullable(), en: z.string().nullable() });

export const noteOnWire = z.object({
  id: z.string(),
  orgUnit: z.string(),
  period: z.string(),
  indicator: z.string().nullable(),
  dimension: z.string().nullable(),
  text: words.describe('As last written'),
  by: z.string().describe('Who wrote it first'),
  writtenAt: dateTime,
  withdrawn: z.boolean(),
  entries: z
    .array(
      z.object({
        step: z.enum(['write', 'correct', 'withdraw']),
        by: z.string(),
        at: dateTime,
        reason: z.string().nullable(),
        text: words.nullable().describe('What it said from then on; null: withdrawn'),
      }),
    )
    .describe('Who did what with it when, and why; the oldest first, never changed'),
});
export type NoteOnWire = z.output<typeof noteOnWire>;

const withdrawnBefore = { 409: problem('It has been withdrawn; write a new one') };
const one = (what: string) => json(what, noteOnWire);

export const NOTE_ROUTES: Route[] = [
  {
    method: 'get',
    path: '/notes',
    tag: 'notes',
    summary: 'Notes of a unit, the newest first, at most 500; those of an indicator come with those of its whole period',
    query: {
      orgUnit: f.unitCode,
      period: f.period.optional(),
      indicator: f.indicatorCode.optional(),
      children: z.enum(['true', 'false']).default('false').describe('Those of the units directly below too'),
      asAt: f.isoDate.optional().describe('The day of the tree that says what is below; today when absent'),
      withdrawn: z.enum(['true', 'false']).default('false').describe('Those withdrawn too'),
    },
    answers: { 200: json('Notes', z.object({ items: z.array(noteOnWire) })), ...problems(404, 422, 503) },
  },
  {
    method: 'post',
    path: '/notes',
    tag: 'notes',
    summary: 'Write a note on a period of a unit, or on one of its numbers',
    body: { types: ['application/json'], schema: noteRequest, required: true },
    answers: { 201: one('The note'), ...problems(404, 422, 503) },
  },
  {
    method: 'post',
    path: '/notes/{id}/correct',
    tag: 'notes',
    summary: 'Say it in other words; what it said before stays in its entries',
    body: { types: ['application/json'], schema: noteCorrection, required: true },
    answers: { 200: one('The note'), ...problems(404, 422, 503), ...withdrawnBefore },
  },
  {
    method: 'post',
    path: '/notes/{id}/withdraw',
    tag: 'notes',
    summary: 'Take it off the pages; the note and its entries stay',
    body: { types: ['application/json'], schema: noteWithdrawal, required: true },
    answers: { 200: one('The note'), ...problems(404, 422, 503), ...withdrawnBefore },
  },
];
