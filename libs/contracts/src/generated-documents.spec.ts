import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { EVENT_DATA, EVENT_TYPES, ROUTES, WRITABLE_KINDS } from './index.js';
import { generatedDocuments, readExamples } from './generated-documents.js';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const documents = generatedDocuments(HERE);
const examples = readExamples(join(HERE, 'examples'));
const asFile = (document: unknown): unknown => JSON.parse(JSON.stringify(document));
const validator = (): Ajv2020 => new Ajv2020({ strict: false, formats: { date: true, 'date-time': true, uuid: true } });

describe('the published documents', () => {
  it.each([...documents.keys()])('%s is what the code says; else: npm run generate:contracts', (name) => {
    expect(JSON.parse(readFileSync(join(HERE, name), 'utf8'))).toEqual(asFile(documents.get(name)));
  });

  it('has no schema of an event that is no more', () => {
    const expected = EVENT_TYPES.map((type) => `${type}.json`).sort();
    expect(readdirSync(join(HERE, 'schemas')).sort()).toEqual(expected);
  });

  it.each(['openapi.json', 'asyncapi.json'])('%s refers only to what it defines', (name) => {
    const document = asFile(documents.get(name));
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
    expect(references.length).toBeGreaterThan(10);
    const target = (path: string): unknown =>
      path.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
    expect(references.filter((path) => target(path) === undefined)).toEqual([]);
  });

  it('names every call once', () => {
    const ids = JSON.stringify(documents.get('openapi.json')).match(/"operationId":"[^"]+"/g) ?? [];
    expect(ids).toHaveLength(ROUTES.length);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ROUTES.filter(({ tag }) => tag === 'write')).toHaveLength(3 * WRITABLE_KINDS.length);
  });
});

describe('the examples', () => {
  it('has at least one for every event, and a retraction of whatever is stated', () => {
    const names = examples.map(({ name }) => name);
    const stated = EVENT_TYPES.filter(
      (type) => !['indicator.changed.v1', 'integrity.checked.v1', 'alert.changed.v1'].includes(type),
    );
    expect(names).toEqual(expect.arrayContaining([...EVENT_TYPES, ...stated.map((type) => `${type}.retracted`)]));
  });

  it.each(examples.map(({ name, event }) => [name, event] as const))(
    '%s is read as its type, and keeps every field',
    (name, event) => {
      expect(name.startsWith(event.type)).toBe(true);
      expect(EVENT_DATA[event.type].parse(event.data)).toEqual(event.data);
      const validate = validator().compile(documents.get(`schemas/${event.type}.json`)!);
      expect(validate(event.data) ? [] : validate.errors).toEqual([]);
    },
  );

  it.each(EVENT_TYPES)('the schema of %s refuses what is not of that type', (type) => {
    const validate = validator().compile(documents.get(`schemas/${type}.json`)!);
    expect(validate({ unknown: true })).toBe(false);
  });
});
