import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.js';
import { freePort } from './test-server.js';

export const PROCESS_NAMES = ['intake', 'indicator-calculation', 'alerting', 'dashboard'] as const;
export type ProcessName = (typeof PROCESS_NAMES)[number];

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 20_000;
const KEPT_OUTPUT = 20_000;

/** The four built processes, each a child that a test may kill and start again. */
export class RunningProcesses {
  private readonly children = new Map<ProcessName, ChildProcess>();
  private output = '';

  private constructor(
    private readonly ports: Record<ProcessName, number>,
    private readonly settings: Record<string, string>,
  ) {}

  /** Starts all four on free ports; `settings` are theirs in common. */
  static async start(settings: Record<string, string>): Promise<RunningProcesses> {
    const ports = {} as Record<ProcessName, number>;
    for (const name of PROCESS_NAMES) ports[name] = await freePort();
    const processes = new RunningProcesses(ports, settings);
    try {
      await Promise.all(PROCESS_NAMES.map((name) => processes.start(name)));
      return processes;
    } catch (error) {
      await processes.stop();
      throw error;
    }
  }

  /** Address of the gateway: what a user has. */
  get url(): string {
    return this.address('dashboard');
  }

  address(name: ProcessName): string {
    return `http://127.0.0.1:${this.ports[name]}`;
  }

  async start(name: ProcessName): Promise<void> {
    const main = fileURLToPath(new URL(`../../../apps/${name}/dist/main.js`, import.meta.url));
    const child = fork(main, [], { env: this.environment(name), execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => this.keep(`${name}: ${text}`));
    this.children.set(name, child);
    await eventually(() => this.isReady(name, child), { withinMs: READY_WITHIN_MS, everyMs: 100 }).catch((error: Error) => {
      throw new Error(`${name} is not ready: ${error.message}\n${this.output}`);
    });
  }

  /** SIGKILL: the process has no chance to finish anything. */
  async kill(name: ProcessName): Promise<void> {
    const child = this.children.get(name)!;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.children.values()].map(stopped));
  }

  private async isReady(name: ProcessName, child: ChildProcess): Promise<boolean> {
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
    const response = await fetch(`${this.address(name)}/readyz`, { signal: AbortSignal.timeout(5_000) });
    return response.ok;
  }

  private environment(name: ProcessName): NodeJS.ProcessEnv {
    return {
      ...withoutSettings(process.env),
      CHITIEU_LOG_LEVEL: 'warn',
      ...this.settings,
      CHITIEU_PORT: String(this.ports[name]),
      CHITIEU_INTAKE_URL: this.address('intake'),
      CHITIEU_CALCULATION_URL: this.address('indicator-calculation'),
      CHITIEU_ALERTING_URL: this.address('alerting'),
    };
  }

  private keep(text: string): void {
    this.output = (this.output + text).slice(-KEPT_OUTPUT);
  }
}

/** The environment without what configures Chỉ Tiêu: a test says all of it itself. */
export function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('CHITIEU_') && name !== 'NODE_OPTIONS'));
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.send('stop', () => undefined);
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(late);
}
