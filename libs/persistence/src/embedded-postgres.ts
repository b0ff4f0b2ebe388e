import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { claimDirectory } from './claim-directory.js';
import { checkFreeSpace, openServerLog, prepareDirectory, type ServerDirectory } from './server-directory.js';
import { stopOrphan, stopProcess } from './orphaned-postgres.js';
import pg from 'pg';
import { commandOf, serverAccount, type ServerAccount } from './server-account.js';
import { postgresBinaries } from './postgres-binaries.js';
import { whyServerFailed } from './why-server-failed.js';

export interface EmbeddedPostgresOptions {
  /** Holds everything of this server: its cluster, password, log and owner. Made when missing. */
  dataDir: string;
  port: number;
  say?: (line: string) => void;
  /** False only in tests: what a power cut would lose is then lost. */
  durable?: boolean;
}

export interface EmbeddedPostgres {
  /** Of the superuser, to the database `chitieu`. */
  url: string;
  pid: number;
  /** Resolves when the server has ended, for whatever cause. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

const TUNING = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300', // a process of ours takes 10 to 30; several calculators must find room
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' };

/** A real PostgreSQL from npm in a directory of its own. Throws a `Refusal` that says what stands in the way. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const say = options.say ?? (() => undefined);
  const binaries = await postgresBinaries();
  const directory = await prepareDirectory(resolve(options.dataDir));
  const account = await serverAccount([directory.root, binaries.postgres]);
  const release = await claimDirectory(directory.root);
  try {
    await checkFreeSpace(directory.root);
    await directory.initialise(binaries, account, say);
    await stopOrphan(directory.cluster, say);
    const url = directory.url(options.port);
    const child = await startServer(binaries.postgres, directory, options, account, url('postgres'));
    await createDatabase(url('postgres'));
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    child.unref(); // a server that runs is no reason for its launcher to stay
    const stop = async (): Promise<void> => {
      child.ref();
      if (isRunning(child)) await stopProcess(child.pid!);
      if (isRunning(child)) await ended;
      await release();
    };
    return { url: url('chitieu'), pid: child.pid!, ended, stop };
  } catch (error) {
    await release();
    throw error;
  }
}

async function startServer(
  postgres: string,
  directory: ServerDirectory,
  { port, durable = true }: EmbeddedPostgresOptions,
  account: ServerAccount,
  url: string,
): Promise<ChildProcess> {
  const settings = Object.entries({ ...TUNING, ...(durable ? {} : NOT_DURABLE), port: String(port) });
  for (const deadline = Date.now() + 60_000; ; await delay(500)) {
    const log = await openServerLog(directory.log);
    // A group of its own: Ctrl-C in a terminal reaches the launcher only, which stops the server last.
    const options = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [command, args] = commandOf(account, postgres, ['-D', directory.cluster, ...options]);
    const child = spawn(command, args, {
      uid: account.uid,
      gid: account.gid,
      cwd: directory.cluster,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: { ...process.env, LC_ALL: 'C' },
    });
    child.on('error', () => undefined); // a failed spawn has no exit code: told below like an early end
    const isUp = await waitUntilUp(child, url, deadline);
    const lines = await log.close();
    if (isUp) return child;
    // Backends of a server that was killed hold its shared memory for a moment longer.
    if (/pre-existing shared memory block/.test(lines) && Date.now() < deadline) continue;
    throw whyServerFailed(lines, { directory: directory.root, port, log: directory.log });
  }
}

const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

/** False once the process has ended. Recovery after a crash may take a while: a live process is waited for. */
async function waitUntilUp(child: ChildProcess, url: string, deadline: number): Promise<boolean> {
  for (;;) {
    if (!isRunning(child)) return false;
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query(`SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid`);
      if (rows[0].pid === child.pid) return true;
    } catch (error) {
      if (Date.now() > deadline + 600_000) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
    await delay(40);
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CREATE DATABASE chitieu');
  } catch (error) {
    if ((error as { code?: string }).code !== '42P04') throw error;
  } finally {
    await client.end();
  }
}
