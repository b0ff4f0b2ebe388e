import { setTimeout as delay } from 'node:timers/promises';
import { medianOf, thousands } from '../harness/figures.mjs';
import { appliedFromTopics, CALCULATION } from '../harness/tables.mjs';
import { peerOf } from '../peers/kafka-streams.mjs';

const LOOK_EVERY_MS = 20;
/** Beside a peer that is wrong nothing is proved. */
const VOID = { beside: 'void: its numbers are wrong', ratio: null, isReached: false, isVoid: true };
const VARIANTS = [
  { how: "offices' runs", random: false, target: 90_000 },
  { how: 'random households', random: true, target: 40_000 },
];

/** Cluster mode: the calculator on a backlog that stands in the topic, beside Kafka Streams, each alone on the machine, in turn. */
export const clusterBacklog = {
  name: 'cluster-backlog',
  mode: 'cluster',
  run: (world) => world.withoutCalculator(() => rowsOf(world)),
};

async function rowsOf(world) {
  const peer = await peerOf(world);
  const rows = [];
  for (const variant of VARIANTS) rows.push(await rowOf(world, peer, variant));
  if (peer && !(await peer.isRight())) for (const row of rows) Object.assign(row, VOID);
  return rows;
}

async function rowOf(world, peer, { how, random, target }) {
  const { events, repeats, calculators } = world.options;
  const [ours, theirs] = [[], []];
  for (let turn = 1; turn <= repeats; turn++) {
    world.say(`  ${how}, turn ${turn} of ${repeats}`);
    ours.push(await catchUp(world, { events, random, calculators }));
    world.say(`    ours: ${ours.at(-1).rate} ev/s`);
    if (!peer) continue;
    await peer.load(events, random);
    await world.settle();
    theirs.push(await peer.catchUp());
    world.say(`    Kafka Streams: ${theirs.at(-1).rate} ev/s`);
  }
  const rate = medianOf(ours, 'rate');
  const peerRate = medianOf(theirs, 'rate');
  return {
    work: `cluster, calculator on a backlog of ${thousands(events)}, ${how}`,
    reached: `${thousands(rate)} ev/s`,
    target: `≥ ${thousands(target)} ev/s and ahead of the peer`,
    isReached: rate >= target && (!peer || rate > peerRate),
    ratio: peer && `${(rate / peerRate).toFixed(2)}×`,
    beside: peer ? `Kafka Streams, exactly-once, into PostgreSQL: ${thousands(peerRate)} ev/s` : '',
    cpu: ours.at(-1).cpu,
    details: { ours, theirs },
  };
}

/**
 * A backlog in the topic with no calculator running; then how fast it goes once numbers move.
 *
 * @param {import('../harness/world.mjs').World} world @param {{ events: number, random: boolean, calculators: number }} how
 */
export async function catchUp(world, { events, random, calculators }) {
  const { work, db, product } = world;
  await world.sendAll(await work.updates(events, { random }));
  await world.untilRelayed();
  await world.settle();
  const begin = await appliedFromTopics(db);
  const starting = Array.from({ length: calculators }, () => product.start(CALCULATION));
  const firstAt = await untilApplied(db, begin + 1);
  const moved = await world.withCpu(events, async () => {
    const ms = Math.max(1, (await untilApplied(db, work.prepared)) - firstAt);
    return { ms, rate: Math.round((events * 1000) / ms) };
  });
  await Promise.all(starting);
  await product.stop(CALCULATION);
  return moved;
}

/** When so many are seen to be applied. */
async function untilApplied(db, count) {
  while ((await appliedFromTopics(db)) < count) await delay(LOOK_EVERY_MS);
  return Date.now();
}
