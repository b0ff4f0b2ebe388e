import { World } from './world.mjs';

/** One world at a time: what another one runs would be measured too. */
export class Worlds {
  /** @type {World | undefined} */
  #current;
  #isOver = false;

  constructor(options, say) {
    this.options = options;
    this.say = say;
  }

  /** The world of the benchmark before, where it is of the same mode and has a base; else a new one. */
  async of({ mode, prepare = (world) => world.load(), isAlone = false, households = (options) => options.households }) {
    if (this.#isOver) throw new Error('interrupted');
    if (mode === undefined) return { options: this.options, say: this.say }; // needs no servers
    if (this.#current?.mode === mode && !this.#current.isAlone && !isAlone) return this.#current;
    await this.stop();
    this.#current = new World(mode, { ...this.options, households: households(this.options) }, this.say);
    this.#current.isAlone = isAlone;
    await this.#current.startServers();
    await prepare(this.#current);
    return this.#current;
  }

  /** For good. */
  async end() {
    this.#isOver = true;
    await this.stop();
  }

  async stop() {
    await this.#current?.stop();
    this.#current = undefined;
  }
}
