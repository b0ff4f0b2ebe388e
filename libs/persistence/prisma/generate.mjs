import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Writes the Prisma client where schema.prisma or Prisma changed. The CLI looks for a schema engine to download, which a closed network
// has not; generating does not run it, so that any existing executable satisfies the search.
const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const generated = path.join(here, '..', 'src', 'generated');
const stamp = path.join(generated, 'schema.sha256');

const fingerprint = createHash('sha256')
  .update(readFileSync(path.join(here, 'schema.prisma')))
  .update(readFileSync(require.resolve('prisma/package.json')))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint) {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [require.resolve('prisma/build/index.js'), 'generate', '--schema', path.join(here, 'schema.prisma')],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
  );
  if (status !== 0) {
    console.error(error?.message ?? `${stdout}\n${stderr}`);
    process.exit(1);
  }
  writeFileSync(stamp, fingerprint);
}
