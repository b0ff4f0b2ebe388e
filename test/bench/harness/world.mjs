import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Database, migrate, startEmbeddedPostgres } from '@chitieu/persistence';
import { freePort } from '../../../deploy/launcher/free-port.mjs';
import { startKafka } from '../../servers/kafka.mjs';
import { startRedis } from '../../servers/redis.mjs';
import { unitsOf } from '../work/shape.mjs';
import { Work } from '../work/work.mjs';
import { send } from '../work/send.mjs';
import { cpuSeconds } from './cpu.mjs';
import { Product } from './product.mjs';
import { appendUnits, appliedFromTopics, CALCULATION, calculatorIsBehind, isToTell, relayIsBehind } from './tables.mjs';

/** Servers, product and prepared work that the benchmarks of one mode share. */
export class World {
  /** @type {(() => Promise<unknown>)[]} */
  #stops = [];

  /** @param {'embedded' | 'cluster'} mode @param {any} options @param {(line: string) => void} say */
  constructor(mode, options, say) {
    this.mode = mode;
    this.options = options;
    this.say = say;
  }

  /** PostgreSQL as durable as in earnest, in cluster mode a broker and Redis; the schema; nothing of ours runs yet. */
  async startServers() {
    this.directory = await mkdtemp(path.join(os.tmpdir(), `chitieu-bench-${this.mode}-`));
    await chmod(this.directory, 0o755); // PostgreSQL runs as another account where this one is root
    this.#stops.push(() => rm(this.directory, { recursive: true, force: true, maxRetries: 5 }));
    const postgres = await startEmbeddedPostgres({
      dataDir: path.join(this.directory, 'postgres'),
      port: await freePort(),
      say: this.say,
    });
    this.#stops.push(postgres.stop);
    this.postgresPid = postgres.pid;
    this.url = postgres.url;
    const settings = this.mode === 'cluster' ? await this.#startCluster() : {};
    await migrate(this.url);
    this.db = new Database(this.url, 'bench', 4);
    this.#stops.push(() => this.db.close());
    this.product = new Product({ directory: this.directory, databaseUrl: this.url, settings, say: this.say });
    this.#stops.push(() => this.product.stop());
    this.work = new Work(this.db, this.options.households, this.options.seed);
    await this.work.create();
  }

  async #startCluster() {
    const kafka = await startKafka({ say: this.say, heap: '1g' });
    this.#stops.push(kafka.stop);
    this.broker = kafka.address;
    const redis = await startRedis({ say: this.say });
    this.#stops.push(redis.stop);
    return { CHITIEU_BUS: `kafka://${kafka.address}`, CHITIEU_JOBS: redis.address };
  }

  /** The tree and every household once, through the product. In cluster mode `intake` carries the outbox to the broker. */
  async load() {
    if (this.mode === 'cluster') await this.product.start('intake');
    await this.startCalculator();
    const events = await this.work.base();
    this.say(`  the base: ${events.count} households`);
    const startedAt = Date.now();
    await this.sendAll(events);
    await this.untilApplied();
    return { events: events.count, seconds: (Date.now() - startedAt) / 1000 };
  }

  /** The first one, with the tree. */
  async startCalculator() {
    const running = await this.product.start(CALCULATION);
    await appendUnits(this.db, unitsOf(this.work.shape));
    return running;
  }

  /** For a peer, which has the machine to itself as we had, or for calculators of its own. @template T @param {() => Promise<T>} work */
  async withoutCalculator(work) {
    await this.product.stop(CALCULATION);
    await this.settle();
    const result = await work();
    await this.product.start(CALCULATION);
    return result;
  }

  /** Puts events into the outbox as fast as it goes. */
  async sendAll(events) {
    await send(this.url, events, 0).ended;
  }

  /** Until the numbers hold everything that was sent. */
  async untilApplied() {
    await this.#until('counting', () => this.isBehind());
  }

  /** Until the broker has everything that was sent. */
  async untilRelayed() {
    await this.#until('carrying the outbox to the broker', () => relayIsBehind(this.db));
  }

  /** What the numbers are, against what they must be. */
  async differences() {
    await this.untilApplied();
    return this.work.differences();
  }

  async isBehind() {
    if (this.mode === 'embedded') return calculatorIsBehind(this.db);
    return (await relayIsBehind(this.db)) || (await appliedFromTopics(this.db)) < this.work.prepared;
  }

  async #until(what, isBehind) {
    for (let startedAt = Date.now(), told = startedAt; await isBehind(); await delay(100)) {
      if (Date.now() - told < 10_000) continue;
      told = Date.now();
      this.say(`  … ${what}: ${Math.round((told - startedAt) / 1000)} s`);
    }
  }

  /** Like a machine that has been left alone: what earlier work left to tell is told, and what it left to the disk is written. */
  async settle() {
    if (this.product.pidOf(CALCULATION)) await this.#until('telling', () => isToTell(this.db));
    await this.db.query('CHECKPOINT');
    await delay(2_000);
  }

  /**
   * Adds the CPU seconds that our processes and PostgreSQL used during some work, for a million events. What ended meanwhile does not count.
   *
   * @template T @param {number} events @param {() => Promise<T>} work
   */
  async withCpu(events, work) {
    const before = await this.cpuOf([]);
    const result = await work();
    const after = await this.cpuOf([]);
    const perMillion = (name) => round(((after[name] - before[name]) * 1e6) / events);
    return { ...result, cpu: { node: perMillion('node'), postgres: perMillion('postgres') } };
  }

  /** CPU seconds so far. @param {number[]} others a peer's processes */
  async cpuOf(others) {
    const [node, postgres, other] = await Promise.all([this.product.pids, [this.postgresPid], others].map(cpuSeconds));
    return { node, postgres, other };
  }

  async stop() {
    for (const stop of this.#stops.splice(0).reverse()) await stop().catch((error) => this.say(`not stopped: ${error.message}`));
  }
}

const round = (value) => Math.round(value * 10) / 10;
