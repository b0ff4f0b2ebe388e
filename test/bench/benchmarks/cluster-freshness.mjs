import { setTimeout as delay } from 'node:timers/promises';
import { CALCULATION } from '../harness/tables.mjs';
import { peerOf } from '../peers/kafka-streams.mjs';
import { openLoop } from '../work/open-loop.mjs';
import { Probes } from '../work/probes.mjs';
import { send } from '../work/send.mjs';
import { besidePeer, freshnessRow } from './freshness.mjs';

const STEP = { rate: 20_000, target: 65 };
const KILL = { rate: 5_000, seconds: 20, afterMs: 8_000, target: 3.5 };
const FRESH_MS = 500;

/** Cluster mode, from the outbox over relay and broker to a visible number; and how soon numbers are fresh again after a kill. */
export const clusterFreshness = {
  name: 'cluster-freshness',
  mode: 'cluster',
  async run(world) {
    const ours = await openLoop(world, { rate: STEP.rate, seconds: world.options.seconds });
    const recovery = await killed(world);
    const row = freshnessRow('cluster, outbox to visible KPI, freshness', STEP, ours);
    return [besidePeer(row, 'Kafka Streams, from its topic on', await freshnessOfPeer(world)), recovery];
  },
};

/** The peer's own open loop, alone on the machine. */
async function freshnessOfPeer(world) {
  await world.product.stop();
  const peer = await peerOf(world);
  await world.settle();
  await peer?.start();
  const fresh = (await peer?.fresh(STEP.rate, world.options.seconds)) ?? null;
  await peer?.stop();
  await world.product.start('intake');
  await world.product.start(CALCULATION);
  return fresh;
}

/** Recovery: from the kill until everything that had been due half a second before has been seen, and stays so. */
async function killed(world) {
  const { work, product, say } = world;
  const events = await work.updates(KILL.rate * KILL.seconds, { random: false, probesAt: KILL.rate });
  await world.settle();
  const probes = await Probes.of(work, events);
  const load = send(world.url, events, KILL.rate);
  const seen = probes.watch(load.dueAt, 120_000);
  await delay(load.startAt + KILL.afterMs - Date.now());
  const killedAt = Date.now();
  process.kill(product.pidOf(CALCULATION), 'SIGKILL');
  const { missing, all } = await seen;
  await load.ended;
  const late = all.filter(({ dueAt, seenAt }) => seenAt > killedAt && seenAt - dueAt > FRESH_MS).map(({ seenAt }) => seenAt);
  const seconds = Math.round((Math.max(killedAt, ...late) - killedAt) / 10) / 100;
  say(`  fresh again ${seconds} s after the kill; ${missing} never seen`);
  return {
    work: `cluster, kill -9 of the calculator at ${KILL.rate.toLocaleString('en')} ev/s, started again by its supervisor`,
    reached: `numbers no older than ${FRESH_MS} ms again after ${seconds} s`,
    target: `≤ ${KILL.target} s`,
    isReached: missing === 0 && seconds <= KILL.target,
    ratio: null,
    beside: '',
    details: { seconds, missing },
  };
}
