import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, mainOf } from './build.mjs';
import { checkSettings } from './check-settings.mjs';
import { dataClock, dataTime, SAMPLE_STARTS_AT } from './data-clock.mjs';
import { openDataDirectory, writeMarker } from './data-directory.mjs';
import { migrateDatabase, startDatabase } from './database.mjs';
import { freePort } from './free-port.mjs';
import { install } from './install.mjs';
import { HELP, readOptions } from './options.mjs';
import { choosePublicPort } from './public-port.mjs';
import { environmentOf, PROCESSES } from './processes.mjs';
import { withProgress } from './progress.mjs';
import { untilReady } from './readiness.mjs';
import { lastWord } from './refusal.mjs';
import { fillWithSample } from './sample.mjs';
import { StopInOrder } from './stop-in-order.mjs';
import { SupervisedProcess } from './supervised-process.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const say = (line) => console.log(line);

/**
 * From a command line to the ready line.
 *
 * @param {string[]} argv
 * @param {NodeJS.ProcessEnv} env
 */
export async function launch(argv, env) {
  const stops = new StopInOrder(say);
  try {
    const options = readOptions(argv, env, { root: ROOT, cwd: env.INIT_CWD ?? process.cwd() });
    if (options.help) return say(HELP);
    stops.onSignals();
    await stops.waitFor(start(options, env, stops));
  } catch (error) {
    if (stops.isAsked) return; // a stop on the way is no error
    const { line, exitCode } = lastWord(error);
    console.error(line);
    await stops.end(exitCode);
  }
}

/** @param {import('./options.mjs').Options} options @param {NodeJS.ProcessEnv} env @param {StopInOrder} stops */
async function start(options, env, stops) {
  const launchedAt = new Date();
  const { dataDir, host } = options;
  const port = await choosePublicPort(options.port, host);
  const directory = await openDataDirectory(dataDir, {
    createdAt: launchedAt.toISOString(),
    sample: options.sample,
    clock: clockOfNew(options.sample, env, launchedAt),
  });
  if (!options.skipBuild) {
    await install(ROOT, say, stops.signal);
    await build(ROOT, say, stops.signal);
  }
  stops.signal.throwIfAborted();
  const { claimDirectory } = await import('@chitieu/persistence');
  stops.last(await claimDirectory(dataDir));
  const clock = dataClock(env.CHITIEU_NOW, directory.marker.clock, launchedAt);
  const ports = await portsOf(port);
  const given = { env, ports, host, dataDir };
  const environment = (name, databaseUrl) => environmentOf(name, { ...given, databaseUrl, now: dataTime(clock, new Date()) });
  await checkSettings(environment('dashboard', 'postgresql://127.0.0.1/to-be-started'));

  const database = await startDatabase({ dataDir, env, say });
  stops.database(database);
  stops.signal.throwIfAborted();
  await migrateDatabase(database.url, env, say);
  stops.signal.throwIfAborted();
  await startProcesses((name) => environment(name, database.url), { dataDir, ports, stops });
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  await sampleOnce(directory, { options, address, stops });
  if (clock) say(`the clock of this data stands at ${dataTime(clock, new Date())}`);
  say(`Chỉ Tiêu is ready: ${address}/  (Ctrl-C stops)`);
}

/** A sample has its own time, unless CHITIEU_NOW gives another. */
function clockOfNew(sample, env, launchedAt) {
  if (sample === 'none' || env.CHITIEU_NOW) return undefined;
  return { startsAt: SAMPLE_STARTS_AT, since: launchedAt.toISOString() };
}

async function portsOf(publicPort) {
  const inner = PROCESSES.filter((name) => name !== 'dashboard');
  const entries = await Promise.all(inner.map(async (name) => [name, await freePort()]));
  return { ...Object.fromEntries(entries), dashboard: publicPort };
}

async function startProcesses(environment, { dataDir, ports, stops }) {
  const logs = path.join(dataDir, 'logs');
  await mkdir(logs, { recursive: true });
  const processes = PROCESSES.map(
    (name) =>
      new SupervisedProcess({
        name,
        main: mainOf(ROOT, name),
        environment: () => environment(name),
        logFile: path.join(logs, `${name}.log`),
        say,
      }),
  );
  stops.first(processes);
  await withProgress(say, `starting ${PROCESSES.join(', ')}`, async () => {
    for (const one of processes) one.start();
    await untilReady(processes, (name) => `http://127.0.0.1:${ports[name]}`, stops.signal);
  });
}

async function sampleOnce({ marker }, { options, address, stops }) {
  if (marker.sampleIsLoaded) {
    if (options.sampleIsAsked && options.sample !== marker.sample) {
      say(
        `--sample ${options.sample} has no effect: this directory was filled with "${marker.sample}"; take an empty --data-dir`,
      );
    }
    return;
  }
  await fillWithSample({ baseUrl: address, name: marker.sample, say, stopping: stops.signal });
  await writeMarker(options.dataDir, { ...marker, sampleIsLoaded: true });
}
