import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mainOf } from '../../../deploy/launcher/build.mjs';
import { freePort } from '../../../deploy/launcher/free-port.mjs';
import { environmentOf, PROCESSES } from '../../../deploy/launcher/processes.mjs';
import { untilReady } from '../../../deploy/launcher/readiness.mjs';
import { SupervisedProcess } from '../../../deploy/launcher/supervised-process.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Settings of the benchmarks: the product refuses what it does not know. */
const OURS = ['CHITIEU_PEER_KAFKA_STREAMS'];
const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.includes(name)));

/** The product's own built processes, supervised as the launcher does. */
export class Product {
  /** @type {{ process: SupervisedProcess, address: string }[]} */
  #running = [];

  /** @param {{ directory: string, databaseUrl: string, settings?: Record<string, string>, say: (line: string) => void }} given */
  constructor({ directory, databaseUrl, settings = {}, say }) {
    this.directory = directory;
    this.databaseUrl = databaseUrl;
    this.settings = settings;
    this.say = say;
    mkdirSync(path.join(directory, 'logs'), { recursive: true });
  }

  get pids() {
    return this.#running.map(({ process }) => process.pid);
  }

  /** Of the first process of an app. @param {string} name */
  pidOf(name) {
    return this.#running.find(({ process }) => process.name === name)?.process.pid;
  }

  /** Starts one more process of an app, which finds those that run; resolves when it is ready. @param {string} name */
  async start(name) {
    const free = Object.fromEntries(await Promise.all(PROCESSES.map(async (app) => [app, await freePort()])));
    const running = Object.fromEntries(
      this.#running.map(({ process, address }) => [process.name, Number(new URL(address).port)]),
    );
    const ports = { ...free, ...running, [name]: free[name] };
    const environment = environmentOf(name, {
      env: { ...inherited, CHITIEU_LOG_LEVEL: 'warn', ...this.settings },
      ports,
      host: '127.0.0.1',
      dataDir: this.directory,
      databaseUrl: this.databaseUrl,
    });
    const logFile = path.join(this.directory, 'logs', `${name}-${ports[name]}.log`);
    const one = new SupervisedProcess({ name, main: mainOf(ROOT, name), environment: () => environment, logFile, say: this.say });
    const started = { process: one, address: `http://127.0.0.1:${ports[name]}` };
    one.start();
    this.#running.push(started);
    await untilReady([one], () => started.address, new AbortController().signal);
    return started;
  }

  /** Stops the processes of an app, or all. @param {string} [name] */
  async stop(name) {
    const [ending, staying] = [[], []];
    for (const one of this.#running) (name === undefined || one.process.name === name ? ending : staying).push(one);
    this.#running = staying;
    await Promise.all(ending.map(({ process }) => process.stop()));
  }
}
