import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../deploy/launcher/free-port.mjs';
import { LaunchRefusal } from '../../deploy/launcher/refusal.mjs';
import { startKafka } from '../servers/kafka.mjs';
import { startRedis } from '../servers/redis.mjs';
import { neededServers } from './needed-servers.mjs';
import { WORKERS } from './run-jest.mjs';

/** `count`: one for each suite that runs at the same time, or one for all. */
const STARTS = [
  {
    ...{ name: 'Kafka', variable: 'CHITIEU_TEST_KAFKA', start: startKafka },
    count: ({ projects }) => (projects.includes('int') ? WORKERS : 1),
  },
  { name: 'Redis', variable: 'CHITIEU_TEST_REDIS', start: startRedis, count: () => 1 },
];

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
    for (const { name, variable, start, count } of STARTS) {
      const starts = Array(process.env[variable] ? 1 : count(options)).fill(start);
      if (needed.has(name)) Object.assign(env, await this.#tryToStart(name, variable, starts, needed.get(name)));
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

  async #tryToStart(name, variable, starts, suites) {
    const addresses = [];
    try {
      for (const start of starts) {
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
