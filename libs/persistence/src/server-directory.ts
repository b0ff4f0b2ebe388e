import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readFile, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exists, type PostgresBinaries } from './postgres-binaries.js';
import { Refusal } from './refusal.js';
import { commandOf, type ServerAccount } from './server-account.js';
import { noSpace, otherVersion } from './why-server-failed.js';

const run = promisify(execFile);
const SERVER_VERSION = '18';
const NEEDED_BYTES = 300 * 1024 * 1024;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

export interface ServerDirectory {
  root: string;
  cluster: string;
  log: string;
  /** Makes the cluster on the first start. */
  initialise(binaries: PostgresBinaries, account: ServerAccount, say: (line: string) => void): Promise<void>;
  url(port: number): (database: string) => string;
}

/** Takes an empty or missing directory, or one made here before; refuses any other. */
export async function prepareDirectory(root: string): Promise<ServerDirectory> {
  const cluster = join(root, 'cluster');
  await mkdir(root, { recursive: true });
  const entries = await readdir(root);
  if (entries.length > 0 && !entries.includes('password')) throw notOurs(root);
  const version = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => SERVER_VERSION)).trim();
  if (version !== SERVER_VERSION) throw otherVersion(root);
  const password = await readOrMakePassword(join(root, 'password'));
  return {
    root,
    cluster,
    log: join(root, 'postgres.log'),
    initialise: async (binaries, account, say) => {
      if (await exists(join(cluster, 'PG_VERSION'))) return;
      say('creating the database cluster');
      await initialise(cluster, binaries, account, password);
    },
    url: (port) => (database) => `postgresql://chitieu:${password}@127.0.0.1:${port}/${database}`,
  };
}

/** The loopback is open to every account of a machine, so even there a password is asked; only our account reads it. */
async function readOrMakePassword(file: string): Promise<string> {
  try {
    await writeFile(file, randomBytes(24).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Made beside its place and renamed: a start that is killed half-way leaves no half cluster. */
async function initialise(
  cluster: string,
  { initdb }: PostgresBinaries,
  account: ServerAccount,
  password: string,
): Promise<void> {
  const draft = `${cluster}.new`;
  const passwordFile = `${draft}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined) {
    await chown(draft, account.uid, account.gid!);
    await chown(passwordFile, account.uid, account.gid!);
  }
  try {
    const [command, args] = commandOf(account, initdb, [
      `--pgdata=${draft}`,
      '--username=chitieu',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ]);
    await run(command, args, { uid: account.uid, gid: account.gid, cwd: draft, env: { ...process.env, LC_ALL: 'C' } });
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? (error as Error).message);
    if (/No space left on device/.test(said)) throw noSpace(draft);
    throw new Refusal('server-failed', `Không tạo được cơ sở dữ liệu: ${said.trim()}`, `initdb failed: ${said.trim()}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, cluster);
}

export async function checkFreeSpace(directory: string): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < NEEDED_BYTES) throw noSpace(directory);
}

/** The server writes its log itself, so that it goes on when its launcher is killed. `close` returns what it said since. */
export async function openServerLog(file: string): Promise<{ fd: number; close(): Promise<string> }> {
  const before = await stat(file).catch(() => null);
  if (before && before.size > LOG_LIMIT_BYTES) await rename(file, `${file}.1`);
  const handle = await open(file, 'a', 0o600);
  const { size } = await handle.stat();
  return {
    fd: handle.fd,
    close: async () => {
      await handle.close();
      return (await readFile(file)).subarray(size).toString('utf8');
    },
  };
}

const notOurs = (root: string): Refusal =>
  new Refusal(
    'directory-not-ours',
    `Thư mục ${root} đã có tệp không phải của Chỉ Tiêu: hãy chọn một --data-dir trống.`,
    `The directory ${root} holds files that are not Chỉ Tiêu's: choose an empty --data-dir.`,
  );
