import { fork } from 'node:child_process';
import { ProcessLog } from './process-log.mjs';
import { NODE_FLAGS } from './processes.mjs';
import { restartDelay } from './restart-delay.mjs';

const STOP_WITHIN_MS = 10_000;

/** One process that is started again when it ends, until it is stopped. */
export class SupervisedProcess {
  #stopping = false;
  #failures = 0;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  /** @type {Promise<void>} */
  #ended = Promise.resolve();
  /** @type {NodeJS.Timeout | undefined} */
  #restart;

  /**
   * @param {{ name: string, main: string, environment: () => NodeJS.ProcessEnv, logFile: string, say: import('./progress.mjs').Say }} what
   */
  constructor(what) {
    this.what = what;
    this.log = new ProcessLog(what.name, what.logFile, what.say);
  }

  get failures() {
    return this.#failures;
  }

  get name() {
    return this.what.name;
  }

  get pid() {
    return this.#child?.pid;
  }

  start() {
    const startedAt = Date.now();
    const child = fork(this.what.main, [], {
      env: this.what.environment(),
      execArgv: NODE_FLAGS,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Ctrl-C goes to the whole group of the terminal; these are told to stop by the launcher, in order.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.#child = child;
    this.log.follow(child);
    child.on('error', () => {}); // a message to a process that just ended; its end is handled below
    this.#ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        resolve();
        if (!this.#stopping) this.#again(signal ?? `code ${code}`, Date.now() - startedAt);
      });
    });
  }

  #again(how, upMs) {
    const { delayMs, failures } = restartDelay(this.#failures, upMs);
    this.#failures = failures;
    this.what.say(`${this.name} ended (${how}); it starts again in ${delayMs / 1000} s; its log: ${this.what.logFile}`);
    this.#restart = setTimeout(() => this.start(), delayMs);
  }

  async stop() {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (child?.connected) child.send('stop', () => {});
    else child?.kill('SIGTERM');
    const timer = setTimeout(() => child?.kill('SIGKILL'), STOP_WITHIN_MS);
    await this.#ended;
    clearTimeout(timer);
    await this.log.close();
  }

  kill() {
    this.#stopping = true;
    clearTimeout(this.#restart);
    this.#child?.kill('SIGKILL');
  }
}
