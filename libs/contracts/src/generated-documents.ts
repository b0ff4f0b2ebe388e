import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiDocument } from './asyncapi.js';
import type { EventType } from './events.js';
import { eventSchemas, type JsonSchema } from './json-schema.js';
import { openApiDocument } from './openapi.js';

/** Events in full, as in `examples/`: `<type>.json`, and `<type>.<what it shows>.json`. */
export interface Example {
  name: string;
  event: { type: EventType; data: unknown };
}

export function readExamples(directory: string): Example[] {
  const files = readdirSync(directory).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => ({
    name: file.slice(0, -'.json'.length),
    event: JSON.parse(readFileSync(join(directory, file), 'utf8')) as Example['event'],
  }));
}

/** Every generated file of the package, by its path in it. */
export function generatedDocuments(packageDirectory: string): Map<string, JsonSchema> {
  const examples = readExamples(join(packageDirectory, 'examples'));
  const examplesOf = (type: EventType) =>
    examples.filter(({ event }) => event.type === type).map(({ name, event }) => ({ name, data: event.data }));
  return new Map([
    ...[...eventSchemas()].map(([type, schema]): [string, JsonSchema] => [`schemas/${type}.json`, schema]),
    ['openapi.json', openApiDocument()],
    ['asyncapi.json', asyncApiDocument(examplesOf)],
  ]);
}
