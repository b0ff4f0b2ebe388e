import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@chitieu/testing';
import { Database, startEmbeddedPostgres, type EmbeddedPostgres } from './index.js';

/** Another process that owns the directory: it prints its server's pid and stays until it is killed. */
const LAUNCHER = `
  const { startEmbeddedPostgres } = await import('@chitieu/persistence');
  const server = await startEmbeddedPostgres({ dataDir: process.env.DIRECTORY, port: Number(process.env.PORT), durable: false });
  console.log(server.pid);
  setInterval(() => undefined, 1000);`;

async function startLauncher(dataDir: string, port: number): Promise<{ kill: () => Promise<void>; serverPid: number }> {
  const env = { ...process.env, DIRECTORY: dataDir, PORT: String(port) };
  const child = spawn(process.execPath, ['--input-type=module', '-e', LAUNCHER], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const firstLine = new Promise<string>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())));
  const serverPid = Number(await Promise.race([firstLine, exited]));
  return { serverPid, kill: async () => void (child.kill('SIGKILL'), await exited) };
}

jest.setTimeout(120_000); // a server is started on a machine that may be busy

describe('startEmbeddedPostgres', () => {
  let dataDir: string;
  let port: number;
  let server: EmbeddedPostgres | undefined;
  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'chitieu-embedded-')), 'postgres');
    await chmod(join(dataDir, '..'), 0o755); // as root the server is another account, which must get in
    port = await freePort();
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await rm(join(dataDir, '..'), { recursive: true, force: true });
  });
  const start = async (atPort = port): Promise<EmbeddedPostgres> =>
    (server = await startEmbeddedPostgres({ dataDir, port: atPort, durable: false }));
  const query = async <R extends object>(text: string): Promise<R[]> => {
    const db = new Database(server!.url, 'test', 1);
    try {
      return await db.query<R>(text);
    } finally {
      await db.close();
    }
  };

  it('keeps what it was given over a stop and a start', async () => {
    await start();
    await query(`CREATE TABLE kept AS SELECT 'Tân Mộc' AS name`);
    await server!.stop();
    await start();
    expect(await query('SELECT name FROM kept')).toEqual([{ name: 'Tân Mộc' }]);
    expect(await query('SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect((await stat(join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
  });

  it('runs below a folder that is closed to every other account, as /root is', async () => {
    await chmod(join(dataDir, '..'), 0o700);
    await start();
    await query(`CREATE TABLE kept AS SELECT 1 AS one`);
    await server!.stop();
    await start();
    expect(await query('SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  it('asks for a password even on the loopback', async () => {
    const url = new URL((await start()).url);
    url.password = 'guess';
    const stranger = new Database(url.toString(), 'test', 1);
    await expect(stranger.query('SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await stranger.close();
  });

  it('starts again after its launcher was killed and the server lived on', async () => {
    const launcher = await startLauncher(dataDir, port);
    expect(launcher.serverPid).toBeGreaterThan(1);
    await launcher.kill();
    await start();
    expect(server!.pid).not.toBe(launcher.serverPid);
    expect(() => process.kill(launcher.serverPid, 0)).toThrow(/ESRCH/);
    expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('starts again after launcher and server were killed together', async () => {
    const launcher = await startLauncher(dataDir, port);
    process.kill(launcher.serverPid, 'SIGKILL');
    await launcher.kill();
    await start();
    expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('takes a lock file that names a stranger for stale', async () => {
    await start();
    await server!.stop();
    await writeFile(join(dataDir, 'cluster', 'postmaster.pid'), `${process.pid}\n${dataDir}/cluster\n`);
    await start();
    expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses a directory that another launcher uses, and takes it when that one is gone', async () => {
    const launcher = await startLauncher(dataDir, port);
    await expect(start(await freePort())).rejects.toMatchObject({ reason: 'directory-in-use' });
    await launcher.kill();
    await start(await freePort());
    expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses a directory with the files of somebody else, and touches nothing', async () => {
    await mkdir(dataDir, { recursive: true });
    await writeFile(join(dataDir, 'thesis.txt'), 'mine');
    await expect(start()).rejects.toMatchObject({ reason: 'directory-not-ours' });
    expect(await readFile(join(dataDir, 'thesis.txt'), 'utf8')).toBe('mine');
  });

  it('refuses a cluster of another version of the server', async () => {
    await start();
    await server!.stop();
    await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '19\n');
    await expect(start()).rejects.toMatchObject({ reason: 'server-other-version' });
  });

  it('says that the port is busy', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    await expect(start()).rejects.toMatchObject({ reason: 'port-busy' });
    other.close();
  });
});
