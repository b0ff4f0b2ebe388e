import { thousands } from '../harness/figures.mjs';
import { catchUp } from './cluster-backlog.mjs';

const PROCESSES = [1, 2, 4];

/** Calculators that share a backlog, broker and database on the same machine: what is lost by sharing, or gained. */
export const scale = {
  name: 'scale',
  mode: 'cluster',
  run: (world) => world.withoutCalculator(() => rowsOf(world)),
};

async function rowsOf(world) {
  const rows = [];
  let one = 0;
  for (const calculators of PROCESSES) {
    const { rate, cpu, ms } = await catchUp(world, { events: world.options.events, random: false, calculators });
    world.say(`  ${calculators}: ${rate} ev/s`);
    one ||= rate;
    rows.push({
      work: `cluster, ${calculators} calculator${calculators > 1 ? 's' : ''} on a backlog, one machine`,
      reached: `${thousands(rate)} ev/s`,
      target: 'lanes are shared, 0 differences',
      isReached: null,
      ratio: `${(rate / one).toFixed(2)}×`,
      beside: 'one calculator',
      cpu,
      details: { rate, ms },
    });
  }
  return rows;
}
