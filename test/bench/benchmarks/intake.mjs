import { createReadStream } from 'node:fs';
import { residentMb } from '../harness/cpu.mjs';
import { thousands } from '../harness/figures.mjs';
import { unitsOf } from '../work/shape.mjs';
import { importRows, stateUnits, toFile } from '../work/statements.mjs';

const LOOK_EVERY_MS = 250;
const TARGET = 10_000;
/** More than this above the first quarter is growth. */
const FLAT_MB = 64;

/** Bulk NDJSON over HTTP into the real process, validated, until every row is accepted; nothing consumes meanwhile. */
export const intake = {
  name: 'intake',
  mode: 'embedded',
  isAlone: true,
  households: ({ households, rows }) => Math.max(households, rows),
  async prepare(world) {
    world.product.settings.CHITIEU_BACKLOG_BOUND = String(1e9); // nobody reads the log here
    world.intake = await world.product.start('intake');
    await stateUnits(world.intake.address, unitsOf(world.work.shape));
  },
  async run(world) {
    const { rows } = world.options;
    const file = await toFile(world, rows);
    await world.settle();
    const ours = await world.withCpu(rows, () => importFile(world, file));
    const copied = await copyFile(world, file);
    const [first, ...quarters] = ours.memory;
    return [
      {
        work: `intake, NDJSON over HTTP, ${thousands(rows)} rows to accepted`,
        reached: `${thousands(ours.rate)} rows/s; intake at most at ${ours.memory.join(', ')} MB in its quarters`,
        target: `≥ ${thousands(TARGET)} rows/s, memory flat`,
        isReached: ours.rate >= TARGET && Math.max(...quarters) - first <= FLAT_MB,
        ratio: `${(ours.rate / copied).toFixed(2)}×`,
        beside: `COPY of the same rows, unchecked, without events: ${thousands(copied)} rows/s`,
        cpu: ours.cpu,
        details: ours,
      },
    ];
  },
  /** Every row stands as it was sent, lists in whatever order, and nothing else. */
  async differences({ db }) {
    const [{ count, examples }] = await db.query(
      `SELECT count(*)::int AS count, coalesce((array_agg(coalesce(e.subject, f.id)))[1:5], '{}') AS examples
         FROM (SELECT subject, data::jsonb - 'base' - 'ver' AS sent FROM bench.event) e
         FULL JOIN intake.fact_household_review f ON e.subject = 'household:' || f.id || '/' || f.period
        WHERE (f.body @> sent AND sent @> f.body) IS NOT TRUE`,
    );
    return { count, examples };
  },
};

async function importFile({ intake: { process, address } }, file) {
  const memory = [];
  const watch = setInterval(() => void residentMb(process.pid).then((mb) => memory.push(mb)), LOOK_EVERY_MS);
  const startedAt = Date.now();
  const ended = await importRows(address, 'household-reviews', createReadStream(file));
  const seconds = (Date.now() - startedAt) / 1000;
  clearInterval(watch);
  return { seconds, rate: Math.round((ended.created + ended.updated) / seconds), memory: quartersOf(memory) };
}

/** The most of each quarter of the time. */
function quartersOf(memory) {
  const at = (quarter) => Math.floor((memory.length * quarter) / 4);
  return Array.from({ length: 4 }, (_, i) => Math.max(...memory.slice(at(i), Math.max(at(i) + 1, at(i + 1)))));
}

/** What PostgreSQL does with the same file when nobody looks at it: rows a second. */
async function copyFile(world, file) {
  const { db } = world;
  await db.query('CREATE TABLE bench.copied (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body jsonb NOT NULL)');
  await world.settle();
  const startedAt = Date.now();
  await db.query(`COPY bench.copied (body) FROM '${file}' (FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02')`);
  const [{ count }] = await db.query('SELECT count(*)::int AS count FROM bench.copied');
  return Math.round((count * 1000) / (Date.now() - startedAt));
}
