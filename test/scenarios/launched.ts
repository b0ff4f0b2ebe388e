import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually } from '@chitieu/testing';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START = path.join(ROOT, 'deploy/launcher/start.mjs');

/** A real `npm start`, without npm: the same file, the same options. */
export class Launched {
  output = '';
  readonly startedAt = Date.now();
  readonly ended: Promise<number>;
  private readonly child: ChildProcess;

  constructor(args: string[], env: Record<string, string> = {}) {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CHITIEU_')));
    this.child = spawn(process.execPath, [START, '--skip-build', ...args], {
      cwd: ROOT,
      env: { ...inherited, NODE_OPTIONS: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on('data', (chunk) => (this.output += chunk));
    this.ended = new Promise((resolve) => this.child.once('close', (code) => resolve(code ?? -1)));
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** The address of the ready line. */
  async ready(withinMs: number): Promise<string> {
    const gone = this.ended.then((code) => {
      throw new Error(`ended with ${code} before it was ready:\n${this.output}`);
    });
    const said = eventually(() => /is ready: (http:\S+)\/ /.exec(this.output)?.[1] ?? false, { withinMs }).catch(() => {
      throw new Error(`not ready within ${withinMs} ms:\n${this.output}`);
    });
    return (await Promise.race([said, gone])) as string;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }
}

/** Runs to its end; for what is refused. */
export async function launchToEnd(args: string[], env: Record<string, string> = {}): Promise<{ code: number; lines: string[] }> {
  const launched = new Launched(args, env);
  const code = await launched.ended;
  return { code, lines: launched.output.trim().split('\n') };
}

/** A data directory of a test; PostgreSQL may run as another account, which must be able to walk to it. */
export async function temporaryDirectory(): Promise<{ directory: string; remove: () => Promise<void> }> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'chitieu-launcher-'));
  await chmod(directory, 0o755);
  return { directory, remove: () => rm(directory, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Process ids of everything below `pid`. */
export async function descendants(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (parent: number): number[] => rows.flatMap(([child, its]) => (its === parent ? [child, ...below(child)] : []));
  return below(pid);
}

/** The command line of a process; empty where it is gone. */
export async function commandOf(pid: number): Promise<string> {
  return promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
