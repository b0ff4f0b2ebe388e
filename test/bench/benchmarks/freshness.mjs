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
    for (const step of STEPS)
      rows.push(freshnessRow('embedded, freshness', step, await openLoop(world, { ...step, seconds: world.options.seconds })));
    return rows;
  },
};

export const freshnessRow = (work, { rate, target }, measured, peer = null) => ({
  work: `${work} at ${rate.toLocaleString('en')} ev/s`,
  reached: `p50 ${measured.p50} ms, p99 ${measured.p99} ms${measured.keepsUp ? '' : ' (falls behind)'}`,
  target: `p99 ≤ ${target} ms`,
  isReached: measured.keepsUp && measured.p99 <= target,
  ratio: peer && `${(peer.p99 / measured.p99).toFixed(1)}×`,
  beside: peer ? `Kafka Streams, from its topic on: p50 ${peer.p50} ms, p99 ${peer.p99} ms` : '',
  cpu: measured.cpu,
  details: { measured, peer },
});
