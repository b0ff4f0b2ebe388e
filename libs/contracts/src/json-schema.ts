import { z } from 'zod';
import { alertOnWire } from './answers.js';
import { EVENT_DATA, EVENT_TYPES, type EventType } from './events.js';

export type JsonSchema = Record<string, unknown>;

/** The schema of what may come in; names from `components` become references. */
export function jsonSchemaOf(schema: z.ZodType, components?: ReadonlyMap<z.ZodType, string>): JsonSchema {
  const { $schema: _dialect, ...plain } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  }) as JsonSchema;
  const name = components?.get(schema);
  return name === undefined ? plain : { $ref: `#/components/schemas/${name}` };
}

/** An alert travels whole: its event's data is what `GET /alerts` shows. */
const dataSchemaOf = (type: EventType): z.ZodType =>
  type === 'alert.changed.v1' ? z.object({ alert: alertOnWire.omit({ notifications: true }).loose() }) : EVENT_DATA[type];

/** `schemas/<type>.json`: what an event carries as data. */
export const eventSchema = (type: EventType): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:chitieu:event:${type}`,
  title: type,
  ...jsonSchemaOf(dataSchemaOf(type)),
});

export const eventSchemas = (): Map<EventType, JsonSchema> => new Map(EVENT_TYPES.map((type) => [type, eventSchema(type)]));
