import { readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './free-port.mjs';
import { withProgress } from './progress.mjs';
import { restartDelay } from './restart-delay.mjs';

/**
 * The database of this start: the one of the settings, else the embedded PostgreSQL of the directory, which is
 * started again at the same address when it ends by itself.
 *
 * @param {{ dataDir: string, env: NodeJS.ProcessEnv, say: import('./progress.mjs').Say }} given
 * @returns {Promise<{ url?: string, stop: () => Promise<void>, kill: () => void }>} url is absent where the settings name it
 */
export async function startDatabase({ dataDir, env, say }) {
  if (env.CHITIEU_DATABASE_URL || env.CHITIEU_DATABASE_URL_FILE) return { stop: async () => {}, kill: () => {} };
  const { startEmbeddedPostgres } = await import('@chitieu/persistence');
  const port = await freePort();
  const start = () => startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), port, say });
  const server = await withProgress(say, 'starting PostgreSQL', start);
  const watch = keepRunning(server, start, say);
  return { url: server.url, ...watch };
}

/** @template {{ ended: Promise<void>, pid: number, stop: () => Promise<void> }} S @param {S} first @param {() => Promise<S>} start */
function keepRunning(first, start, say) {
  let current = first;
  let isStopping = false;
  /** @type {NodeJS.Timeout | undefined} */
  let restart;
  let failures = 0;
  const watch = () => {
    const startedAt = Date.now();
    void current.ended.then(() => isStopping || again(Date.now() - startedAt));
  };
  const again = (upMs) => {
    const next = restartDelay(failures, upMs);
    failures = next.failures;
    say(`PostgreSQL ended; it starts again in ${next.delayMs / 1000} s`);
    restart = setTimeout(async () => {
      try {
        await current.stop(); // gives its directory back
        current = await start();
        if (isStopping) await current.stop();
        else watch();
      } catch (error) {
        say(`PostgreSQL: ${error.message}`);
        if (!isStopping) again(0);
      }
    }, next.delayMs);
  };
  watch();
  const stop = async () => {
    isStopping = true;
    clearTimeout(restart);
    await current.stop();
  };
  /** An immediate shutdown, from which the next start recovers. */
  const kill = () => {
    isStopping = true;
    clearTimeout(restart);
    try {
      process.kill(current.pid, 'SIGQUIT');
    } catch {
      // It has ended already.
    }
  };
  return { stop, kill };
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
