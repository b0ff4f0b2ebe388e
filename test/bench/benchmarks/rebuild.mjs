import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { thousands } from '../harness/figures.mjs';
import { PERIOD } from '../work/events-sql.mjs';
import { countedSql } from '../work/truth-sql.mjs';

const COMMAND = fileURLToPath(new URL('../../../apps/cli/dist/main.js', import.meta.url));
const WAYS = [
  { from: 'facts', how: 'replay of the facts', target: 20 },
  { from: 'state', how: 'from the states, set-based', target: 3 },
];

/** What a rebuild makes, in one statement over the facts: every sum of communes and villages, without the states. */
const ONE_STATEMENT = `CREATE TABLE bench.rebuilt AS ${countedSql(`(
  SELECT unit AS commune, body->>'village' AS village, body->>'classification' AS class, body->>'presence' = 'living' AS living,
         body->>'reviewState' = 'official' AS official, body->>'reviewedOn' <= '${PERIOD}-12-14' AS on_time, base->>'classification' AS base,
         (base->>'wasPoorBefore')::boolean AS was_poor, body->'deprivations' AS deprivations
    FROM intake.fact_household_review) f`)}`;

/** The command an operator gives, on a product with facts and numbers. */
export const rebuild = {
  name: 'rebuild',
  mode: 'embedded',
  isAlone: true,
  async prepare(world) {
    const { work, db } = world;
    world.calculation = await world.startCalculator();
    const events = await work.households(work.shape.households);
    await db.query(FACTS);
    await db.query('ANALYZE intake.fact');
    await world.sendAll(events);
    await world.untilApplied();
  },
  async run(world) {
    await world.settle();
    const startedAt = Date.now();
    await world.db.query(ONE_STATEMENT);
    const alone = (Date.now() - startedAt) / 1000;
    const rows = [];
    for (const way of WAYS) rows.push(await rowOf(world, way, alone));
    return rows;
  },
};

async function rowOf(world, { from, how, target }, alone) {
  const { households } = world.work.shape;
  await world.settle();
  const { filled, whole, ended } = await rebuildFrom(world, from);
  world.say(`  from ${from}: filled in ${filled} s, in place after ${whole} s`);
  return {
    work: `rebuild of ${thousands(households)} households, ${how}`,
    reached: `${filled} s to fill; compared with all facts and in place after ${whole} s`,
    target: `≤ ${target} s to fill`,
    isReached: filled <= target,
    ratio: `${(alone / filled).toFixed(2)}×`,
    beside: `the same sums in one SQL statement, without states: ${alone.toFixed(1)} s`,
    details: ended,
  };
}

async function rebuildFrom({ calculation }, from) {
  const env = { ...process.env, CHITIEU_URL: calculation.address };
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, 'rebuild', '--from', from, '--json'], { env });
  const ended = JSON.parse(stdout);
  const seconds = (to) => Math.round((Date.parse(to) - Date.parse(ended.startedAt)) / 100) / 10;
  return { filled: seconds(ended.filledAt), whole: seconds(ended.finishedAt), ended };
}

/** As intake would hold what was sent. */
const FACTS = `INSERT INTO intake.fact (kind, id, period, ver, rev, unit, lane, body, body_hash, base)
SELECT 'household-reviews', data->>'householdId', data->>'period', 1, rev, key, lane, data::jsonb - 'base' - 'ver', '', (data->'base')::jsonb FROM bench.event`;
