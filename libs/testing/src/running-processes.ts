import { PROCESS_NAMES, RunningProcess, type ProcessName } from './running-process.js';
import { freePort } from './test-server.js';

const KEPT_OUTPUT = 20_000;

export interface StartOptions {
  /** How many of each; one by default. The gateway knows the first. */
  instances?: Partial<Record<ProcessName, number>>;
  /** Options of Node itself. */
  execArgv?: string[];
  /** Settings that depend on which process it is and when it starts. */
  settingsOf?: (name: ProcessName, index: number) => Record<string, string>;
}

/** The four built processes, of some several, each a child that a test may kill and start again. */
export class RunningProcesses {
  private readonly byName: Record<ProcessName, RunningProcess[]>;
  private output = '';

  private constructor(
    ports: Record<ProcessName, number[]>,
    private readonly settings: Record<string, string>,
    private readonly options: StartOptions,
  ) {
    const all = PROCESS_NAMES.map((name) => [name, ports[name].map((port, index) => this.process(name, port, index))]);
    this.byName = Object.fromEntries(all) as Record<ProcessName, RunningProcess[]>;
  }

  /** Starts them on free ports; `settings` are theirs in common. */
  static async start(settings: Record<string, string>, options: StartOptions = {}): Promise<RunningProcesses> {
    const ports = {} as Record<ProcessName, number[]>;
    for (const name of PROCESS_NAMES) {
      ports[name] = [];
      for (let n = 0; n < (options.instances?.[name] ?? 1); n++) ports[name].push(await freePort());
    }
    const processes = new RunningProcesses(ports, settings, options);
    try {
      await Promise.all(processes.all.map((one) => one.start()));
      return processes;
    } catch (error) {
      await processes.stop();
      throw error;
    }
  }

  get all(): RunningProcess[] {
    return PROCESS_NAMES.flatMap((name) => this.byName[name]);
  }

  /** What the processes wrote last. */
  get lastOutput(): string {
    return this.output;
  }

  /** Address of the gateway: what a user has. */
  get url(): string {
    return this.address('dashboard');
  }

  address(name: ProcessName): string {
    return this.of(name)[0]!.address;
  }

  of(name: ProcessName): RunningProcess[] {
    return this.byName[name];
  }

  async start(name: ProcessName): Promise<void> {
    await this.of(name)[0]!.start();
  }

  /** SIGKILL: the process has no chance to finish anything. */
  async kill(name: ProcessName): Promise<void> {
    await this.of(name)[0]!.kill();
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((one) => one.stop()));
  }

  private process(name: ProcessName, port: number, index: number): RunningProcess {
    return new RunningProcess(name, port, {
      environment: () => this.environment(name, port, index),
      execArgv: this.options.execArgv ?? [],
      keep: (text) => (this.output = (this.output + text).slice(-KEPT_OUTPUT)),
      output: () => this.output,
    });
  }

  private environment(name: ProcessName, port: number, index: number): NodeJS.ProcessEnv {
    return {
      ...withoutSettings(process.env),
      CHITIEU_LOG_LEVEL: 'warn',
      ...this.settings,
      ...this.options.settingsOf?.(name, index),
      CHITIEU_PORT: String(port),
      CHITIEU_INTAKE_URL: this.address('intake'),
      CHITIEU_CALCULATION_URL: this.address('indicator-calculation'),
      CHITIEU_ALERTING_URL: this.address('alerting'),
    };
  }
}

/** The environment without what configures Chỉ Tiêu: a test says all of it itself. */
export function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('CHITIEU_') && name !== 'NODE_OPTIONS'));
}
