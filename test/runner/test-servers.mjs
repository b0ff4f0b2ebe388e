import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../deploy/launcher/free-port.mjs';
import { LaunchRefusal } from '../../deploy/launcher/refusal.mjs';
import { startKafka } from '../servers/kafka.mjs';
import { startRedis } from '../servers/redis.mjs';
import { neededServers } from './needed-servers.mjs';
import { WORKERS } from './run-jest.mjs';

/** `isShared`: one for all suites, else one for each that runs at the same time. */
const STARTS = [
  { name: 'Kafka', variable: 'CHITIEU_TEST_KAFKA', start: startKafka, isShared: false },
  { name: 'Redis', variable: 'CHITIEU_TEST_REDIS', start: startRedis, isShared: true },
];

/** Only `int` runs suites beside each other. A server that was given is taken as it is. */
function countOf({ variable, isShared }, suites) {
  const beside = suites.filter((file) => file.endsWith('.int.spec.ts')).length;
  return isShared || process.env[variable] ? 1 : Math.max(1, Math.min(WORKERS, beside));
}

/** The servers of one test run, started for the suites that were chosen, stopped whatever happens. */
export class TestServers {
  /** @type {(() => Promise<void>)[]} */
  #stops = [];

  /** @param {(line: string) => void} say */
  constructor(say) {
    this.say = say;
  }

  /**
   * @param {import('./test-options.mjs').TestOptions} options
   * @returns {Promise<Record<string, string>>} the variables that name them
   */
  async startFor(options) {
    const needed = await neededServers(options);
    /** @type {Record<string, string>} */
    const env = {};
    if (needed.has('PostgreSQL')) env.CHITIEU_TEST_POSTGRES = process.env.CHITIEU_TEST_POSTGRES ?? (await this.#postgres());
    for (const server of STARTS) {
      if (needed.has(server.name)) Object.assign(env, await this.#tryToStart(server, needed.get(server.name)));
    }
    return env;
  }

  async #postgres() {
    const { startEmbeddedPostgres } = await import('@chitieu/persistence');
    const directory = await mkdtemp(path.join(os.tmpdir(), 'chitieu-postgres-'));
    await chmod(directory, 0o755); // the server runs as another account where this one is root
    this.#stops.unshift(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));
    const dataDir = path.join(directory, 'data');
    const server = await startEmbeddedPostgres({ dataDir, port: await freePort(), say: this.say, durable: false });
    this.#stops.unshift(server.stop);
    this.say('PostgreSQL: embedded');
    return server.url;
  }

  async #tryToStart(wanted, suites) {
    const { name, variable, start } = wanted;
    const addresses = [];
    try {
      for (let count = countOf(wanted, suites); count > 0; count--) {
        const server = await start({ say: this.say });
        this.#stops.unshift(server.stop);
        this.say(`${name}: ${server.how}, ${server.address}`);
        addresses.push(server.address);
      }
      return { [variable]: addresses.join(' ') };
    } catch (error) {
      const reason = String(error?.message ?? error);
      if (process.env.CI === 'true') throw new LaunchRefusal('server-missing', { vi: `Thiếu ${name} (CI=true)`, en: reason });
      this.say(`${name}: ${reason}; skipped where it is needed:\n${suites.map((file) => `  ${file}`).join('\n')}`);
      return { [`${variable}_MISSING`]: reason };
    }
  }

  async stop() {
    for (const stop of this.#stops.splice(0)) await stop().catch((error) => this.say(`not stopped: ${error.message}`));
  }
}
