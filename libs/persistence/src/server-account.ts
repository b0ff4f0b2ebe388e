import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from './refusal.js';

const run = promisify(execFile);

export interface ServerAccount {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root: there it runs as the system's `postgres`, made when missing. */
export async function serverAccount(): Promise<ServerAccount> {
  if (process.platform === 'win32' || userInfo().uid !== 0) return {};
  return (await lookUp()) ?? (await create());
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

/** Another account than ours must be able to walk to the path: /root, closed to others, is the usual obstacle. */
export async function checkReachable(path: string, account: ServerAccount): Promise<void> {
  if (account.uid === undefined) return;
  for (let at = resolve(path); at !== dirname(at); at = dirname(at)) {
    const { mode, uid } = await stat(at);
    if (mode & 0o001 || uid === account.uid) continue;
    throw new Refusal(
      'directory-unreachable',
      `PostgreSQL chạy bằng người dùng "postgres" nhưng không vào được ${at}: hãy đặt thư mục ra ngoài, hoặc chạy "chmod o+x ${at}".`,
      `PostgreSQL runs as the user "postgres", which cannot enter ${at}: move the directory, or run "chmod o+x ${at}".`,
    );
  }
}
