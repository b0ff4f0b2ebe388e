import { readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './free-port.mjs';
import { withProgress } from './progress.mjs';

/**
 * The database of this start: the one of the settings, else the embedded PostgreSQL of the directory.
 *
 * @param {{ dataDir: string, env: NodeJS.ProcessEnv, say: import('./progress.mjs').Say }} given
 * @returns {Promise<{ url?: string, stop: () => Promise<void> }>} url is absent where the settings name it
 */
export async function startDatabase({ dataDir, env, say }) {
  const { startEmbeddedPostgres } = await import('@chitieu/persistence');
  if (env.CHITIEU_DATABASE_URL || env.CHITIEU_DATABASE_URL_FILE) return { stop: async () => {} };
  return withProgress(say, 'starting PostgreSQL', async () =>
    startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), port: await freePort(), say }),
  );
}

/**
 * @param {string | undefined} url of the embedded server
 * @param {NodeJS.ProcessEnv} env
 * @param {import('./progress.mjs').Say} say
 */
export async function migrateDatabase(url, env, say) {
  const { migrate } = await import('@chitieu/persistence');
  const named = () => env.CHITIEU_DATABASE_URL ?? readFileSync(env.CHITIEU_DATABASE_URL_FILE ?? '', 'utf8').trim();
  await withProgress(say, 'bringing the database up to date', () => migrate(url ?? named(), say));
}
