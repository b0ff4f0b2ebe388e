import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * URL of the database that a start on this data directory is serving; null when none runs there. For tools beside a
 * running product: the port is the one PostgreSQL wrote into its own pid file (line 4).
 */
export async function runningDatabaseUrl(serverDirectory: string): Promise<string | null> {
  try {
    const port = (await readFile(join(serverDirectory, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[3]?.trim();
    const password = (await readFile(join(serverDirectory, 'password'), 'utf8')).trim();
    return port ? `postgresql://chitieu:${password}@127.0.0.1:${port}/chitieu` : null;
  } catch {
    return null;
  }
}
