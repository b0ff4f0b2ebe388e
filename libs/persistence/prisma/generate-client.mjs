import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

/**
 * Writes the Prisma client of a schema. The CLI looks for a schema engine to download, which a closed network has not; generating does not
 * run it, so that any existing executable satisfies the search.
 *
 * @param {string} schema path of a schema.prisma @throws {Error} with what Prisma said
 */
export function generateClient(schema) {
  const command = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [command, 'generate', '--schema', schema], {
    encoding: 'utf8',
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (status !== 0) throw new Error(`no client of ${schema}: ${error?.message ?? `${stdout}\n${stderr}`}`);
}
