import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { generatedDocuments } from './dist/generated-documents.js';

// Writes the published documents: `npm run generate:contracts`. A test compares them with what the code says.
const here = path.dirname(fileURLToPath(import.meta.url));
const schemas = path.join(here, 'schemas');
mkdirSync(schemas, { recursive: true });
for (const name of readdirSync(schemas)) rmSync(path.join(schemas, name));
for (const [name, document] of generatedDocuments(here)) {
  const file = path.join(here, name);
  const options = await prettier.resolveConfig(file);
  writeFileSync(file, await prettier.format(JSON.stringify(document), { ...options, filepath: file }));
}
