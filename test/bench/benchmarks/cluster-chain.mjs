import { createReadStream } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { thousands } from '../harness/figures.mjs';
import { CALCULATION, countTable } from '../harness/tables.mjs';
import { unitsOf } from '../work/shape.mjs';
import { importRows, stateUnits, toFile } from '../work/statements.mjs';

const TARGET = 15_000;

/** Everything at once on one machine: HTTP, checks, facts, outbox, relay, broker, calculator, a visible number. */
export const clusterChain = {
  name: 'cluster-chain',
  mode: 'cluster',
  isAlone: true,
  households: ({ households, rows }) => Math.max(households, rows),
  async prepare(world) {
    world.intake = await world.product.start('intake');
    await world.product.start(CALCULATION);
    await stateUnits(world.intake.address, unitsOf(world.work.shape));
  },
  async run(world) {
    const { rows } = world.options;
    const file = await toFile(world, rows);
    await world.settle();
    const { seconds, rate, cpu } = await world.withCpu(rows, () => throughEverything(world, file, rows));
    world.say(`  ${rate} rows a second to a visible number`);
    return [
      {
        work: `cluster, HTTP to visible KPI, ${thousands(rows)} rows`,
        reached: `${thousands(rate)} ev/s`,
        target: `≥ ${thousands(TARGET)} ev/s`,
        isReached: rate >= TARGET,
        ratio: null,
        beside: '',
        cpu,
        details: { seconds, rate },
      },
    ];
  },
};

async function throughEverything({ intake, db }, file, rows) {
  const startedAt = Date.now();
  const ended = await importRows(intake.address, 'household-reviews', createReadStream(file));
  if (ended.created !== rows) throw new Error(`the import ended as ${JSON.stringify(ended)}`);
  const table = await countTable(db);
  for (;;) {
    const [{ seen }] = await db.query(`SELECT coalesce(sum(reviews), 0)::int AS seen FROM ${table} WHERE village = ''`);
    if (seen === rows) break;
    await delay(20);
  }
  const seconds = (Date.now() - startedAt) / 1000;
  return { seconds, rate: Math.round(rows / seconds) };
}
