import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.js';

export const PROCESS_NAMES = ['intake', 'indicator-calculation', 'alerting', 'dashboard'] as const;
export type ProcessName = (typeof PROCESS_NAMES)[number];

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 20_000;
const START_AGAIN_AFTER_MS = 200;

export interface ProcessSurroundings {
  /** Asked at every start. */
  environment: () => NodeJS.ProcessEnv;
  execArgv: string[];
  keep: (text: string) => void;
  output: () => string;
}

/** One built process, a child that a test may kill, let stand still, and start again. */
export class RunningProcess {
  private child: ChildProcess | undefined;
  private supervised = false;
  private nextEnvironment: NodeJS.ProcessEnv = {};
  /** How often it ended without being asked to. */
  deaths = 0;

  constructor(
    readonly name: ProcessName,
    readonly port: number,
    private readonly around: ProcessSurroundings,
  ) {}

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number | undefined {
    return this.isRunning ? this.child!.pid : undefined;
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  async start(): Promise<void> {
    this.launch();
    await this.ready();
  }

  async ready(withinMs = READY_WITHIN_MS): Promise<void> {
    await eventually(() => this.answers(), { withinMs, everyMs: 100 }).catch((error: Error) => {
      throw new Error(`${this.name} is not ready: ${error.message}\n${this.around.output()}`);
    });
  }

  /** From now on it is started again whenever it ends, until it is stopped. */
  supervise(): void {
    this.supervised = true;
    if (!this.isRunning) this.launch();
  }

  /** Its next start, and only that, has these settings too. */
  armNextStart(environment: NodeJS.ProcessEnv): void {
    this.nextEnvironment = environment;
  }

  /** SIGKILL: the process has no chance to finish anything. */
  async kill(): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.child!, 'exit');
    this.child!.kill('SIGKILL');
    await ended;
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void {
    this.child?.kill(signal);
  }

  async stop(): Promise<void> {
    this.supervised = false;
    if (!this.isRunning) return;
    const ended = once(this.child!, 'exit');
    this.child!.kill('SIGCONT');
    if (this.child!.connected) this.child!.send('stop', () => undefined);
    const late = setTimeout(() => this.child!.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(late);
  }

  private launch(): void {
    const main = fileURLToPath(new URL(`../../../apps/${this.name}/dist/main.js`, import.meta.url));
    const env = { ...this.around.environment(), ...this.nextEnvironment };
    this.nextEnvironment = {};
    const child = fork(main, [], { env, execArgv: this.around.execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text: Buffer) => this.around.keep(`${this.name}: ${text}`));
    }
    child.on('error', () => undefined); // a message to a process that just ended
    child.once('exit', () => {
      if (!this.supervised) return;
      this.deaths += 1;
      setTimeout(() => this.supervised && this.launch(), START_AGAIN_AFTER_MS);
    });
    this.child = child;
  }

  private async answers(): Promise<boolean> {
    if (!this.isRunning && !this.supervised) throw new Error(`it ended with code ${this.child?.exitCode}`);
    const response = await fetch(`${this.address}/readyz`, { signal: AbortSignal.timeout(5_000) });
    return response.ok;
  }
}
