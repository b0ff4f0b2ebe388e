import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../../../deploy/launcher/run-command.mjs';
import { record } from '../harness/cpu.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const COPY = path.join(ROOT, 'node_modules', '.cache', 'chitieu', 'kafka-streams-peer');
const COMMUNES = 10_600;
const RUN = 94;

/** Where the peer's sources are, or null: it is measured where it is found. */
function kafkaStreamsSources(env = process.env) {
  const places = [
    env.CHITIEU_PEER_KAFKA_STREAMS,
    path.join(ROOT, '../shared/peers/kafka-streams'),
    path.join(ROOT, '../../shared/peers/kafka-streams'),
  ];
  return places.find((place) => place && existsSync(path.join(place, 'run'))) ?? null;
}

/** The one peer of this world, prepared; null where it is not found or not wanted. @param {import('../harness/world.mjs').World} world */
export async function peerOf(world) {
  if (world.peer !== undefined) return world.peer;
  const isWanted = world.options.peers && kafkaStreamsSources() !== null;
  if (!isWanted) world.say('  the Kafka Streams peer is not found or not wanted');
  world.peer = isWanted ? new KafkaStreamsPeer(world) : null;
  await world.peer?.prepare();
  return world.peer;
}

/** The same calculation in Kafka Streams, exactly-once, into PostgreSQL: see its own README. Same broker, same server, same machine. */
class KafkaStreamsPeer {
  #applied = 0;
  #round = 0;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #app;

  /** @param {import('../harness/world.mjs').World} world */
  constructor(world) {
    this.world = world;
    this.households = world.options.households;
    this.run = Math.max(1, Math.min(RUN, Math.floor(this.households / COMMUNES)));
  }

  /** Builds a copy, for the sources may be read-only; makes topics and a database; loads every household once. */
  async prepare() {
    const { world } = this;
    await rm(COPY, { recursive: true, force: true });
    await mkdir(COPY, { recursive: true });
    await cp(kafkaStreamsSources(), COPY, { recursive: true });
    world.say('  building the Kafka Streams peer');
    await this.#run('build');
    await world.db.query('CREATE DATABASE peer');
    const { username, password, host } = new URL(world.url);
    this.options = [
      `-Dname=peer -Dguarantee=eos -Dstore=rocks -Dbroker=${world.broker} -Dhouseholds=${this.households}`,
      `-Dpg=jdbc:postgresql://${host}/peer?user=${username}&password=${password}`,
      `-Dstate=${path.join(world.directory, 'peer-state')}`,
    ].join(' ');
    await this.#run('topics');
    await this.load(this.households, false);
    await this.catchUp();
  }

  /** Puts events on the peer's topic while the peer stands still. */
  async load(count, random) {
    const output = await this.#run('load', [count, this.#round++], `-Drun=${random ? 1 : this.run}`);
    this.#applied += Number(/\((\d+) apply/.exec(output)[1]);
    this.loaded = count;
  }

  /** Starts it and waits until every level is complete in the table. */
  async catchUp() {
    await this.start();
    const cpu = record(() => this.world.cpuOf([this.#app.pid]));
    const output = await this.#run('await', [this.#applied]);
    const [, first, complete] = /first (\d+) complete (\d+)/.exec(output).map(Number);
    const { other: java, postgres } = await cpu.between(first, complete);
    await this.stop();
    return {
      rate: Math.round((this.loaded * 1000) / (complete - first)),
      seconds: (complete - first) / 1000,
      cpu: { java: perMillion(java, this.loaded), postgres: perMillion(postgres, this.loaded) },
    };
  }

  async start() {
    this.#app = this.#spawn('app', [], '');
    await this.#app.running;
  }

  get pid() {
    return this.#app?.pid;
  }

  async stop() {
    if (!this.#app || this.#app.exitCode !== null) return;
    const ended = once(this.#app, 'exit');
    this.#app.kill('SIGTERM');
    await ended;
  }

  /** Open loop; what the peer's own bench prints of it. @param {number} rate @param {number} seconds */
  async fresh(rate, seconds) {
    const output = await this.#run('fresh', [rate, seconds, this.#round++], `-Drun=${this.run}`);
    this.#applied += Number(/\((\d+) apply/.exec(output)[1]);
    const [, p50, p99] = /p50 (\d+) p95 \d+ p99 (\d+)/.exec(output).map(Number);
    return { p50, p99 };
  }

  /** The peer's own check against its log; false where a number is wrong. */
  async isRight() {
    const { code, output } = await this.#result('verify', []);
    this.world.say(`  the peer's own check: ${output.trim().split('\n').at(-1)}`);
    return code === 0;
  }

  async #run(command, parameters = [], more = '') {
    const { code, output } = await this.#result(command, parameters, more);
    if (code !== 0) throw new Error(`the peer's ${command} ended with ${code}:\n${output.slice(-2_000)}`);
    return output;
  }

  #result(command, parameters, more = '') {
    const env = { ...process.env, OPTS: `${this.options ?? ''} ${more}` };
    return runCommand('sh', [path.join(COPY, 'run'), command, ...parameters.map(String)], { env });
  }

  /** Running once its topology is. */
  #spawn(command) {
    const child = spawn('sh', [path.join(COPY, 'run'), command], {
      env: { ...process.env, OPTS: this.options },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.running = new Promise((resolve, reject) => {
      child.stdout.on('data', (text) => /state RUNNING/.test(text) && resolve(undefined));
      child.once('exit', (code) => reject(new Error(`the peer ended with ${code}`)));
    });
    return child;
  }
}

const perMillion = (seconds, events) => Math.round((seconds * 1e7) / events) / 10;
