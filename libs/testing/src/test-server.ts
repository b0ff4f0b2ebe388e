import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database, startEmbeddedPostgres } from '@chitieu/persistence';

/** Waits for its parent to end, however it ends; then stops the server and takes the directory away. */
const WATCHDOG = `
  const [pid, directory] = process.argv.slice(1);
  const { rmSync } = require('node:fs');
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  const alive = () => { try { return process.kill(Number(pid), 0); } catch { return false; } };
  process.stdin.resume().on('end', () => {
    if (alive()) process.kill(Number(pid), 'SIGQUIT');
    const until = Date.now() + 10000;
    const poll = setInterval(() => {
      if (alive() && Date.now() < until) return;
      clearInterval(poll);
      rmSync(directory, { recursive: true, force: true });
    }, 50);
  });`;

/** URL of a superuser: of the server in CHITIEU_TEST_POSTGRES, else of one that lives as long as this process. */
export async function testServer(): Promise<string> {
  const given = process.env['CHITIEU_TEST_POSTGRES'];
  if (given) return given;
  // Each test file of a Jest worker has its own modules and globals: what they share is the process id.
  const directory = join(tmpdir(), `chitieu-test-postgres-${process.pid}`);
  const known = await readFile(join(directory, 'url'), 'utf8').catch(() => '');
  if (known && (await answers(known))) return known;
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const server = await startEmbeddedPostgres({ dataDir: join(directory, 'server'), port: await freePort(), durable: false });
  const watchdog = spawn(process.execPath, ['-e', WATCHDOG, String(server.pid), directory], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.unref();
  (watchdog.stdin as unknown as { unref(): void }).unref();
  await writeFile(join(directory, 'url'), server.url);
  return server.url;
}

async function answers(url: string): Promise<boolean> {
  const db = new Database(url, 'test-server', 1);
  try {
    await db.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await db.close();
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
