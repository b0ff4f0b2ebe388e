import { isIsoDate } from '@chitieu/domain';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { EVENT_DATA, type EventData, type EventType } from './events.js';

export type ReadData<T extends EventType = EventType> =
  { ok: true; data: EventData<T> } | { ok: false; issues: readonly z.core.$ZodIssue[] };

const ajv = new Ajv2020({ strict: false, formats: { date: isIsoDate } });

/** Accepts what zod would return as it is: nothing to be filled in, nothing to be changed. */
const asItIs = (schema: z.ZodType): ValidateFunction =>
  ajv.compile(z.toJSONSchema(schema, { io: 'output', reused: 'inline' }) as object);

/**
 * Reviews come by the ten thousand a second. Their JSON Schema, compiled to a function, says yes several times sooner than
 * zod; what it does not accept, zod reads. A property test holds the two together.
 */
const SOONER: Partial<Record<EventType, ValidateFunction>> = {
  'household.reviewed.v1': asItIs(EVENT_DATA['household.reviewed.v1'].options[0]),
};

/** An event's data with its defaults, or what is wrong with it. */
export function readEventData<T extends EventType>(type: T, data: unknown): ReadData<T> {
  if (SOONER[type]?.(data)) return { ok: true, data: data as EventData<T> };
  const parsed = EVENT_DATA[type].safeParse(data);
  return parsed.success ? { ok: true, data: parsed.data as EventData<T> } : { ok: false, issues: parsed.error.issues };
}
