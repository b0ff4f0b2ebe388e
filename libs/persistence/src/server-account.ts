import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from './refusal.js';

const run = promisify(execFile);

/** Whose rights the server runs with: ours, another account's, or ours under another number. */
export interface ServerAccount {
  uid?: number;
  gid?: number;
  /** Command that runs the server, put before it. */
  through?: string[];
}

/** Root's own rights to files, in a process that does not count as root. */
const UNDER_ANOTHER_NUMBER = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'];

/** A program with its arguments, as the account runs it. */
export function commandOf({ through = [] }: ServerAccount, program: string, args: string[]): [string, string[]] {
  const [command, ...rest] = [...through, program, ...args];
  return [command!, rest];
}

/**
 * PostgreSQL refuses to run as root: there it runs as the system's `postgres`, made when missing. Where that account
 * cannot walk to the paths (/root is closed to others), root runs it under another number in a user namespace of Linux.
 */
export async function serverAccount(paths: string[]): Promise<ServerAccount> {
  if (process.platform === 'win32' || userInfo().uid !== 0) return {};
  const account = (await lookUp()) ?? (await create());
  const obstacle = (await Promise.all(paths.map((path) => closedTo(account, path)))).find((at) => at !== null);
  if (!obstacle) return account;
  const [command, ...options] = [...UNDER_ANOTHER_NUMBER, 'true'];
  const isPossible = await run(command!, options).then(
    () => true,
    () => false,
  );
  if (isPossible) return { through: UNDER_ANOTHER_NUMBER };
  throw new Refusal(
    'directory-unreachable',
    `PostgreSQL chạy bằng người dùng "postgres" nhưng không vào được ${obstacle}: hãy đặt thư mục ra ngoài, hoặc chạy "chmod o+x ${obstacle}".`,
    `PostgreSQL runs as the user "postgres", which cannot enter ${obstacle}: move the directory, or run "chmod o+x ${obstacle}".`,
  );
}

async function lookUp(): Promise<ServerAccount | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function create(): Promise<ServerAccount> {
  await run('groupadd', ['-r', 'postgres']).catch(() => undefined);
  await run('useradd', ['-r', '-g', 'postgres', '-s', '/bin/false', 'postgres']).catch(() => undefined);
  const account = await lookUp();
  if (account) return account;
  throw new Refusal(
    'server-failed',
    'PostgreSQL không chạy được bằng root và không tạo được người dùng "postgres": hãy chạy bằng một người dùng thường.',
    'PostgreSQL does not run as root and the user "postgres" could not be made: run as an ordinary user.',
  );
}

/** The folder on the way to a path that another account cannot enter; null when there is none. */
async function closedTo(account: ServerAccount, path: string): Promise<string | null> {
  for (let at = resolve(path); at !== dirname(at); at = dirname(at)) {
    const { mode, uid } = await stat(at);
    if (!(mode & 0o001) && uid !== account.uid) return at;
  }
  return null;
}
