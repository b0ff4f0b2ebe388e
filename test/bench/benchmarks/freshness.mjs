import { materializedView } from '../peers/materialized-view.mjs';
import { openLoop } from '../work/open-loop.mjs';

const PEER = 'REFRESH MATERIALIZED VIEW CONCURRENTLY in a loop';
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
      rows.push(besidePeer(freshnessRow('embedded, freshness', step, ours), PEER, peer));
    }
    return rows;
  },
};

export const freshnessRow = (work, { rate, target }, measured) => ({
  work: `${work} at ${rate.toLocaleString('en')} ev/s`,
  reached: `p50 ${measured.p50} ms, p99 ${measured.p99} ms${measured.keepsUp ? '' : ' (falls behind)'}`,
  target: `p99 ≤ ${target} ms`,
  isReached: measured.keepsUp && measured.p99 <= target,
  ratio: null,
  beside: '',
  cpu: measured.cpu,
  details: { measured },
});

/** @param {{ p50: number, p99: number } | null} peer null where it was not measured */
export const besidePeer = (row, name, peer) =>
  peer === null
    ? row
    : {
        ...row,
        ratio: `${(peer.p99 / row.details.measured.p99).toFixed(1)}×`,
        beside: `${name}: p50 ${peer.p50} ms, p99 ${peer.p99} ms`,
        details: { ...row.details, peer },
      };
