import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A server outlives a launcher that was killed: it is stopped, and a lock file that names nobody is taken away. */
export async function stopOrphan(cluster: string, say: (line: string) => void): Promise<void> {
  const lockFile = join(cluster, 'postmaster.pid');
  const pid = Number((await readFile(lockFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid) return;
  if (await isServerOf(pid, cluster)) {
    say(`stopping a PostgreSQL that an earlier start left behind (process ${pid})`);
    await stopProcess(pid);
  }
  await rm(lockFile, { force: true });
}

/** Fast shutdown; after 20 seconds an immediate one, from which the next start recovers. */
export async function stopProcess(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const) {
    if (!signalProcess(pid, signal)) return;
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 50) {
      if (!isAlive(pid)) return;
      await delay(50);
    }
  }
}

const signalProcess = (pid: number, signal: NodeJS.Signals): boolean => {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
};

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Process ids are used again, after a restart of a container nearly always: the command line tells who it is. */
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() =>
    run('ps', ['-o', 'command=', '-p', String(pid)]).then(
      ({ stdout }) => stdout,
      () => '',
    ),
  );
  return commandLine.includes('postgres') && commandLine.includes(cluster);
}
