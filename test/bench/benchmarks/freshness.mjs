import { materializedView } from '../peers/materialized-view.mjs';
import { openLoop } from '../work/open-loop.mjs';

const STEPS = [
  { rate: 1_000, target: 50 },
  { rate: 20_000, target: 250 },
];

/** From when an event was due to when a reader sees it, on PostgreSQL alone. */
export const freshness = {
  name: 'freshness',
  mode: 'embedded',
  async run(world) {
    const rows = [];
    for (const step of STEPS) {
      const ours = await openLoop(world, { ...step, seconds: world.options.seconds });
      const peer = world.options.peers ? await materializedView(world, { ...step, seconds: world.options.seconds }) : null;
      rows.push(
        freshnessRow('embedded, freshness', step, ours, { name: 'REFRESH MATERIALIZED VIEW CONCURRENTLY in a loop', ...peer }),
      );
    }
    return rows;
  },
};

export const freshnessRow = (work, { rate, target }, measured, peer) => ({
  work: `${work} at ${rate.toLocaleString('en')} ev/s`,
  reached: `p50 ${measured.p50} ms, p99 ${measured.p99} ms${measured.keepsUp ? '' : ' (falls behind)'}`,
  target: `p99 ≤ ${target} ms`,
  isReached: measured.keepsUp && measured.p99 <= target,
  ratio: peer?.p99 ? `${(peer.p99 / measured.p99).toFixed(1)}×` : null,
  beside: peer?.p99 ? `${peer.name}: p50 ${peer.p50} ms, p99 ${peer.p99} ms` : '',
  cpu: measured.cpu,
  details: { measured, peer },
});
