import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { z } from 'zod';
import { compiledSchema } from './compiled-schema.js';
import { EVENT_DATA, type EventData, type EventType } from './events.js';

export type ReadData<T extends EventType = EventType> =
  { ok: true; data: EventData<T> } | { ok: false; issues: readonly z.core.$ZodIssue[] };

const SOONER: Partial<Record<EventType, ValidateFunction>> = {
  'household.reviewed.v1': compiledSchema(EVENT_DATA['household.reviewed.v1'].options[0], 'output'),
};

/** An event's data with its defaults, or what is wrong with it. */
export function readEventData<T extends EventType>(type: T, data: unknown): ReadData<T> {
  if (SOONER[type]?.(data)) return { ok: true, data: data as EventData<T> };
  const parsed = EVENT_DATA[type].safeParse(data);
  return parsed.success ? { ok: true, data: parsed.data as EventData<T> } : { ok: false, issues: parsed.error.issues };
}
