import { residentMb } from '../harness/cpu.mjs';
import { thousands } from '../harness/figures.mjs';
import { CALCULATION } from '../harness/tables.mjs';
import { openLoop } from '../work/open-loop.mjs';

const MOST_AT_ONCE = 1_000_000;
const RATE = 5_000;
const MOST = { gb: 40, growth: 1.5 };

/** Every household of a country once, in even parts of a million at most, then a day's work; what an event of the last part costs beside the first. */
export const country = {
  name: 'country',
  mode: 'embedded',
  isAlone: true,
  households: (options) => options.country,
  async prepare(world) {
    await world.startCalculator();
  },
  async run(world) {
    const { households, communes } = world.work.shape;
    const startedAt = Date.now();
    const count = Math.ceil(households / MOST_AT_ONCE);
    const until = (part) => Math.floor((households * part) / count);
    const parts = [];
    for (let part = 1; part <= count; part++) {
      parts.push(await loadPart(world, until(part) - until(part - 1)));
      world.say(`  ${thousands(until(part))} households: ${Math.round(parts.at(-1).rate)} ev/s, ${parts.at(-1).gb} GB`);
    }
    const minutes = Math.round((Date.now() - startedAt) / 6_000) / 10;
    const steady = await openLoop(world, { rate: RATE, seconds: world.options.seconds });
    const gb = Math.max(await diskGb(world.db), ...parts.map((part) => part.gb));
    const mb = await residentMb(world.product.pidOf(CALCULATION));
    const growth = Math.round((costOf(parts.at(-1)) / costOf(parts[0])) * 100) / 100;
    return [
      {
        work: `a country: ${thousands(households)} households, ${thousands(communes)} communes, then ${thousands(RATE)} ev/s`,
        reached: `loaded in ${minutes} min (making the load included), ${gb} GB of disk at most, calculator ${mb} MB; p50 ${steady.p50} ms, p99 ${steady.p99} ms; an event of the last part costs ${growth}× one of the first of ${count}`,
        target: `to the end in ${MOST.gb} GB of disk, growth ≤ ${MOST.growth}×`,
        isReached: steady.keepsUp && gb <= MOST.gb && growth <= MOST.growth,
        ratio: null,
        beside: '',
        cpu: parts.at(-1).cpu,
        details: { minutes, gb, mb, growth, steady, parts },
      },
    ];
  },
};

async function loadPart(world, count) {
  const events = await world.work.base(count);
  const part = await world.withCpu(count, async () => {
    const startedAt = Date.now();
    await world.sendAll(events);
    await world.untilApplied();
    return { rate: (count * 1000) / (Date.now() - startedAt) };
  });
  const gb = await diskGb(world.db);
  await world.work.fold();
  return { ...part, gb };
}

const costOf = ({ cpu: { node, postgres } }) => node + postgres;

/** Data, log and what the benchmark keeps beside them. */
async function diskGb(db) {
  const [{ bytes }] = await db.query(
    'SELECT pg_database_size(current_database())::float8 + (SELECT sum(size) FROM pg_ls_waldir())::float8 AS bytes',
  );
  return Math.round(bytes / 1e8) / 10;
}
