import { STARTER_SET } from '@chitieu/domain';
import { setTimeout as delay } from 'node:timers/promises';
import { percentilesOf } from '../harness/figures.mjs';
import { CALCULATION } from '../harness/tables.mjs';
import { PERIOD } from '../work/events-sql.mjs';
import { send } from '../work/send.mjs';

const LOAD = 10_000;
const ASKED_PER_SECOND = 20;
/** The load counts as applied meanwhile, if so little of it is left at its end. */
const KEEPS_UP_MS = 2_000;
/** As a process that has run for a while. */
const WARM_UP = 200;
const QUESTIONS = [
  { what: 'one unit', query: 'orgUnit=00001', communes: (work) => work.communes.slice(0, 1), target: 25 },
  {
    what: "a province's communes",
    query: 'orgUnit=01&level=commune&indicator=poor-rate',
    communes: (work) => work.provinceCommunes,
    target: 60,
  },
];

/** What a page asks, at fixed moments, while 10,000 events a second are applied. */
export const reads = {
  name: 'reads',
  mode: 'embedded',
  async run(world) {
    const { work, product, options, db } = world;
    await product.stop(CALCULATION);
    const { address } = await product.start(CALCULATION);
    await makeRaw(db);
    const rows = [];
    for (const question of QUESTIONS) {
      const ours = await underLoad(world, () => ask(`${address}/api/v1/indicator-values?${question.query}&period=${PERIOD}`));
      const raw = await underLoad(world, () => askRaw(db, question.communes(work)));
      world.say(`  ${question.what}: p99 ${ours.p99} ms; raw ${raw.p99} ms`);
      rows.push({
        work: `GET /indicator-values, ${question.what}, during ${LOAD} ev/s for ${options.seconds} s`,
        reached: `p50 ${ours.p50} ms, p99 ${ours.p99} ms${ours.keepsUp ? '' : ' (the load falls behind)'}`,
        target: `p99 ≤ ${question.target} ms`,
        isReached: ours.keepsUp && ours.p99 <= question.target,
        ratio: `${(raw.p99 / ours.p99).toFixed(1)}×`,
        beside: `counting the states, one indicator: p50 ${raw.p50} ms, p99 ${raw.p99} ms`,
        details: { ours, raw },
      });
    }
    return rows;
  },
};

/** States without counters, as a first version would keep them. */
async function makeRaw(db) {
  await db.query('DROP TABLE IF EXISTS bench.raw');
  await db.query('CREATE TABLE bench.raw AS SELECT commune, period, counted FROM projection.household_state');
  await db.query('CREATE INDEX ON bench.raw (commune, period)');
  await db.query('VACUUM ANALYZE bench.raw');
}

async function askRaw(db, communes) {
  const rows = await db.query(
    `SELECT commune, count(*) FILTER (WHERE get_bit(counted, ${STARTER_SET.placeOf('poor')}) = 1) AS poor, count(*) AS households FROM bench.raw WHERE commune = ANY ($1) AND period = $2 GROUP BY 1`,
    [communes.map(({ commune }) => commune), PERIOD],
  );
  if (rows.length !== communes.length) throw new Error(`${rows.length} of ${communes.length} communes answered`);
}

async function ask(url) {
  const response = await fetch(url);
  const { items } = await response.json();
  if (!items?.length) throw new Error(`${url} answered ${response.status} without values`);
}

async function underLoad(world, question) {
  const { work, options } = world;
  for (let i = 0; i < WARM_UP; i++) await question();
  const events = await work.updates(LOAD * options.seconds, { random: false });
  await world.settle();
  const load = send(world.url, events, LOAD);
  await delay(load.startAt - Date.now() + 1_000);
  const asked = [];
  for (let i = 0; i < ASKED_PER_SECOND * (options.seconds - 2); i++) {
    const dueAt = load.startAt + 1_000 + (i * 1000) / ASKED_PER_SECOND;
    await delay(Math.max(0, dueAt - Date.now()));
    asked.push(question().then(() => Date.now() - dueAt));
  }
  const times = await Promise.all(asked);
  await load.ended;
  const endedAt = Date.now();
  await world.untilApplied();
  const keepsUp = Date.now() - endedAt < KEEPS_UP_MS;
  return { ...percentilesOf(times), asked: times.length, keepsUp };
}
