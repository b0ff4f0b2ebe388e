/** A terminal's Ctrl-C reaches npm too, which passes it on: the echo is not a second Ctrl-C. */
const ECHO_MS = 700;

/** Everything that must end, and the order in which it does. */
export class StopInOrder {
  #controller = new AbortController();
  /** @type {import('./supervised-process.mjs').SupervisedProcess[]} */
  #processes = [];
  /** @type {(() => Promise<void>)[]} */
  #afterwards = [];
  /** @type {() => void} */
  #killDatabase = () => {};
  #askedAt = 0;
  /** @type {Promise<unknown>} */
  #start = Promise.resolve();

  /** @param {import('./progress.mjs').Say} say */
  constructor(say) {
    this.say = say;
  }

  get signal() {
    return this.#controller.signal;
  }

  get isAsked() {
    return this.#askedAt > 0;
  }

  /**
   * A start under way is told to end, and waited for: what it is about to start must be stopped too.
   *
   * @template T
   * @param {Promise<T>} start
   */
  waitFor(start) {
    this.#start = start.catch(() => {});
    return start;
  }

  /** @param {import('./supervised-process.mjs').SupervisedProcess[]} processes in the order in which they stop */
  first(processes) {
    this.#processes = processes;
  }

  /** Stops after the processes, and before what was named here earlier. @param {() => Promise<void>} stop */
  last(stop) {
    this.#afterwards.unshift(stop);
  }

  /** Stops after the processes; when forced, at once. @param {{ stop: () => Promise<void>, kill: () => void }} database */
  database({ stop, kill }) {
    this.last(stop);
    this.#killDatabase = kill;
  }

  onSignals() {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => this.#asked());
    process.stdout.on('error', () => {}); // the terminal is gone; the stop goes on
    process.on('uncaughtException', (error) => {
      console.error(error);
      void this.end(1);
    });
  }

  #asked() {
    const sinceMs = Date.now() - this.#askedAt;
    if (this.isAsked && sinceMs < ECHO_MS) return;
    if (this.isAsked) this.#force();
    this.#askedAt = Date.now();
    this.say('stopping (once more Ctrl-C forces it)');
    void this.end(0);
  }

  #force() {
    for (const one of this.#processes) one.kill();
    this.#killDatabase();
    process.exit(1);
  }

  /** @param {number} exitCode */
  async end(exitCode) {
    this.#askedAt ||= Date.now();
    this.#controller.abort(new Error('stopping'));
    await this.#start;
    try {
      for (const one of this.#processes) await one.stop();
      for (const stop of this.#afterwards) await stop();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    }
    process.exit(exitCode);
  }
}
