import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Waits for its parent to end, however it ends; then ends the servers that the parent wrote down and takes the directory
 * away. Ids are used again, so the command line tells whether one is still a server.
 */
const WATCHDOG = `
  const directory = process.argv[1];
  const { readFileSync, rmSync } = require('node:fs');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
  const read = (file) => { try { return readFileSync(file, 'utf8'); } catch { return ''; } };
  process.stdin.resume().on('end', () => {
    for (const pid of read(directory + '/pids').split('\\n').filter(Boolean)) {
      if (!/postgres|kafka|redis/.test(read('/proc/' + pid + '/cmdline'))) continue;
      try { process.kill(Number(pid), 'SIGKILL'); } catch {}
    }
    setTimeout(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }), 1000);
  });`;

/** A run that is interrupted leaves no server and no files behind. Returns where each server's process is written down. */
export function leaveNothing(directory: string): (pid: number | undefined) => void {
  const watchdog = spawn(process.execPath, ['-e', WATCHDOG, directory], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watchdog.unref();
  (watchdog.stdin as unknown as { unref(): void }).unref();
  return (pid) => pid && appendFileSync(join(directory, 'pids'), `${pid}\n`);
}
