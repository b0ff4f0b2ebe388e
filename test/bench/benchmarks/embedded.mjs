import { nestPrisma } from '../peers/nest-prisma.mjs';
import { openLoop } from '../work/open-loop.mjs';

const OFFERED = 20_000;
const PUSHED = 40_000;
const TIMES_THE_PEER = 50;

/** From the outbox to a number that a reader sees, on PostgreSQL alone. */
export const embedded = {
  name: 'embedded',
  mode: 'embedded',
  async run(world) {
    const { seconds } = world.options;
    const steady = await openLoop(world, { rate: OFFERED, seconds });
    const pushed = await openLoop(world, { rate: PUSHED, seconds: Math.ceil(seconds / 2) });
    const peer = world.options.peers ? await nestPrisma(world) : null;
    const most = pushed.keepsUp ? PUSHED : Math.max(pushed.reached, steady.reached);
    return [
      {
        work: `embedded, outbox to visible KPI, ${seconds} s open loop`,
        reached: `${most} ev/s (${steady.keepsUp ? 'keeps up' : 'falls behind'} at 20,000, ${pushed.keepsUp ? 'keeps up' : 'falls behind'} at 40,000)`,
        target: `≥ 20,000 ev/s for 60 s, then 40,000; ≥ ${TIMES_THE_PEER}×`,
        isReached: steady.keepsUp && (peer === null || most >= TIMES_THE_PEER * peer.rate),
        ratio: peer && `${(most / peer.rate).toFixed(1)}×`,
        beside: peer
          ? `a Nest handler per message, Prisma upsert, groupBy at query: ${peer.rate} ev/s, a province asked p50 ${peer.asked.p50} ms`
          : '',
        cpu: steady.cpu,
        details: { steady, pushed, peer },
      },
    ];
  },
};
