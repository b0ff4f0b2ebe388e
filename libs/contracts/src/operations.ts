import { z } from 'zod';

/** What operators ask and are answered: dead letters and rebuilds. Schemas and types of one mould, as no page of the product reads them. */
const dateTime = z.string().meta({ format: 'date-time' });

/** Of a row that the database numbers. */
const rowId = () => z.string().regex(/^[1-9]\d{0,17}$/);
export const deadLetterId = rowId();
export const MOST_DEAD_LETTERS_AT_ONCE = 1_000;
const ids = z.array(deadLetterId).min(1).max(MOST_DEAD_LETTERS_AT_ONCE);

export const deadLetterQuery = z
  .object({
    group: z.string().optional().describe('Who could not apply it, e.g. `indicator-calculation`'),
    reason: z.string().optional(),
    type: z.string().optional(),
    ids: z
      .string()
      .regex(/^[1-9]\d{0,17}(,[1-9]\d{0,17}){0,499}$/)
      .optional()
      .describe('Ids, separated by commas: those of them that are still here'),
    limit: z.number().int().min(1).max(500).default(100),
    after: deadLetterId.optional().describe('`next` of the page before'),
  })
  .strict();

/** An event that a group could not apply; its neighbours were applied. */
export const deadLetterOnWire = z.object({
  id: z.string(),
  group: z.string().describe('Who could not apply it'),
  source: z.string().describe('`outbox`, or the topic it came by'),
  type: z.string(),
  key: z.string(),
  lane: z.number().int(),
  eventId: z.string(),
  reason: z.string(),
  detail: z.string(),
  attempts: z.number().int(),
  firstFailedAt: dateTime,
  lastFailedAt: dateTime,
  replay: z
    .enum(['possible', 'requested', 'payload-incomplete'])
    .describe('`payload-incomplete`: too large to be kept whole, so it cannot be applied from here; send the entity again'),
  replayRequestedAt: dateTime.nullable(),
});
export type DeadLetterOnWire = z.infer<typeof deadLetterOnWire>;

export const deadLetterInFull = deadLetterOnWire.extend({
  payload: z.string().describe('What arrived, as JSON text: its attributes, and `data` as the text it was'),
});
export type DeadLetterInFull = z.infer<typeof deadLetterInFull>;

const name = z.string().min(1).max(200);
/** Some by id; or those of a group (and reason) that can be replayed, the oldest first, at most 1,000 a call. */
export const replayRequest = z.union([
  z.object({ ids }).strict(),
  z.object({ group: name, reason: name.optional(), after: deadLetterId.optional() }).strict(),
]);
export type ReplayRequest = z.infer<typeof replayRequest>;

export const replayAnswer = z.object({
  requested: z.number().int(),
  ids: z.array(z.string()).describe('Those it was requested for. One that is gone later was applied'),
  refused: z.array(z.object({ id: z.string(), reason: z.enum(['not-found', 'payload-incomplete']) })),
  next: z.string().nullable().describe('There are more of the group (and reason): ask again with this as `after`'),
});
export type ReplayAnswer = z.infer<typeof replayAnswer>;

export const dropRequest = z.object({ ids, reason: z.string().min(1).max(500) }).strict();
export type DropRequest = z.infer<typeof dropRequest>;

export const dropAnswer = z.object({ dropped: z.number().int() });
export type DropAnswer = z.infer<typeof dropAnswer>;

export const rebuildId = rowId();
export const rebuildRequest = z
  .object({
    from: z
      .enum(['facts', 'state'])
      .describe('`facts`: counted anew from what intake holds; `state`: the counters added up anew from the stored states'),
  })
  .strict();
export type RebuildRequest = z.infer<typeof rebuildRequest>;

/** A projection built beside the one that serves. */
export const rebuildOnWire = z.object({
  id: rebuildId,
  from: z.enum(['facts', 'state']),
  state: z
    .enum(['filling', 'comparing', 'done', 'refused', 'cancelled', 'failed'])
    .describe('`done`: it serves. `refused`: it was not what the facts add up to, and was not put in place'),
  step: z.string().describe('What is being filled or compared'),
  done: z.number().int().describe('Of `total`: entities while filling, units while comparing'),
  total: z.number().int(),
  startedAt: dateTime,
  filledAt: dateTime.nullable(),
  finishedAt: dateTime.nullable(),
  compared: z.number().int().describe('Values held against the facts so far'),
  differenceCount: z.number().int(),
  differences: z
    .array(z.object({ unit: z.string(), period: z.string(), measure: z.string(), recomputed: z.string(), stored: z.string() }))
    .describe('The first ten: `recomputed` from the facts, `stored` in the new projection'),
  changed: z.number().int().nullable().describe('Units and periods whose numbers are others than before, once done'),
  generation: z.number().int().nullable().describe('The number of the projection that serves since, once done'),
  error: z.string().nullable().describe('Why it failed'),
});
export type RebuildOnWire = z.infer<typeof rebuildOnWire>;
