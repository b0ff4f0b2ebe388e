import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateClient } from './generate-client.mjs';

// Writes the product's Prisma client where schema.prisma or Prisma changed.
const here = path.dirname(fileURLToPath(import.meta.url));
const schema = path.join(here, 'schema.prisma');
const generated = path.join(here, '..', 'src', 'generated');
const stamp = path.join(generated, 'schema.sha256');

const fingerprint = createHash('sha256')
  .update(readFileSync(schema))
  .update(readFileSync(createRequire(import.meta.url).resolve('prisma/package.json')))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint) {
  generateClient(schema);
  writeFileSync(stamp, fingerprint);
}
