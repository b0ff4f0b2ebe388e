import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { residentMb } from '../harness/cpu.mjs';
import { percentilesOf, thousands } from '../harness/figures.mjs';
import { CALCULATION } from '../harness/tables.mjs';
import { PERIOD } from '../work/events-sql.mjs';
import { firstScreenCalls, readFirstScreen } from '../work/first-screen.mjs';
import { OpenPages } from '../work/open-pages.mjs';
import { Screen } from '../work/screen.mjs';
import { send } from '../work/send.mjs';
import { unitsOf } from '../work/shape.mjs';
import { stateUnits } from '../work/statements.mjs';

const HOUSEHOLDS = 470_000;
const LOAD = 1_000;
const DISTRICT = '001';
/** A commune of that district for which nothing else is sent, so that its row changes only by what is submitted here. */
const QUIET = { code: '90001', ver: 1, validFrom: '2020-01-01', name: 'commune 90001', level: 'commune', parent: DISTRICT };
const PAGES = 500;
const SUBMISSIONS = 40;
const PAGES_BUILT = fileURLToPath(new URL('../../../apps/dashboard/dist/web', import.meta.url));

/** What an officer waits for: the first screen, a change on it, and the same with 500 pages open, while facts come in. */
export const dashboard = {
  name: 'dashboard',
  mode: 'embedded',
  isAlone: true,
  households: (options) => Math.min(options.households, HOUSEHOLDS),
  async prepare(world) {
    const { work, product } = world;
    world.intake = await product.start('intake');
    await product.start(CALCULATION);
    await product.start('alerting');
    world.gateway = await product.start('dashboard');
    await stateUnits(world.intake.address, [...unitsOf(work.shape), QUIET]);
    await world.sendAll(await work.base());
    await world.untilApplied();
  },
  async run(world) {
    const { work, product, options } = world;
    const events = await work.updates(LOAD * options.seconds * 3, { random: true });
    await world.settle();
    const load = send(world.url, events, LOAD);
    await delay(load.startAt - Date.now() + 1_000);
    const rows = [await firstScreen(world), await submitted(world), await openPages(world, product.pidOf('dashboard'))];
    await load.ended;
    return [...rows, await firstRoute()];
  },
};

async function firstScreen({ gateway, options, say }) {
  const calls = firstScreenCalls(DISTRICT, PERIOD);
  for (let i = 0; i < 20; i++) await readFirstScreen(gateway.address, calls);
  const times = [];
  let bytes = 0;
  const until = Date.now() + options.seconds * 1000;
  while (Date.now() < until) {
    const read = await readFirstScreen(gateway.address, calls);
    times.push(read.ms);
    bytes = read.bytes;
    await delay(200);
  }
  const { p50, p95 } = percentilesOf(times);
  say(`  first screen: p50 ${p50} ms, p95 ${p95} ms, ${thousands(bytes)} bytes`);
  return row({
    work: `first screen of a district, all its calls, ${thousands(LOAD)} ev/s beside it`,
    reached: `p50 ${p50} ms, p95 ${p95} ms`,
    target: 'p95 ≤ 300 ms',
    isReached: p95 <= 300,
    details: { times, bytes },
  });
}

/** From the moment a household is sent to the changed cell in a real browser; each is taken back, so that the numbers end as they were. */
async function submitted(world) {
  const screen = await Screen.open(world.gateway.address, DISTRICT, PERIOD, QUIET.code);
  const times = [];
  let sent = 0;
  try {
    for (let n = 1; n <= SUBMISSIONS; n++) {
      sent = n;
      times.push(await screen.untilChanged(() => put(world, `households/${householdOf(n)}/reviews/${PERIOD}`, reviewOf(n))));
      await delay(300);
    }
  } finally {
    await screen.close();
    for (let n = 1; n <= sent; n++) await takeBack(world, n);
  }
  const { p50, p95 } = percentilesOf(times);
  world.say(`  submit to changed cell: p50 ${p50} ms, p95 ${p95} ms`);
  return row({
    work: `from a submission to the changed cell in a browser, ${thousands(LOAD)} ev/s beside it`,
    reached: `p50 ${p50} ms, p95 ${p95} ms`,
    target: 'p95 ≤ 2,000 ms',
    isReached: p95 <= 2_000,
    details: { times },
  });
}

async function openPages({ gateway, work, options, say }, pid) {
  const districts = Array.from({ length: Math.min(PAGES, work.shape.districts) }, (_, d) => String(d + 1).padStart(3, '0'));
  const pages = await OpenPages.open(gateway.address, districts, PAGES);
  await delay(5_000);
  const before = await residentMb(pid);
  await delay(Math.max(20, options.seconds) * 1000);
  const after = await residentMb(pid);
  pages.close();
  say(`  ${PAGES} open pages: ${before} MB, then ${after} MB; told ${thousands(pages.told)} times`);
  return row({
    work: `${PAGES} open pages for ${Math.max(20, options.seconds)} s`,
    reached: `${before} MB, then ${after} MB; told ${thousands(pages.told)} times`,
    target: 'memory flat (within a tenth)',
    isReached: pages.told > 0 && after <= before * 1.1,
    details: { before, after, told: pages.told },
  });
}

/** What a browser fetches before the first route runs: what `index.html` names, compressed as it is sent. */
async function firstRoute() {
  const index = await readFile(path.join(PAGES_BUILT, 'index.html'), 'utf8');
  const named = [...index.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, name]) => name);
  const bytes = { js: 0, css: 0 };
  for (const name of named) bytes[name.endsWith('.js') ? 'js' : 'css'] += (await stat(path.join(PAGES_BUILT, `${name}.br`))).size;
  const chunks = (await readdir(path.join(PAGES_BUILT, 'assets'))).filter((name) => name.endsWith('.js')).length;
  const [js, css] = [Math.round(bytes.js / 1000), Math.round(bytes.css / 1000)];
  return row({
    work: `first route, brotli (${chunks} pieces of script in all)`,
    reached: `${js} kB JavaScript, ${css} kB CSS`,
    target: '≤ 240 kB JavaScript, 40 kB CSS',
    isReached: js <= 240 && css <= 40,
    details: bytes,
  });
}

const row = (given) => ({ ratio: null, beside: '', ...given });

const householdOf = (n) => `H-${QUIET.code}-${n}`;
const reviewOf = (n) => ({
  householdId: householdOf(n),
  ver: 1,
  period: PERIOD,
  reviewedOn: `${PERIOD}-10-17`,
  commune: QUIET.code,
  area: 'rural',
  standard: 'ND07-2021',
  classification: 'poor',
  deprivations: [],
  members: 4,
  groups: [],
  causes: [],
  presence: 'living',
  reviewKind: 'annual',
  reviewState: 'official',
});

async function put({ intake }, call, body) {
  const response = await fetch(`${intake.address}/api/v1/${call}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`PUT ${call} answered ${response.status}: ${await response.text()}`);
}

async function takeBack({ intake }, n) {
  const call = `${intake.address}/api/v1/households/${householdOf(n)}/reviews/${PERIOD}`;
  const response = await fetch(call, {
    method: 'DELETE',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ver: 2, reason: 'benchmark' }),
  });
  if (!response.ok) throw new Error(`DELETE ${call} answered ${response.status}: ${await response.text()}`);
}
