import { deadLetterTopicOf, topicOf } from './envelope.js';
import { EVENT_TYPES, type EventType } from './events.js';
import { eventSchema, type JsonSchema } from './json-schema.js';

const WHAT: Record<EventType, string> = {
  'household.reviewed.v1': 'A household’s review for a period, in full',
  'disbursement.recorded.v1': 'A voucher, in full',
  'plan.revised.v1': 'A unit’s plan for a period, in full',
  'figures.declared.v1': 'What a unit says about itself, kept beside what is recomputed',
  'activity.reported.v1': 'Something that was held or done',
  'org-unit.changed.v1': 'An administrative unit and the days it stands',
  'indicator.changed.v1': 'Readings of a unit’s indicators moved',
  'integrity.checked.v1': 'A unit’s stored numbers were compared with what its facts add up to',
  'alert.changed.v1': 'An alert began, fired, ended or was acknowledged',
};

const text = (description: string, more: JsonSchema = {}): JsonSchema => ({ type: 'string', description, ...more });

/** CloudEvents 1.0, binary mode: the attributes are Kafka headers, the data is the message. */
const headersOf = (type: EventType): JsonSchema => ({
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_subject', 'ce_time', 'ce_rev', 'content-type'],
  properties: {
    ce_specversion: text('', { const: '1.0' }),
    ce_id: text('Unique for each emission', { format: 'uuid' }),
    ce_source: text('The process that said it', { examples: ['/chitieu/intake'] }),
    ce_type: text('Name and version', { const: type }),
    ce_subject: text('The entity', { examples: ['household:H-1/2024'] }),
    ce_time: text('When it was said', { format: 'date-time' }),
    ce_rev: text('Rises with every state of the entity: whoever holds this one or a later drops it', { pattern: '^\\d+$' }),
    ce_traceparent: text('W3C trace context'),
    'content-type': text('', { const: 'application/json' }),
  },
});

export interface Examples {
  /** Events of the type as in `examples/`, each with a name. */
  (type: EventType): { name: string; data: unknown }[];
}

/** AsyncAPI 3 of the bus: a topic for each event and one for its dead letters. */
export function asyncApiDocument(examples: Examples = () => []): JsonSchema {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Chỉ Tiêu, events',
      version: '1',
      description:
        'Every event states one entity in full; a retraction stands in its place. The key is the code of the commune or unit; its lane, one of 64, is the partition. Order holds within a lane; an event may come more than once.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(EVENT_TYPES.flatMap(channelsOf)),
    operations: Object.fromEntries(EVENT_TYPES.map(operationOf)),
    components: {
      messages: Object.fromEntries(EVENT_TYPES.map((type) => [nameOf(type), messageOf(type, examples)])),
      schemas: Object.fromEntries(EVENT_TYPES.map((type) => [nameOf(type), payloadOf(type)])),
    },
  };
}

/** References allow no dots. */
const nameOf = (type: EventType): string => type.replaceAll('.', '_').replaceAll('-', '_');

const payloadOf = (type: EventType): JsonSchema => {
  const { $schema: _dialect, $id: _id, ...plain } = eventSchema(type);
  return plain;
};

const channelsOf = (type: EventType): [string, JsonSchema][] => {
  const message = { [nameOf(type)]: { $ref: `#/components/messages/${nameOf(type)}` } };
  const kafka = { partitions: 64, bindingVersion: '0.5.0' };
  return [
    [nameOf(type), { address: topicOf(type), description: WHAT[type], messages: message, bindings: { kafka } }],
    [
      `${nameOf(type)}_dlq`,
      {
        address: deadLetterTopicOf(type),
        description: `Events of ${topicOf(type)} that a consumer could not use`,
        messages: message,
      },
    ],
  ];
};

const operationOf = (type: EventType): [string, JsonSchema] => [
  `send_${nameOf(type)}`,
  {
    action: 'send',
    channel: { $ref: `#/channels/${nameOf(type)}` },
    messages: [{ $ref: `#/channels/${nameOf(type)}/messages/${nameOf(type)}` }],
  },
];

const messageOf = (type: EventType, examples: Examples): JsonSchema => ({
  name: type,
  title: WHAT[type],
  contentType: 'application/json',
  headers: headersOf(type),
  payload: { $ref: `#/components/schemas/${nameOf(type)}` },
  bindings: { kafka: { key: { type: 'string', description: 'Code of the commune or unit' }, bindingVersion: '0.5.0' } },
  examples: examples(type).map(({ name, data }) => ({ name, payload: data })),
});
